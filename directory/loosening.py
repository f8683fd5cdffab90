"""Which wider searches may lead on when nothing fits a search?"""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from directory.asking import DISTANCES, NOW, Asked

# What is given up first stands first; what a person cannot do without (access, age) comes last.
GIVEN_UP = (
    "day",
    "time",
    "starts",
    "term",
    "cost",
    "no_booking",
    "language",
    "format",
    "people",
    "category",
    "age",
)


@dataclass(frozen=True, slots=True)
class Looser:
    """A wider search, and what was given up for it: a parameter, or "wider", "no_filters" …"""

    gave_up: str
    asked: Asked
    value: str = ""


def looser(asked: Asked) -> Iterator[Looser]:
    """Give wider searches, those nearest to what was asked first."""
    asked = asked.on_page(1)
    yield from _wider(asked)
    if asked.starts == NOW:
        yield Looser("later", replace(asked, starts="today"))
    yield from _without_one(asked)
    if asked.q and (asked.has_filters or asked.place):
        yield Looser("words", replace(asked, q=""), asked.q)
    if asked.has_filters:
        yield Looser("filters", asked.only_words_and_place())
    if asked.within and asked.place:
        yield from _without_one(replace(asked, within=""))
    if asked.q and asked.place:
        yield Looser("place", Asked(q=asked.q), asked.q)
    if asked.place:
        yield Looser("near", Asked(near=asked.near, place=asked.place), asked.place)
    yield Looser("all", Asked())


def _without_one(asked: Asked) -> Iterator[Looser]:
    for name in GIVEN_UP:
        if getattr(asked, name):
            yield Looser(name, asked.without(name))
    if len(asked.access) > 1:
        for code in asked.access:
            yield Looser("access", asked.without("access", code), code)


def _wider(asked: Asked) -> Iterator[Looser]:
    if not asked.within or not asked.place:
        return
    for miles in DISTANCES:
        if float(miles) > float(asked.within):
            yield Looser("wider", replace(asked, within=miles), miles)
    yield Looser("within", replace(asked, within=""))
