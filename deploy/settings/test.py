"""Tests: a real PostgreSQL, mail in memory, fast password hashing, no clock of their own."""

from . import environment
from .base import *  # noqa: F403

SECRET_KEY = "only-for-tests-only-for-tests-only-for-tests-only-for-tests-0001"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES = {
    "default": {"BACKEND": "django_tenants.files.storage.TenantFileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# A folder for each process of tests: a sweep in one, perhaps in another year, mustn't take another's files.
FILES = environment.VAR / "test" / environment.text("PYTEST_XDIST_WORKER", "alone")
SMS_FILE_PATH = EMAIL_FILE_PATH = FILES / "outbox"
MESSAGING_JOURNALS = FILES / "journals"
MEDIA_ROOT = FILES / "media"
PRIVATE_FILES_ROOT = str(FILES / "private")
COPIES_ROOT = str(FILES / "copies")
DATABASES["default"]["OPTIONS"].pop("pool", None)  # noqa: F405  a test is one transaction on one connection
PUBLIC_SCHEME = "http"
PUBLIC_HOST = "bassin.test"
INBOUND_DOMAIN = "reponses.bassin.test"
SHOW_OUTBOX = True
ELASTICSEARCH_URL = ""  # the tests that need the node name it themselves
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]  # noqa: F405  no files to serve
