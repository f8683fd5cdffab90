"""Which languages the site speaks, and how translated rows behave."""

import django.conf.locale
from django.conf import global_settings

from config.settings.apps import ROOT

LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("gu", "ગુજરાતી"),
    ("pl", "Polski"),
    ("ur", "اردو"),
]
WAGTAIL_CONTENT_LANGUAGES = LANGUAGES
WAGTAILADMIN_PERMITTED_LANGUAGES = [("en", "English")]
LANGUAGES_BIDI = [*global_settings.LANGUAGES_BIDI, "ps"]

# Django knows nothing of Gujarati; names from the Unicode CLDR.
django.conf.locale.LANG_INFO["gu"] = {
    "bidi": False,
    "code": "gu",
    "name": "Gujarati",
    "name_local": "ગુજરાતી",
}

USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/London"
# The second holds names of days and months for languages that Django does not know.
LOCALE_PATHS = [ROOT / "locales", ROOT / "locales" / "dates"]
FORMAT_MODULE_PATH = ["locales.formats"]
LANGUAGE_COOKIE_NAME = "wm_language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_HTTPONLY = True

WAGTAIL_I18N_ENABLED = True
# Without this a live page goes live at once in the other language, in English words.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False
