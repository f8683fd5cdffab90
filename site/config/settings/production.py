"""Settings of a served site: no debug pages, hashed static files, keys from the environment."""

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import *

DEBUG = False
STORAGES["staticfiles"] = {"BACKEND": "core.staticfiles.HashedStaticFiles"}

if not SECRET_KEY:
    raise ImproperlyConfigured(
        "WAYMARK_SECRET_KEY is missing. `make run` makes keys in the data folder; "
        "elsewhere set WAYMARK_SECRET_KEY and WAYMARK_FIELD_KEYS (see site/docs/settings.md)."
    )
