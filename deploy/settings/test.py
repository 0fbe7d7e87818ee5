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
SMS_FILE_PATH = EMAIL_FILE_PATH = environment.VAR / "test-outbox"
MESSAGING_JOURNALS = environment.VAR / "test-journals"
MEDIA_ROOT = environment.VAR / "test-media"
PRIVATE_FILES_ROOT = str(environment.VAR / "test-private")
COPIES_ROOT = str(environment.VAR / "test-copies")
DATABASES["default"]["OPTIONS"].pop("pool", None)  # noqa: F405  a test is one transaction on one connection
PUBLIC_SCHEME = "http"
PUBLIC_HOST = "bassin.test"
INBOUND_DOMAIN = "reponses.bassin.test"
SHOW_OUTBOX = True
ELASTICSEARCH_URL = ""  # the tests that need the node name it themselves
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]  # noqa: F405  no files to serve
