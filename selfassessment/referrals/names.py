"""What is a language called in English?"""

from babel import Locale


def language_name(code: str) -> str:
    """Return the English name of a language code; an unknown code stays itself."""
    if code == "bsl":
        return "British Sign Language"
    try:
        return Locale.parse(code).get_display_name("en") or code
    except (ValueError, LookupError):
        return code
