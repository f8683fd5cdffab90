"""Which apps make the site, and in which order middleware and template settings apply."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]

INSTALLED_APPS = [
    "home",
    "selfassessment",
    "selfassessment.referrals",
    "directory",
    "search",
    "geography",
    "locales",
    "accounts",
    "core",
    "formtools",
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
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
    "django_filters",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
]

# Outside in. What stands above the headers (static files) goes without them; what refuses a
# request stands below them, so that its error page has them too.
MIDDLEWARE = [
    "core.middleware.request_log.RequestLogMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "core.middleware.headers.SecurityHeadersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "core.middleware.head.HeadAsGetMiddleware",
    "core.middleware.admin_search.AdminSearchMiddleware",
    "core.middleware.hostile_text.RefuseHostileTextMiddleware",
    "core.middleware.unavailable.UnavailableMiddleware",
    "core.middleware.not_allowed.NotAllowedPageMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "locales.middleware.LanguageMiddleware",
    "core.middleware.script_font.ScriptFontMiddleware",
    "home.page_cache.PageCacheMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "accounts.middleware.StaffPagesInEnglish",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.RequireSecondFactor",
    "accounts.middleware.KeepToOwnPages",
    "core.middleware.admin_keys.AdminKeysMiddleware",
    "core.middleware.admin_deleting.AdminDeletingMiddleware",
    "wagtail.contrib.redirects.middleware.RedirectMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.context_processors.site",
                "locales.context_processors.languages",
            ],
        },
    },
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
