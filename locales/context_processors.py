"""What does a template need to know about languages?"""

from typing import TypedDict

from django.conf import settings
from django.http import HttpRequest
from django.utils.translation import get_language, get_language_info

from locales.drafted import is_drafted
from locales.switching import language_of_path, translated_path


class LanguageLink(TypedDict):
    """One entry of the language strip."""

    code: str
    name: str
    dir: str
    href: str
    current: bool


def direction(code: str) -> str:
    """Return "rtl" or "ltr" for a language code."""
    return "rtl" if get_language_info(code)["bidi"] else "ltr"


def links(request: HttpRequest) -> list[LanguageLink]:
    """Return a link to this page in each language, in the order of the settings."""
    current = get_language() or settings.LANGUAGE_CODE
    query = request.META.get("QUERY_STRING", "") if request.method == "GET" else ""
    tail = f"?{query}" if query else ""
    return [
        LanguageLink(
            code=code,
            name=name,
            dir=direction(code),
            href=translated_path(request.path, code) + tail,
            current=code == current,
        )
        for code, name in settings.LANGUAGES
    ]


def languages(request: HttpRequest) -> dict[str, object]:
    """Return language_code, text_direction, language_links and the drafted note's facts."""
    code = get_language() or settings.LANGUAGE_CODE
    public = language_of_path(request.path) is not None
    return {
        "language_code": code,
        "text_direction": direction(code),
        "language_links": links(request),
        "language_is_drafted": public and is_drafted(code),
        "english_href": translated_path(request.path, "en") if public else "",
    }
