"""Settings for work on the code: debug pages, plain static files, keys that protect nothing."""

from config.settings.base import *

DEBUG = True
SECRET_KEY = SECRET_KEY or "for-development-only-" + "0" * 40
WAYMARK_FIELD_KEYS = WAYMARK_FIELD_KEYS or [
    "development:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
]
WAYMARK_MAILBOX = True
