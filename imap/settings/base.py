"""Settings shared by every place; the environment decides what differs."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import environ
from csp.constants import NONE, SELF

from imap.settings.services import database_from, mail_from, mailbox_from
from imap.settings.terms import *  # noqa: F403
from imap.settings.terms import REGISTRATION_LINK_DAYS, REOPEN_DAYS

BASE_DIR = Path(__file__).resolve().parent.parent.parent
VAR_DIR = BASE_DIR / "var"

env = environ.Env()

# --- The i-Maps -------------------------------------------------------------------
# Slug and languages, the first one being where an unknown language leads. The gate
# decides from the path alone, so it must know them without a query.
# A language is offered on an i-Map once all its texts are there; Arabic is not yet
# complete.
DIALOGUES = {
    "bmp": tuple(env.list("BMP_LANGUAGES", default=["en", "ru"])),
    "mtm": tuple(env.list("MTM_LANGUAGES", default=["en", "fr"])),
}
# The i-Maps that publish a profile three months after it was submitted, marked as not
# endorsed, where its state has not answered.
PUBLISH_UNENDORSED = frozenset(env.list("PUBLISH_UNENDORSED", default=[]))
MTM_MAILBOX = env.str("MTM_MAILBOX", default="mtm@i-map.example")
ACCESS_BACKEND = "accounts.access"

# --- Applications, lowest room last -------------------------------------------------
INSTALLED_APPS = [
    "imap.core",
    "imap.reference",
    "imap.statistics",
    "imap.process",
    "imap.map",
    "accounts",
    "accounts.mailbox",
    "profiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "leaflet",
    "csp",
    "imap.core.admin_site.PortalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "imap.core.headers.HeadersMiddleware",
    # Static files carry the headers above; they are compressed once, beforehand.
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Django pads what it compresses, so that lengths tell nothing of a page's secrets.
    "django.middleware.gzip.GZipMiddleware",
    "imap.core.middleware.OwnPageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.middleware.SessionsMiddleware",
    "imap.core.gate.GateMiddleware",
    "accounts.middleware.NoticeMiddleware",
    "imap.core.body.BodyMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "accounts.middleware.IdleMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "imap.urls"
WSGI_APPLICATION = "imap.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "imap.core.context.frame",
                "imap.reference.context.dialogue_frame",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "imap.core.templatetags.portal",
                "imap.core.templatetags.forms",
            ],
        },
    }
]

# --- Data ---------------------------------------------------------------------------
DATABASES = {"default": database_from(env, VAR_DIR)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# allauth's limits must hold without Redis, so the cache is the database.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
        # Beyond this many rows some are thrown away: at 300, Django's own number, a
        # few hundred made-up names would wipe out the counts of everybody.
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}
REDIS_URL = env.str("REDIS_URL", default="")
CELERY_BROKER_URL = REDIS_URL or "memory://"
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_connect_timeout": 1,
    "socket_timeout": 2,
    "visibility_timeout": 600,
    # A request must not wait for a queue that is away: the clock sends instead.
    "max_retries": 1,
    "interval_start": 0,
    "interval_step": 0,
}
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BEAT_SCHEDULE = {
    "clock": {"task": "imap.core.tasks.tick", "schedule": timedelta(minutes=1)}
}

# --- People -------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.sign_in.backend.PasswordBackend"]
PASSWORD_HASHERS = [
    "imap.core.passwords.PortalArgon2Hasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator"},
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
    {"NAME": "accounts.sign_in.password_rules.CommonWordValidator"},
    {"NAME": "accounts.sign_in.password_rules.OwnNameValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "me:home"
ACCOUNT_ADAPTER = "accounts.sign_in.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.sign_in.forms.SignInForm",
    "request_login_code": "accounts.sign_in.forms.RequestCodeForm",
    "confirm_login_code": "accounts.sign_in.forms.ConfirmCodeForm",
}
ACCOUNT_LOGIN_METHODS = {"email", "username"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_SESSION_REMEMBER = False
# Counted per network: a third person elsewhere can never lock somebody out. Wrong
# passwords and codes are counted by accounts.sign_in, in guessing and factor_forms:
# allauth's counts would shut out a known browser too, and its second step takes back
# what a whole network has failed.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": None,
    "request_login_code": "20/h/ip",
    # Never refused; accounts.sign_in.adapter holds mails back instead.
    "reset_password": None,
    "reset_password_from_key": "30/h/ip",
    "change_password": "10/h/user",
    "manage_email": "10/h/user",
    "reauthenticate": "10/m/user",
    "confirm_email": "1/3m/key",
    "signup": "20/h/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
# A code by mail, for those who only read (accounts.sign_in.factors). Mail may be slow.
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_TIMEOUT = 20 * 60
MFA_ADAPTER = "accounts.sign_in.mfa_adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_FORMS = {
    "authenticate": "accounts.sign_in.factor_forms.SecondStepForm",
    "reauthenticate": "accounts.sign_in.factor_forms.SecondStepAgainForm",
    "activate_totp": "accounts.sign_in.factor_forms.AppForm",
    "add_webauthn": "accounts.sign_in.factor_forms.PasskeyForm",
}
MFA_TOTP_ISSUER = "i-Map"
# Nobody signs up here: an address that waits for its confirmation belongs to somebody
# whose first address was confirmed, and keeps no one from a second step.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_REQUIRED = env.bool("MFA_REQUIRED", default=True)
# Who signs in with a second step, for each i-Map; secretariats and administrators
# always do, also where they are not named.
_AT_DRAFTS = ("secretariat", "contact_point", "editor", "contributor", "reviewer")
SECOND_FACTOR_ROLES = {"bmp": _AT_DRAFTS, "mtm": _AT_DRAFTS}
# How long a proof of identity serves, in minutes (accounts.step_up): for decisions,
# each of which prolongs it; for roles, exports and addresses, from the proof itself.
STEP_UP_MINUTES = {"decide": 15, "roles": 5}
ACCOUNT_REAUTHENTICATION_TIMEOUT = STEP_UP_MINUTES["roles"] * 60
# accounts.middleware notes when a session was last used, less often than allauth does.
USERSESSIONS_TRACK_ACTIVITY = False
DEVICE_COOKIE_NAME = "device"
# A session ends with the browser, and however busy after so long.
SESSION_COOKIE_AGE = 12 * 60 * 60
# After such a pause desk, drafts and administration ask who sits there.
SESSION_IDLE_MINUTES = env.int("SESSION_IDLE_MINUTES", default=30)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "imap.core.views.csrf_failed"

# --- Retention, in days (imap.core.retention); for the officer to confirm -------------
RETENTION = {
    "unconfirmed": REGISTRATION_LINK_DAYS,
    "withdrawn": 30,
    # Closed without an answer: kept while it can be opened again, and a month more.
    "lapsed": REOPEN_DAYS + 30,
    "refused": 183,
    # From the last day of access; what led to it is kept as long.
    "memberships": 731,
    "invitations": 183,
    # Letters to the mailbox, from the last one of a matter that is closed.
    "letters": 731,
    "letters_lost_access": 183,
    # What was corrected or sent for a profile explains it to later editions.
    "letters_profiles": 1827,
    "receipts": 30,
    "address_changes": 90,
    # First the text of a mail goes, then the line that says what became of it.
    "mail_bodies": 90,
    "mails": 731,
    # The PDF of a draft says what the draft said when it was asked for.
    "drafts_as_pdf": 1,
    "audit_names": 731,
    "audit": 1827,
}
# The heads of the audit log are written here each hour, signed with a key that the
# database does not hold (Ed25519, 32 bytes in base64); without one nothing is written.
AUDIT_ANCHOR_KEY = env.str("AUDIT_ANCHOR_KEY", default="")
AUDIT_ANCHOR_FILE = Path(
    env.str("AUDIT_ANCHOR_FILE", default=str(VAR_DIR / "audit-anchors.jsonl"))
)
# Between asking for it and being erased; until then one may change one's mind.
ERASURE_DAYS = 7

# --- Mail -----------------------------------------------------------------------------
# Whoever sends with Django, allauth included, writes rows; the sender has its own way.
EMAIL_BACKEND = "imap.core.outbox.backend.OutboxBackend"
OUTBOX_TRANSPORT = mail_from(env)
OUTBOX_FILE_DIR: Path | None = None
DEFAULT_FROM_EMAIL = env.str(
    "DEFAULT_FROM_EMAIL", default="i-Map <platform@i-map.example>"
)
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# So many mails that anybody can cause by typing an address go to it in a day; what
# exceeds the number is not written (imap.core.outbox.unasked).
MAILS_OF_AN_ADDRESS = "20/d"

# --- Mailboxes ------------------------------------------------------------------------
# How the letters to each i-Map are read (accounts.mailbox); one that is not named here
# is not read. Nothing in a mailbox is ever changed.
MAILBOXES = {
    slug: mailbox for slug in DIALOGUES if (mailbox := mailbox_from(env, slug.upper()))
}
MAILBOX_SECONDS = env.int("MAILBOX_SECONDS", default=120)
# Larger letters are named and left in the mailbox, as are larger or more files.
MAILBOX_MOST_BYTES = 25 * 1024 * 1024
MAILBOX_MOST_FILES = 30
# A letter that took longer to get here is not answered automatically.
MAILBOX_RECEIPT_HOURS = 24
MAILBOX_RECEIPTS_A_DAY = 200
MAILBOX_ANSWERING_MINUTES = 15

# --- Languages ------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("ru", "Русский"),
    ("fr", "Français"),
    ("ar", "العربية"),
]
LOCALE_PATHS = [BASE_DIR / "imap" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = env.str("TIME_ZONE", default="Europe/Vienna")

# --- Static files ---------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
# npm's Leaflet 1.9.4 stands before the 1.9.3 inside django-leaflet's wheel.
STATICFILES_DIRS = [
    BASE_DIR / "static" / "build",
    ("leaflet", BASE_DIR / "node_modules" / "leaflet" / "dist"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
# Names carry a hash of the content, so a browser never has to ask again.
WHITENOISE_MAX_AGE = 3600
WHITENOISE_ALLOW_ALL_ORIGINS = False
MEDIA_ROOT = VAR_DIR / "media"

LEAFLET_CONFIG = {
    "TILES": [],
    "ATTRIBUTION_PREFIX": False,
    "RESET_VIEW": False,
    "SCALE": None,
    "MINIMAP": False,
    "NO_GLOBALS": True,
    "MIN_ZOOM": 2,
    "MAX_ZOOM": 7,
}

# --- Doors ----------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
# A section that is far too long still comes back in its field, with the reason; of
# strangers a whole form has a megabyte (imap.core.body).
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
# Two texts that met have a choice for each paragraph that differs.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 3000

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
}
