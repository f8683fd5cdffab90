"""Has a native reader checked the words of a language?

A catalogue says so in its header: `X-Checked-By: Name, date` for all of it. Without that
header the words are drafts: pages say so, and safety texts stand in English as well.
"""

from functools import cache

import polib
from django.conf import settings

from locales.catalogues import catalogue_path


@cache
def checked_by(code: str) -> str:
    """Return who checked a language's catalogue and when, or an empty string."""
    if code == settings.LANGUAGE_CODE:
        return "source language"
    path = catalogue_path(code)
    if not path.exists():
        return ""
    return polib.pofile(str(path)).metadata.get("X-Checked-By", "").strip()


def is_drafted(code: str) -> bool:
    """Return True when no named person has checked the language."""
    return not checked_by(code)
