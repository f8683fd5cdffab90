"""Which few facts about access and language stand on a card?"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from django.utils.translation import gettext as _

from directory.cards import Card
from directory.enums import Access, Format, Gender, Spoken
from directory.presenters.words import reader_language

MOST = 4
ICONS = {
    Access.STEP_FREE: "access",
    Access.SEATED: "chair",
    Access.ACCESSIBLE_TOILET: "toilet",
    Access.HEARING_LOOP: "ear",
    Access.BSL: "hands",
    Access.LARGE_PRINT: "eye",
    Access.QUIET: "quiet",
    Access.PARKING: "car",
    Access.CARERS_WELCOME: "people",
}
# What a place or an offer has elsewhere cannot matter to somebody at home by the telephone.
OF_PLACES = frozenset({Access.STEP_FREE, Access.ACCESSIBLE_TOILET, Access.PARKING})


@dataclass(frozen=True, slots=True)
class Badge:
    """An icon with words; `missing` when it was asked for and is not there."""

    icon: str
    text: str
    missing: bool = False


def badges(card: Card, chosen: Iterable[str] = ()) -> tuple[Badge, ...]:
    """Return at most four badges: what the reader chose first, and what of it is missing."""
    asked = list(dict.fromkeys(chosen))
    found = [badge for code in asked for badge in _asked(card, code)]
    others = (badge for badge in _all(card) if badge not in found)
    return (*found[:MOST], *islice(others, max(0, MOST - len(found))))


def _asked(card: Card, code: str) -> Iterator[Badge]:
    if code in Access.values:
        text = str(Access(code).label)
        if code in card.access:
            yield Badge(ICONS[Access(code)], text)
        else:
            yield Badge(ICONS[Access(code)], _("Ask about: %(what)s") % {"what": text}, True)
    elif code in Gender.values and card.gender == code:
        yield Badge(code, str(Gender(code).label))
    elif code == "beginners" and card.beginners:
        yield _beginners()
    elif code in Spoken.values and code in card.spoken:
        yield spoken_badge((code,))


def _all(card: Card) -> Iterator[Badge]:
    if card.gender:
        yield Badge(card.gender, str(Gender(card.gender).label))
    yield from format_badges(card)
    yield from access_badges(card)
    others = [code for code in card.spoken if code != "en"]
    if others:
        yield spoken_badge(_own_first(others))
    if card.beginners:
        yield _beginners()


def access_badges(card: Card) -> Iterator[Badge]:
    """Give what the place and the offer have, the most asked for first."""
    language, there = reader_language(), set(card.access)
    yield from (_access(code, language) for code in ICONS if code in there)


@lru_cache(maxsize=256)
def _access(code: Access, language: str) -> Badge:
    return Badge(ICONS[code], str(code.label))


def format_badges(card: Card) -> Iterator[Badge]:
    """Give how to take part when it is not only in person."""
    if Format.ONLINE in card.formats:
        yield Badge("screen", str(Format.ONLINE.label))
    if Format.TELEPHONE in card.formats:
        yield Badge("phone", str(Format.TELEPHONE.label))


def spoken_badge(codes: Iterable[str]) -> Badge:
    """Return which languages are spoken."""
    names = ", ".join(str(Spoken(code).label) for code in codes)
    return Badge("speech", _("Spoken: %(languages)s") % {"languages": names})


def _own_first(codes: list[str]) -> list[str]:
    own = reader_language()
    return sorted(codes, key=lambda code: code != own)[:3]


def _beginners() -> Badge:
    return Badge("star", _("Good for beginners"))
