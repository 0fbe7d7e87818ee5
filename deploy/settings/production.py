"""A platform: everything secret comes from the environment, nothing is guessed."""

from . import environment
from .base import *  # noqa: F403

SECRET_KEY = environment.required(
    "SECRET_KEY", how="SECRET_KEY=$(python -c 'import secrets; print(secrets.token_urlsafe(50))')"
)
# Keys that were: what they signed, sealed or made a digest of is still read.
SECRET_KEY_FALLBACKS = environment.words("SECRET_KEY_FALLBACKS")
PUBLIC_HOST = environment.required(
    "PUBLIC_HOST", how="PUBLIC_HOST=bassin.example, the host of the operator's own site."
)
DEFAULT_FROM_EMAIL = environment.required(
    "DEFAULT_FROM_EMAIL", how="DEFAULT_FROM_EMAIL=emploi@bassin.example, an address your mail server may send from."
)
if not EMAIL_PROVIDER:  # noqa: F405
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = environment.required("EMAIL_HOST", how="EMAIL_HOST=smtp.example.org, or EMAIL_PROVIDER=brevo.")
EMAIL_PORT = int(environment.number("EMAIL_PORT", 587))
EMAIL_HOST_USER = environment.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = environment.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = environment.flag("EMAIL_USE_TLS", default=True)
EMAIL_TIMEOUT = 10
SHOW_OUTBOX = False
# Those of a laptop protect nobody. Without an answer from this one, files stay in quarantine.
VIRUS_SCANNER = environment.choice("VIRUS_SCANNER", "clamd", among=("clamd",))

# `__Host-` makes a browser refuse the cookie when it names a Domain or travels without TLS:
# a territory cannot set one for its neighbour.
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_NAME = "__Host-csrf"
DEVICE_COOKIE_NAME = "__Host-appareil"
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_NAME = "__Host-language"
LANGUAGE_COOKIE_SECURE = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
# How many proxies of ours stand in front: limits count the visitor that the outermost of them saw, and nobody's claim.
ALLAUTH_TRUSTED_PROXY_COUNT = int(environment.number("TRUSTED_PROXY_COUNT", 1))
SECURE_SSL_REDIRECT = environment.flag("SECURE_SSL_REDIRECT", default=True)
SECURE_HSTS_SECONDS = 365 * 24 * 3600
# A territory's domain is its own: what else lives below it, and whether browsers preload it, is not ours to decide.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
