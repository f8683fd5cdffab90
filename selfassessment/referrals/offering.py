"""Which activities can a person be given at the end?

Finding them belongs to the journeys and the directory, which stand above: they fill this
registry when ready.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from selfassessment.referrals.types import PersonDetails

WANTED = 3


@dataclass(frozen=True)
class Offered:
    """An activity as it reads today: its code in the directory, and lines of plain text.

    `widened` says in which ways it is not what the person asked for, because there was too little
    of that: "distance", "day", "cost", "format" (large print and the like is not promised);
    "remote" is taken part in from home.
    """

    short_code: str
    name: str
    lines: tuple[str, ...]
    widened: tuple[str, ...] = ()


@dataclass(frozen=True)
class Wish:
    """Whom the activities are for, and which need they answer."""

    details: PersonDetails
    need: str
    language: str


Finder = Callable[[Wish, int], Sequence[Offered]]
_finders: list[Finder] = []


def register(finder: Finder) -> None:
    """Let `finder(wish, wanted)` find activities that fit."""
    _finders[:] = [finder]


def find(wish: Wish, wanted: int = WANTED) -> list[Offered]:
    """Return activities that fit, the best first; none when nobody can find any."""
    return [offered for finder in _finders for offered in finder(wish, wanted)][:wanted]
