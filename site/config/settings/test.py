"""Settings of the test suite: everything in memory or in a folder of its own."""

import os
import tempfile
from pathlib import Path

from config.settings.base import *

DEBUG = False
SECRET_KEY = "for-tests-only-" + "0" * 40
WAYMARK_FIELD_KEYS = ["test:AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQE="]
WAYMARK_DATA = Path(tempfile.mkdtemp(prefix="waymark-test-"))
MEDIA_ROOT = WAYMARK_DATA / "media"
STATIC_ROOT = WAYMARK_DATA / "static"
if not os.environ.get("DATABASE_URL"):
    DATABASES["default"] = {**sqlite(":memory:"), "TEST": {"NAME": ":memory:"}}
    DATABASES["default"]["ENGINE"] = "tests.made_sqlite"
    DATABASES["default"]["OPTIONS"] = {"timeout": 20, "transaction_mode": "IMMEDIATE"}
elif os.environ.get("WAYMARK_TEST_TEMPLATE"):
    DATABASES["default"]["TEST"] = {"TEMPLATE": os.environ["WAYMARK_TEST_TEMPLATE"]}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
WAYMARK_LIMITS_FOLDER = None  # counted in the cache, which each test begins with empty
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
WAYMARK_MAILBOX = True
WAYMARK_COUNT_SEARCHES = False
WAYMARK_COUNT_LISTINGS = False
WAYMARK_COUNT_STEPS = False
WAYMARK_LOOK_AT_LINKS = False
WHITENOISE_AUTOREFRESH = True
