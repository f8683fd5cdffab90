"""What would a line of other words find that a search does not find now?"""

from dataclasses import dataclass

from core import clock
from directory.selectors.headings import headings
from directory.selectors.searching import ListingResults, search
from search import in_force
from search.analysis.synonyms import Rule, keys_of, using
from search.models import Synonym
from search.query import DirectoryQuery

MOST_NAMED = 8


@dataclass(frozen=True, slots=True)
class Trial:
    """Words somebody types: how many listings before and after, the first of them, and headings."""

    words: str
    before: int
    after: int
    listings: tuple[str, ...]
    headings: tuple[str, ...]


def trials(rule: Rule, *, instead_of: int | None = None) -> tuple[Trial, ...]:
    """Return what each of the words that a line widens finds without it and with it.

    `instead_of` is the number of the line as it is stored, which the rule takes the place of.
    """
    rows = Synonym.objects.exclude(pk=instead_of) if instead_of else Synonym.objects.all()
    others = rows.rules()
    typed = (rule.phrase, *(rule.meanings if rule.both_ways else ()))
    return tuple(_trial(words, rule, others) for words in typed if words)


def _trial(words: str, rule: Rule, others: tuple[Rule, ...]) -> Trial:
    language = rule.language.partition("-")[0]
    with using(in_force.lexicon_of(others)):
        before = _search(words, language, 0)
    with using(in_force.lexicon_of((*others, rule))):
        after = _search(words, language, MOST_NAMED)
    return Trial(
        words=words,
        before=before.results.total,
        after=after.results.total,
        listings=tuple(card.name.text for card, _hit in after.found() if card.name),
        headings=_headings(rule, language),
    )


def _search(words: str, language: str, size: int) -> ListingResults:
    query = DirectoryQuery(text=words, language=language, page_size=size)
    return search(query, today=clock.today())


def _headings(rule: Rule, language: str) -> tuple[str, ...]:
    """Return the headings that are called what the line means."""
    meant = {key for said in rule.meanings for key in keys_of(said, rule.language)}
    lines = headings(language).values()
    return tuple(line.name for line in lines if meant & set(keys_of(line.name, line.language)))
