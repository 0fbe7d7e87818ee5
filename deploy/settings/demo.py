"""The demo: what a laptop shows, served as production serves it (hashed, compressed files; our own error pages)."""

from . import environment
from .dev import *  # noqa: F403

DEBUG = False
STATIC_ROOT = environment.VAR / "static"
STORAGES = {
    "default": {"BACKEND": "django_tenants.files.storage.TenantFileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = False
WHITENOISE_AUTOREFRESH = False
