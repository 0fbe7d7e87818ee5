"""A laptop: four territories on *.localhost, mail as files, nothing to configure."""

from . import environment
from .base import *  # noqa: F403

DEBUG = environment.flag("BASSIN_DEBUG", default=True)
SECRET_KEY = environment.text("SECRET_KEY", "only-for-a-laptop-only-for-a-laptop-only-for-a-laptop-0001")
STORAGES = {
    "default": {"BACKEND": "django_tenants.files.storage.TenantFileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
PUBLIC_SCHEME = "http"
PUBLIC_PORT = environment.text("PORT", "8000")
SHOW_OUTBOX = True
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = DEBUG
