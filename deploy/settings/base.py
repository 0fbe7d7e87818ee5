"""Settings that hold wherever Bassin runs; what differs is read in environment.py."""

from csp.constants import NONCE, NONE, SELF

from . import environment

ROOT = environment.ROOT
SECRET_KEY = ""
DEBUG = False
ALLOWED_HOSTS = ["*"]  # TenantMiddleware answers only to hosts that have a Domain row.

# --- Tenancy: decided once (docs/adr/0002); an app never moves between the lists. -----------------
ACCOUNT_APPS = [
    "django.contrib.contenttypes",
    "boards.accounts",
    "django.contrib.auth",
    "django.contrib.sessions",
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.mfa",
    "allauth.usersessions",
]
SHARED_APPS = [
    "django_tenants",
    "tenants.reference",
    "tenants",
    *ACCOUNT_APPS,
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django.contrib.postgres",
    "procrastinate.contrib.django",
    "search",
    "themes",
    "django_htmx",
    "csp",
]
TENANT_APPS = [
    *ACCOUNT_APPS,
    "cms",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "tenants.audit",
    "tenants.messaging",
    "tenants.files",
    "boards.codes",
    "boards.employers",
    "boards.threads",
    "boards.offers",
    "boards.candidates",
    "boards.publishing",
    "boards.finding",
    "boards.library",
    "boards.applications",
    "boards.followup",
    "boards.groups",
    "boards.feeds",
    "boards.placements",
    "boards.alerts",
    "boards.desk",
    "boards.reporting",
    "boards.rights",
]
INSTALLED_APPS = [*SHARED_APPS, *(app for app in TENANT_APPS if app not in SHARED_APPS)]
TENANT_MODEL = "tenants.Tenant"
TENANT_DOMAIN_MODEL = "tenants.Domain"
PUBLIC_SCHEMA_URLCONF = "deploy.urls_public"
ROOT_URLCONF = "deploy.urls_tenant"
DATABASE_ROUTERS = ["django_tenants.routers.TenantSyncRouter", "tenants.routers.SameSchemaRouter"]
# Off: with it a raw ROLLBACK TO SAVEPOINT leaves the connection reading another tenant (tests/tenants).
TENANT_LIMIT_SET_CALLS = False
# What each new tenant is sown with; strings, because the rooms above tenants know how.
TENANT_SEEDERS = ["cms.seed.seed_pages"]
# Who is told, in the same transaction, that a tenant came, moved its borders, shares otherwise, or went.
TENANT_LISTENERS = ["search.audience.tenant_changed", "search.saved.tenant_changed"]
# Told inside the matcher's transaction that offers were found for these tenants: fn(schemas=[…]).
MATCH_LISTENERS = ["boards.alerts.tasks.matches_waiting"]
# Told in the same transaction that an offer was closed, and how (offer.closed_as): fn(offer=, by=).
OFFER_CLOSED_LISTENERS = ["boards.applications.listening.offer_closed"]
# Told in the same transaction that an offer was copied as a draft: fn(offer=, copy=, by=).
OFFER_COPIED_LISTENERS = ["boards.applications.listening.offer_copied"]
# Told in the same transaction that an application moved, was refused or withdrawn: fn(application=, by=).
APPLICATION_MOVED_LISTENERS = ["boards.placements.listening.application_moved"]
# Told in the same transaction that time makes an application nobody's: fn(application=).
APPLICATION_GONE_LISTENERS = ["boards.placements.listening.application_gone"]
# Who erases all that hangs on a profile when its person erases it, that row included: fn(profile=, by=).
PROFILE_ERASER = "boards.rights.services.erasing.erase_profile"
# The same for one application, with the conversation and the hire that came of it: fn(application=).
APPLICATION_ERASER = "boards.rights.services.erasing.erase_application"
# Who knows how an employer answers those who apply, in words or '': fn(employer=).
ANSWER_WORDS = "boards.applications.figures.answer_words"
# Who knows how many people of the current tenant wait with these saved searches: fn(keys=[…]).
WAITING_COUNTER = "boards.alerts.desk.demand.people_behind"
# Who counts that somebody searched, in one statement: fn(occupations=, commune_insee=, user_agent=).
SEARCH_COUNTER = "boards.reporting.services.counting.count_search"

MIDDLEWARE = [
    # Before the tenant: the page for an unknown host needs its style sheet too, and a file needs no query.
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "tenants.middleware.TenantMiddleware",
    "tenants.middleware.WithoutNul",
    "django.middleware.security.SecurityMiddleware",
    "tenants.middleware.PrivateWhenSignedIn",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "boards.accounts.middleware.SomebodyOrNobody",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "deploy" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.context.site",
            ],
        },
    },
]
FORM_RENDERER = "themes.forms.FieldRenderer"
WSGI_APPLICATION = "deploy.wsgi.application"

# --- Database ---------------------------------------------------------------------------------
DATABASES = {
    "default": {
        "ENGINE": "tenants.backend",
        **environment.database(),
        "CONN_MAX_AGE": 0,
    }
}
DATABASES["default"]["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 4, "timeout": 4}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        # The schema is part of every key: a cached page of one tenant is not another's.
        "KEY_FUNCTION": "django_tenants.cache.make_key",
        "REVERSE_KEY_FUNCTION": "django_tenants.cache.reverse_key",
    }
}

# --- People -----------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
# One, that looks at a password once: a second would make everybody wait twice.
AUTHENTICATION_BACKENDS = ["django.contrib.auth.backends.ModelBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/espace"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "boards.accounts.adapter.TenantAccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
# People join by a code; the optional password is what makes allauth ask for it those who have one.
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1"]
ACCOUNT_EMAIL_VERIFICATION = "none"
# Its signed form would verify another person's address in another tenant (hazard 5).
ACCOUNT_EMAIL_CONFIRMATION_HMAC = False
ACCOUNT_PREVENT_ENUMERATION = True
# A letter goes to every address: that nothing comes would tell as much as that something comes.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
# allauth counts in the cache of one process; boards.accounts.limits counts in rows.
ACCOUNT_RATE_LIMITS = False
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "boards.accounts.tokens.TenantTokenGenerator"
PASSWORD_RESET_TIMEOUT = 2 * 3600
# A second step for staff, and for whoever wants one.
MFA_ADAPTER = "boards.accounts.adapter.TenantSecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_TOLERANCE = 1
# A browser that signed in before is counted by itself (boards.accounts.devices).
DEVICE_COOKIE_NAME = "appareil"
# Sign-in for professionals by the State; each tenant has its own number and secret. Integration:
# https://fca.integ01.dev-agentconnect.fr/api/v2
PROCONNECT_ISSUER = environment.text("PROCONNECT_ISSUER", "https://auth.agentconnect.gouv.fr/api/v2").rstrip("/")
ACCOUNT_LOGIN_TIMEOUT = 15 * 60
SESSION_ENGINE = "django.contrib.sessions.backends.db"
SESSION_COOKIE_HTTPONLY = True
# Not the signed cookie, which is good in every tenant: what was said on one site stays there.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "deploy.errors.csrf_failure"

# --- Language, time -------------------------------------------------------------------------------
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [ROOT / "locale"]
USE_TZ = True
TIME_ZONE = "Europe/Paris"
USE_I18N = True

# --- Files ------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = ROOT / "staticfiles"
MEDIA_URL = "/media/"
MEDIA_ROOT = environment.VAR / "media"
MULTITENANT_RELATIVE_MEDIA_ROOT = "%s"
STORAGES = {
    "default": {"BACKEND": "django_tenants.files.storage.TenantFileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000
# What people entrust to a tenant: outside the media, no address leads there, one folder a schema.
PRIVATE_FILES_ROOT = environment.text("PRIVATE_FILES_ROOT", str(environment.VAR / "private"))
# Copies of their data that people asked for, each for a week.
COPIES_ROOT = environment.text("COPIES_ROOT", str(environment.VAR / "copies"))
# A CV is checked in memory; only what is larger than one may be touches a temporary disk.
FILE_UPLOAD_MAX_MEMORY_SIZE = 5_500_000
# Who looks at files before people do: clamd, local (a few test signatures), off (a laptop only).
VIRUS_SCANNER = environment.choice("VIRUS_SCANNER", "local", among=("clamd", "local", "off"))
CLAMD_ADDRESS = environment.text("CLAMD_ADDRESS", "/run/clamav/clamd.ctl")  # or host:port
CLAMD_TIME_LIMIT_SECONDS = environment.number("CLAMD_TIME_LIMIT_SECONDS", 30)
# Told, in the same transaction, what became of a file that was scanned: fn(file=…).
FILE_LISTENERS = ["boards.applications.lost_files.file_judged"]

# --- Messages: rows first (tenants.messaging), then these --------------------------------------------
# A provider of Anymail's, e.g. brevo; empty: what EMAIL_BACKEND says.
EMAIL_PROVIDER = environment.text("EMAIL_PROVIDER").lower()
ANYMAIL = environment.anymail(EMAIL_PROVIDER)
EMAIL_BACKEND = (
    f"anymail.backends.{EMAIL_PROVIDER}.EmailBackend"
    if EMAIL_PROVIDER
    else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_FILE_PATH = SMS_FILE_PATH = environment.VAR / "outbox"
MESSAGING_JOURNALS = environment.VAR / "journals"
# Who is told, in the same transaction, that an address is to be left alone.
REFUSAL_LISTENERS = ["boards.alerts.services.refusing.address_refused"]
SMS_PROVIDER = environment.choice("SMS_PROVIDER", "local", among=("local", "twilio", "brevo", "ovh"))
SMS_API_URL = environment.text("SMS_API_URL")  # instead of the provider's own address
SMS_SENDER = environment.text("SMS_SENDER")  # a number, or a name of 3 to 11 letters; a tenant may have its own
# How an SMS of alerts says that it can be stopped: with a sender that takes no answer, write the provider's number.
SMS_STOP_TEXT = environment.text("SMS_STOP_TEXT", "STOP pour arreter")
SMS_SEGMENT_PRICE = environment.number("SMS_SEGMENT_PRICE", 0.07)  # euros, until the provider says
SMS_TIME_LIMIT_SECONDS = environment.number("SMS_TIME_LIMIT_SECONDS", 10)
SMS_CALLBACK_SECRET = environment.text("SMS_CALLBACK_SECRET")
SMS_CREDENTIALS = environment.sms_credentials(SMS_PROVIDER)
DEFAULT_FROM_EMAIL = environment.text("DEFAULT_FROM_EMAIL", "ne-pas-repondre@bassin.example")
# Answers by e-mail: the domain whose mail comes to us (docs/adr/0016); empty: nobody is invited to answer by mail.
INBOUND_DOMAIN = environment.text("INBOUND_DOMAIN").lower()
# How our own mail server signs its Authentication-Results; what others wrote under that name is not looked at.
INBOUND_AUTHSERV_ID = environment.text("INBOUND_AUTHSERV_ID").lower()
INBOUND_MAX_BYTES = int(environment.number("INBOUND_MAX_BYTES", 25_000_000))
# Whose answer it is, by the first letter of the token: fn(ref=…, mail=…, sender=…) -> ports.Heard.
# Told, in the same transaction, of each message that others read: fn(message=…).
THREAD_LISTENERS = ["boards.applications.listening.message_said"]
# Who hasn't agreed to be known by the employer, and how words read to them meanwhile: fn(threads=…) -> {key: veil}.
THREAD_VEILS = "boards.applications.veiling.veils_of"
REPLY_LISTENERS = {"t": "boards.threads.replies.heard"}

# --- Search -----------------------------------------------------------------------------------
ELASTICSEARCH_URL = environment.text("ELASTICSEARCH_URL")
SEARCH_INDEX_PREFIX = environment.text("SEARCH_INDEX_PREFIX", "bassin")
SEARCH_TIME_LIMIT_SECONDS = environment.number("SEARCH_TIME_LIMIT_SECONDS", 2)
SEARCH_COMMUTING_RANGE_KM = environment.number("SEARCH_COMMUTING_RANGE_KM", 50)

# --- Pages --------------------------------------------------------------------------------------
WAGTAIL_SITE_NAME = "Bassin"
WAGTAILADMIN_BASE_URL = ""  # per tenant, from its primary domain: see tenants.models.Tenant.base_url
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_APPEND_SLASH = False
APPEND_SLASH = False
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
WAGTAIL_I18N_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
# One door: the pages' editor has neither a sign-in (cms.sign_in) nor passwords of its own.
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_PASSWORD_RESET_ENABLED = False
# Through a view of the tenant's own host: a file under /media would be readable from every host.
WAGTAILDOCS_SERVE_METHOD = "serve_view"

# --- Browser guard rails --------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "EXCLUDE_URL_PREFIXES": ["/pages-admin"],  # Wagtail's editor writes inline styles; it has a policy of its own
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}
CSP_NONCE = NONCE
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# Where people reach this installation: links in mails come from stored domains with this scheme and port.
PUBLIC_SCHEME = "https"
PUBLIC_PORT = ""
PUBLIC_HOST = environment.text("PUBLIC_HOST", "localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
}
