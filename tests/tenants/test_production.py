"""The settings of a platform: complete they pass Django's own audit, incomplete they say what to write."""

import json
import subprocess
import sys

import pytest

from deploy.settings import environment

COMPLETE = {
    "DJANGO_SETTINGS_MODULE": "deploy.settings.production",
    "SECRET_KEY": "9Xw_only-for-this-test_7fK2pQ8vB4nM1zL6cR3tY5uE0aS-dG-hJ-kW",
    "PUBLIC_HOST": "bassin.example",
    "DEFAULT_FROM_EMAIL": "emploi@bassin.example",
    "EMAIL_HOST": "smtp.bassin.example",
}


def python(*arguments: str, **changes: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=environment.ROOT,
        env=environment.child(**{**COMPLETE, **changes}),
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )


def test_a_complete_environment_passes_the_audit() -> None:
    result = python("manage.py", "check", "--deploy", "--fail-level", "WARNING")
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("missing", [name for name in COMPLETE if name != "DJANGO_SETTINGS_MODULE"])
def test_each_missing_setting_says_how_to_mend_it(missing: str) -> None:
    result = python("-c", "import deploy.settings.production", **{missing: ""})
    assert result.returncode != 0
    assert f"{missing} is not set." in result.stderr
    assert f"To mend it: {missing}=" in result.stderr


def test_cookies_are_bound_to_their_host() -> None:
    """`__Host-` is honoured by browsers only when Secure, Path=/ and no Domain come with it."""
    source = (
        "import json; from django.conf import settings as s;"
        "print(json.dumps([[getattr(s, k + '_COOKIE_' + f) for f in ('NAME', 'SECURE', 'DOMAIN', 'PATH')]"
        " for k in ('SESSION', 'CSRF', 'LANGUAGE')]))"
    )
    result = python("-c", source)
    assert result.returncode == 0, result.stderr
    cookies = json.loads(result.stdout.strip().splitlines()[-1])
    for name, secure, domain, path in cookies:
        assert name.startswith("__Host-")
        assert (secure, domain, path) == (True, None, "/")
    assert len({name for name, *_ in cookies}) == 3


def test_older_keys_are_still_read() -> None:
    source = "from django.conf import settings as s; print(s.SECRET_KEY_FALLBACKS)"
    result = python("-c", source, SECRET_KEY_FALLBACKS="one-old-key, another")
    assert result.stdout.strip().splitlines()[-1] == "['one-old-key', 'another']"
