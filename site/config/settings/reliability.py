"""What keeps the site going: background work, the shared cache, messages and logs."""

from typing import Any

from config.settings import environment
from config.settings.storage import WAYMARK_DATA
from core.logs import logging_settings

# Wagtail queues its own index updates on "default": they must not wait for a worker.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "background": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}

_cache_url = environment.text(
    "WAYMARK_CACHE_URL", "", "Address of Redis for the cache; without it files in the data folder."
)


def shared_cache(url: str) -> dict[str, Any]:
    """Return settings of a cache that all processes share, so that limits count for all."""
    if url:
        return {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": url}
    return {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(WAYMARK_DATA / "cache"),
        "OPTIONS": {"MAX_ENTRIES": 2000},
    }


CACHES = {"default": shared_cache(_cache_url)}
# Where tries are counted when there is no Redis to count them in.
WAYMARK_LIMITS_FOLDER = None if _cache_url else WAYMARK_DATA / "limits"

WAYMARK_PROXIES = environment.number(
    "WAYMARK_PROXIES", 0, "How many proxies of our own stand in front (for X-Forwarded-For)."
)
WAYMARK_MESSAGE_BACKEND = environment.text(
    "WAYMARK_MESSAGE_BACKEND",
    "core.messages.backends.console.ConsoleBackend",
    "Dotted path of what sends e-mails and texts.",
)
WAYMARK_NOTIFY_KEY = environment.secret(
    "WAYMARK_NOTIFY_KEY",
    "API key of GOV.UK Notify; with the backend core.messages.backends.notify.",
)
WAYMARK_NOTIFY_EMAIL_TEMPLATE = environment.text(
    "WAYMARK_NOTIFY_EMAIL_TEMPLATE",
    "",
    "Id of Notify's template of e-mails: ((subject)), ((body)).",
)
WAYMARK_NOTIFY_TEXT_TEMPLATE = environment.text(
    "WAYMARK_NOTIFY_TEXT_TEMPLATE", "", "Id of Notify's template of texts: ((body))."
)
WAYMARK_NOTIFY_URL = environment.text(
    "WAYMARK_NOTIFY_URL",
    "https://api.notifications.service.gov.uk",
    "Address of GOV.UK Notify.",
)
WAYMARK_LOG_LEVEL = environment.text("WAYMARK_LOG_LEVEL", "INFO", "Least level that is logged.")
LOGGING = logging_settings(level=WAYMARK_LOG_LEVEL)
CSRF_FAILURE_VIEW = "core.views.errors.csrf_failure"
