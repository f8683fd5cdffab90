"""What may somebody be about to type? Headings, listings and places, in the reader's language."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from core import clock
from core.remembering import remembered
from directory.cards import Card
from directory.models import TaxonomyTerm
from directory.selectors.headings import HeadingLine, headings
from directory.selectors.searching import search
from geography.naming import places_beginning
from search.analysis.forms import forms_written
from search.analysis.letters import fold, words
from search.analysis.spelling import distance, letters
from search.query import DirectoryQuery

MOST, MOST_HEADINGS, MOST_PLACES = 8, 3, 2
SHORTEST, LONGEST = 2, 60
_SURE_LETTERS = 4
# A telephone number, a postcode or an address is nobody's business here.
_PERSONAL = re.compile(r"\d{3}|@|\d[a-z]{2}\b", re.IGNORECASE)
Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What begins like the words typed."""

    headings: tuple[HeadingLine, ...] = ()
    listings: tuple[Card, ...] = ()
    places: tuple[str, ...] = ()


def is_personal(text: str) -> bool:
    """Whether a text looks like a telephone number, a postcode or an address."""
    return _PERSONAL.search(text) is not None


def suggestions(text: str, language: str) -> Suggestions:
    """Return at most eight suggestions; one query for the cards, whatever is typed."""
    typed = text.strip()
    if not SHORTEST <= len(typed) <= LONGEST or is_personal(typed):
        return Suggestions()
    found = tuple(headings_beginning(typed, language))
    places = places_beginning(typed)[:MOST_PLACES]
    query = DirectoryQuery(
        text=typed, language=language, unfinished=True, page_size=MOST - len(found) - len(places)
    )
    results = search(query, today=clock.today())
    return Suggestions(found, tuple(card for card, _hit in results.found()), places)


def headings_beginning(text: str, language: str) -> list[HeadingLine]:
    """Return the headings one of whose words in any language begin like those typed."""
    typed = [fold(word) for word in words(text)]
    if not typed:
        return []
    phrases, lines = _phrases(language), headings(language)
    for fits in (_begins, _nearly_begins):
        ranked = sorted(
            (rank, len(phrase), place, code)
            for place, (code, rank, phrase) in enumerate(phrases)
            if _fit(typed, phrase, fits)
        )
        codes = dict.fromkeys(code for *_order, code in ranked if code in lines)
        if codes:
            return [lines[code] for code in list(codes)[:MOST_HEADINGS]]
    return []


def headings_said_in(text: str, language: str) -> list[str]:
    """Return the codes of the headings one of whose words stands in a text, at most three.

    A heading that is said with more words comes first, as the narrower one.
    """
    codes = every_heading_said_in(text, language)
    lines = headings(language)
    above = {lines[code].parent for code in codes}
    return [code for code in codes if code not in above][:MOST_HEADINGS]


def every_heading_said_in(text: str, language: str) -> list[str]:
    """Return the codes of all headings one of whose words stand in a text, the best first."""
    said = {form for word in words(text) for form in _spoken(word, language)}
    lines = headings(language)
    ranked = sorted(
        (-len(phrase), rank, place, code)
        for place, (code, rank, phrase) in enumerate(_phrases(language))
        if code in lines
        and any(len(word) > SHORTEST for word in phrase)
        and all(said & _spoken(word, language) for word in phrase)
    )
    return list(dict.fromkeys(code for *_order, code in ranked))


@lru_cache(maxsize=10_000)
def _spoken(word: str, language: str) -> frozenset[str]:
    forms = forms_written(word, language)
    return frozenset((forms.folded, *forms.stems))


def _fit(typed: Sequence[str], phrase: Phrase, fits: Callable[[str, str], bool]) -> bool:
    return all(any(fits(one, word) for word in phrase) for one in typed)


def _begins(typed: str, word: str) -> bool:
    return word.startswith(typed)


def _nearly_begins(typed: str, word: str) -> bool:
    """Forgive one edit in four letters or more, also in the beginning of a longer word."""
    one, other = letters(typed), letters(word)
    if len(one) < _SURE_LETTERS or one[0] != other[0]:
        return False
    ends = (len(one) - 1, len(one), len(one) + 1)
    return any(distance(one, other[:end], 1) <= 1 for end in ends)


@remembered(seconds=60)
def _phrases(language: str) -> tuple[tuple[str, int, Phrase], ...]:
    """Return every word for every heading: its code, how near to the reader it is, the words."""
    rows = TaxonomyTerm.objects.values_list(
        "code", "source__code", "locale__language_code", "name", "synonyms", "romanised"
    )
    return tuple(
        (code or source, rank + 2 * (spoken != language), tuple(fold(w) for w in words(line)))
        for code, source, spoken, name, others, latin in rows.order_by("source_id", "position")
        for rank, line in _lines(name, others, latin)
        if words(line)
    )


def _lines(name: str, others: str, latin: str) -> Iterator[tuple[int, str]]:
    yield 0, name
    yield from ((1, line) for line in (*others.splitlines(), *latin.splitlines()))
