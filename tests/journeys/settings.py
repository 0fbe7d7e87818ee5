"""The site that a browser visits in tests: the demo's way of serving, the tests' keys, and their files.

The key and the hashers are those of the tests, so that a session made here is good there.
"""

from deploy.settings import environment
from deploy.settings.demo import *  # noqa: F403
from deploy.settings.test import (
    COPIES_ROOT,
    MEDIA_ROOT,
    PASSWORD_HASHERS,
    PRIVATE_FILES_ROOT,
    PUBLIC_HOST,
    SECRET_KEY,
)

__all__ = ["COPIES_ROOT", "MEDIA_ROOT", "PASSWORD_HASHERS", "PRIVATE_FILES_ROOT", "PUBLIC_HOST", "SECRET_KEY"]
STATIC_ROOT = environment.VAR / "static-journeys"
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"  # codes are read from the rows
