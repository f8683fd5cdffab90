"""How is a text shown when it is not in the reader's language?"""

import html
import re
import unicodedata
from functools import lru_cache

from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, get_language_info

from directory.cards import Word

# Languages whose own words are never in Latin letters: what is, is a name in English.
NOT_LATIN = frozenset({"gu", "ur", "pa", "hi", "bn", "ar"})
NOTHING = SafeString("")
# A number, price, time or outcode, which a right-to-left sentence must not turn round.
_NUMBER = re.compile(r"(£?[A-Za-z]{0,2}[0-9][0-9A-Za-z]*(?:[.,:][0-9]+[a-z]*)*)")


def reader_language() -> str:
    """Return the language the page is in."""
    return get_language() or "en"


def is_latin(text: str) -> bool:
    """Whether the text has letters, and all of them are Latin."""
    letters = [letter for letter in text if letter.isalpha()]
    return bool(letters) and all("LATIN" in unicodedata.name(one, "") for one in letters)


def language_of(word: Word) -> str:
    """Return the language a text is really in: names of groups are often left in English."""
    if word.language in NOT_LATIN and is_latin(word.text):
        return "en"
    return word.language


def shown(word: Word | None) -> SafeString:
    """Return a text, marked with its language when that is not the reader's."""
    return in_language(word.text, language_of(word)) if word else SafeString("")


def english(text: str) -> SafeString:
    """Return a name or an address, which stands in English on every page."""
    return in_language(text, "en")


def in_language(text: str, language: str) -> SafeString:
    """Return a text, marked with this language when it is not the reader's."""
    if language == reader_language():
        return conditional_escape(text)
    direction = "rtl" if _is_right_to_left(language) else "ltr"
    return format_html('<bdi lang="{}" dir="{}">{}</bdi>', language, direction, text)


def escaped(text: object) -> str:
    """Return a text ready for HTML; one that is HTML already stays as it is.

    The same as `conditional_escape`, which takes ten times as long to look for lazy texts first.
    """
    return text if isinstance(text, SafeString) else html.escape(str(text))


@lru_cache(maxsize=64)
def _is_right_to_left(language: str) -> bool:
    return bool(get_language_info(language)["bidi"])


def isolated(text: str) -> SafeString:
    """Return a sentence whose numbers keep their own order on right-to-left pages."""
    if isinstance(text, SafeString):
        return text
    if not _is_right_to_left(reader_language()):
        return SafeString(escaped(text))
    parts = _NUMBER.split(str(text))
    pairs = ((parts[i], parts[i + 1]) for i in range(0, len(parts) - 1, 2))
    return format_html("{}{}", format_html_join("", "{}<bdi>{}</bdi>", pairs), parts[-1])


def isolating(sentence: str, **parts: str) -> SafeString:
    """Return a sentence with these parts at its {names}, each in its own direction."""
    inside = {name: format_html("<bdi>{}</bdi>", part) for name, part in parts.items()}
    return format_html(conditional_escape(sentence), **inside)
