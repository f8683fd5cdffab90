"""What is the site called, how is it rung up, and which font sheet does a language need?"""

from typing import TypedDict

from django.conf import settings
from django.utils.translation import get_language
from phonenumbers import NumberParseException, PhoneNumberFormat, format_number, parse

FONT_COOKIE = "wm_font"
UNITED_KINGDOM = 44
# Sheets for scripts whose letters ordinary phones set badly. Other scripts use the phone's font.
SCRIPT_FONTS = {"ur": "css/font-ur.css"}
# Pages that must stay light on a first visit: they link a font only when it is in the cache.
LIGHT_PAGES = frozenset({"directory:search"})


class SiteFacts(TypedDict):
    """The names and numbers that stand on every page."""

    site_name: str
    site_strapline: str
    phone: str
    phone_href: str
    is_demonstration: bool


def telephone_href(number: str) -> str:
    """Return `number` as a `tel:` address: digits and a leading plus only."""
    digits = "".join(character for character in number if character.isdigit())
    return f"tel:{'+' if number.strip().startswith('+') else ''}{digits}"


def telephone_shown(number: str) -> str:
    """Return bare digits in the groups people read; a number in groups stays as it was written.

    The groups keep together, and in their order in a right-to-left sentence too.
    """
    if not number.removeprefix("+").isdecimal():
        return number
    try:
        parsed = parse(number, "GB")
    except NumberParseException:
        return number
    at_home = parsed.country_code == UNITED_KINGDOM
    way = PhoneNumberFormat.NATIONAL if at_home else PhoneNumberFormat.INTERNATIONAL
    return format_number(parsed, way).replace(" ", "\N{NO-BREAK SPACE}")


def site_facts() -> SiteFacts:
    """Return the facts that the settings give, with the demonstration's as fall-back."""
    phone = str(getattr(settings, "WAYMARK_PHONE", "0116 496 0100"))
    return {
        "site_name": str(getattr(settings, "WAYMARK_SITE_NAME", "Active Leicester")),
        "site_strapline": str(getattr(settings, "WAYMARK_SITE_STRAPLINE", "")),
        "phone": phone,
        "phone_href": telephone_href(phone),
        "is_demonstration": bool(getattr(settings, "WAYMARK_DEMONSTRATION", False)),
    }


def script_font(*, view_name: str, cookie: str) -> str:
    """Return the static path of the font sheet for this page, or "" when none is wanted.

    A light page gets the sheet only when `cookie` says that the reader has the file already
    (static/README.md, "Fonts").
    """
    language = get_language() or ""
    sheet = SCRIPT_FONTS.get(language, "")
    if sheet and view_name in LIGHT_PAGES and cookie != language:
        return ""
    return sheet
