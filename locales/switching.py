"""Which address shows this page in another language?"""

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language_from_request
from django.utils.translation.trans_real import parse_accept_lang_header


def codes() -> list[str]:
    """Return the codes of the languages the site is published in."""
    return [code for code, _name in settings.LANGUAGES]


def language_of_path(path: str) -> str | None:
    """Return the language code that a path begins with, or None."""
    first = path.lstrip("/").partition("/")[0]
    return first if first in codes() else None


def translated_path(path: str, code: str) -> str:
    """Return the same path with the prefix of another language.

    A path without a prefix (staff pages) gives the other language's home page.
    """
    current = language_of_path(path)
    if current is None:
        return f"/{code}/"
    return f"/{code}/" + path.lstrip("/")[len(current) + 1 :]


def preferred_language(request: HttpRequest) -> str:
    """Return the reader's language: the cookie first, then the browser's list, then English."""
    return get_language_from_request(request)


def languages_in_readers_order(request: HttpRequest) -> list[str]:
    """Return all languages, those the reader's browser asks for first."""
    header = request.headers.get("Accept-Language", "")
    asked = [code.partition("-")[0] for code, _weight in parse_accept_lang_header(header)]
    known = codes()
    first = [code for code in dict.fromkeys(asked) if code in known]
    return first + [code for code in known if code not in first]
