"""What does a card show, ready for its template?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from typing import NamedTuple

from django.urls import reverse
from django.utils.safestring import SafeString

from core import clock
from core.clock import LONDON
from directory.cards import Card
from directory.presenters import facts, reasons
from directory.presenters.badges import Badge, badges
from directory.presenters.open_now import open_now
from directory.presenters.times import When, when_of
from directory.presenters.words import english, reader_language, shown
from search.results import Why

FALLBACK_ICON, FALLBACK_TINT = "star", "plum"


@dataclass(frozen=True, slots=True, eq=False)
class CardFace:
    """What a card shows for everybody: in the reader's language and in the order it is shown."""

    href: str
    title: SafeString
    icon: str
    tint: str
    who: tuple[SafeString, ...]
    cost: str
    is_free: bool
    when: When
    badges: tuple[Badge, ...]
    checked: str
    is_stale: bool
    is_sample: bool
    open_now: str = ""
    code: str = ""


class CardView(NamedTuple):
    """One card on one page: how far away it is for this reader, and why it is here."""

    face: CardFace
    distance: str
    why: SafeString


def card_view(
    card: Card,
    *,
    miles: float | None = None,
    why: Iterable[Why | str] = (),
    chosen: Iterable[str] = (),
    fits: Sequence[str] = (),
    today: date | None = None,
) -> CardView:
    """Return what the template `directory/_card.html` shows.

    `miles` is the distance or None; `why` the reasons it is here, from the search or as
    sentences; `chosen` the access, language and "for" codes the reader asked for; `fits` what
    else all the listings shown fit, in words.
    """
    now = clock.now() if today is None else moment_of(today)
    face = _face(
        _Same(card), reader_language(), now.replace(second=0, microsecond=0), tuple(chosen)
    )
    return CardView(face, facts.distance(miles), reasons.sentence(why, fits))


class _Same:
    """A card as a key: equal only to itself, so that a long one is not compared."""

    __slots__ = ("card",)

    def __init__(self, card: Card) -> None:
        self.card = card

    def __hash__(self) -> int:
        return id(self.card)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and other.card is self.card


@lru_cache(maxsize=2_000)
def _face(same: _Same, language: str, now: datetime, chosen: tuple[str, ...]) -> CardFace:
    """Return the face of a card in a language in a minute: the same one each time."""
    card, day = same.card, now.astimezone(LONDON).date()
    heading = card.headings[0] if card.headings else None
    state = open_now(card, now)
    return CardFace(
        href=listing_address(card),
        title=shown(card.name),
        icon=heading.icon if heading and heading.icon else FALLBACK_ICON,
        tint=heading.tint if heading and heading.tint else FALLBACK_TINT,
        who=who_and_where(card),
        cost=facts.cost(card),
        is_free=bool(card.free),
        when=when_of(card, now),
        badges=badges(card, chosen),
        checked=facts.checked(card, day),
        is_stale=facts.is_stale(card, day),
        is_sample=card.is_sample,
        open_now=state.text if state and state.is_open else "",
        code=card.short_code,
    )


def moment_of(today: date) -> datetime:
    """Return now when the day is today's, else the start of that day in London."""
    if today == clock.today():
        return clock.now()
    return datetime.combine(today, time(0), tzinfo=LONDON)


def listing_address(card: Card) -> str:
    """Return the address of the page of an offer."""
    return reverse("directory:listing", kwargs={"slug": card.slug, "code": card.short_code})


def who_and_where(card: Card) -> tuple[SafeString, ...]:
    """Return the group, the place and the part of town, without saying anything twice."""
    parts: list[SafeString] = []
    said = {card.name.text.casefold()}
    for word in (
        card.organisation.name if card.organisation else None,
        card.place.name if card.place else None,
    ):
        if word is not None and word.text.casefold() not in said:
            said.add(word.text.casefold())
            parts.append(shown(word))
    area = (card.place.area if card.place else "") or card.outcode
    if area and not any(area.casefold() in one for one in said):
        parts.append(english(area))
    return tuple(parts)
