"""Threads for tests: a candidate, a baker, an adviser."""

from boards.accounts.models import User
from boards.threads import services
from boards.threads.models import Thread
from boards.threads.services import Contact
from tests.boards import making

LEA = Contact(name="Léa Martin", email="lea@candidat.example", phone="06 12 34 56 78")


def baker() -> User:
    """Who acts for the bakery."""
    user = making.person()
    User.objects.filter(pk=user.pk).update(name="Paul Vandaele")
    user.refresh_from_db()
    making.employer(by=user)
    return user


def adviser(email: str = "claire@cchf.example", name: str = "Claire Devos") -> User:
    user = making.person(email, role="adviser")
    User.objects.filter(pk=user.pk).update(name=name)
    user.refresh_from_db()
    return user


def thread(
    *,
    candidate: Contact = LEA,
    by: User | None = None,
    ref: str = "application:00000000-0000-4000-8000-000000000001",
    **more: object,
) -> Thread:
    """About a job at the bakery."""
    firm = making.employer(by=baker())
    return services.open_thread(
        subject_ref=ref,
        employer=firm,
        candidate=candidate,
        by=by,
        title="Boulanger F/H",
        **more,  # type: ignore[arg-type]
    )
