"""Can what a group has sent harm somebody when it is wrong?"""

from collections.abc import Iterator, Mapping
from typing import Any

from django.db.models import Q

from directory.models import Proposal, TaxonomyTerm
from directory.rules.freshness import HIGH_RISK_HEADINGS
from directory.rules.harm_words import SAID, harm_said_in
from directory.rules.trust import is_for_minors
from directory.selectors.headings import current_code, top_of
from directory.selectors.moderation import in_high_risk
from directory.selectors.suggesting import every_heading_said_in

HEADING, WORDS_OF_HEADING, SAFEGUARDING = "heading", "like_heading", "safeguarding"
SAID_OF = {
    HEADING: "Its heading is one where something wrong can harm",
    WORDS_OF_HEADING: "Its words are those of a heading where something wrong can harm",
    SAFEGUARDING: "It says who may come or hides its address: look who is protected",
}
# Codes, dates and numbers: nothing that anybody wrote.
NOT_WORDS = frozenset(
    {"schedules", "prices", "categories", "chosen", "status", "room", "gender", "ages", "id"}
)


def harms(row: Proposal) -> tuple[str, ...]:
    """Return the codes of what can harm somebody while it is wrong: by headings and by words."""
    return (*of_headings(row), *of_words(row.changes, row.language))


def of_headings(row: Proposal) -> tuple[str, ...]:
    """Whether the listing stands, or asks to stand, under a heading that can harm."""
    asked = [str(code) for code in row.changes.get("categories") or []]
    risky = Q(code__in=HIGH_RISK_HEADINGS) | Q(parent__code__in=HIGH_RISK_HEADINGS)
    if asked and TaxonomyTerm.objects.sources().filter(risky, code__in=asked).exists():
        return (HEADING,)
    if row.service_id is None:
        return ()
    stands = Proposal.objects.filter(in_high_risk("service"), pk=row.pk).exists()
    return (HEADING,) if stands else ()


def of_words(changes: Mapping[str, Any], language: str) -> tuple[str, ...]:
    """Return what the words of a proposal speak of: by our lists, and by those of the headings."""
    text = " . ".join(_texts(changes))
    found = harm_said_in(text, language)
    suggested = {top_of(current_code(code)) for code in every_heading_said_in(text, language)}
    return (*found, WORDS_OF_HEADING) if suggested & HIGH_RISK_HEADINGS else found


def of_safeguarding(changes: Mapping[str, Any]) -> tuple[str, ...]:
    """Whether it speaks of who may come, or of an address that is kept back."""
    place = changes.get("place")
    hides = isinstance(place, Mapping) and bool(place.get("area_only"))
    told = is_for_minors(changes.get("ages")) or bool(changes.get("gender")) or hides
    return (SAFEGUARDING,) if told else ()


def in_plain_words(codes: tuple[str, ...]) -> list[str]:
    """Say for staff why something waits for a person."""
    return [SAID_OF.get(code) or f"It speaks of {SAID[code]}" for code in codes]


def _texts(said: Any, name: str = "") -> Iterator[str]:
    """Give everything that somebody wrote."""
    if name in NOT_WORDS:
        return
    if isinstance(said, str):
        yield said
    elif isinstance(said, Mapping):
        for key, value in said.items():
            yield from _texts(value, str(key))
    elif isinstance(said, list):
        for value in said:
            yield from _texts(value)
