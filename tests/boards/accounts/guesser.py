"""`python -m tests.boards.accounts.guesser HOW_MANY ADDRESS`: somebody in a process of their own, guessing a password.

Waits for a line on standard input, so that several begin together; prints how many guesses were looked at.
"""

import sys

import django

TRY = {"login": "", "password": "une-autre-phrase"}


def main() -> None:
    django.setup()
    from django.test import Client

    from tests.boards.accounts.doors import SIGN_IN

    sys.stdin.readline()
    looked_at = 0
    for _guess in range(int(sys.argv[1])):
        page = Client(HTTP_HOST="alpha.test").post(SIGN_IN, {**TRY, "login": sys.argv[2]})
        looked_at += "Trop de tentatives" not in page.content.decode()
    print(looked_at, flush=True)


if __name__ == "__main__":
    main()
