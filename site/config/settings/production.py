"""Settings of a served site: no debug pages, hashed static files, keys from the environment."""

import os

from django.core.exceptions import ImproperlyConfigured

from config.settings.base import *

DEBUG = False
STORAGES["staticfiles"] = {"BACKEND": "core.staticfiles.HashedStaticFiles"}

if not SECRET_KEY:
    raise ImproperlyConfigured(
        "WAYMARK_SECRET_KEY is missing. `make run` makes keys in the data folder; "
        "elsewhere set WAYMARK_SECRET_KEY and WAYMARK_FIELD_KEYS (see site/docs/settings.md)."
    )

# Staff need a second factor, but for the sample accounts of a demonstration.
if not os.environ.get("WAYMARK_REQUIRE_SECOND_FACTOR"):
    WAYMARK_REQUIRE_SECOND_FACTOR = not WAYMARK_DEMONSTRATION
