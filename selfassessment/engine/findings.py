"""What is wrong with a definition, how badly, and where?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from selfassessment.engine.model import JourneyDefinition
from selfassessment.engine.routing import Routing
from selfassessment.instruments.model import Instrument
from selfassessment.instruments.registry import ALL

SOME_DAY = date(2026, 1, 15)


class Severity(StrEnum):
    """An error keeps a definition from being published, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One mistake: a stable code, how bad, the place as a dotted path, and a sentence."""

    code: str
    severity: Severity
    place: str
    message: str

    def __str__(self) -> str:
        """Return it as one line."""
        return f"{self.severity.value} {self.code} at {self.place}: {self.message}"


def error(code: str, place: str, message: str) -> Finding:
    """Make an error."""
    return Finding(code, Severity.ERROR, place, message)


def warning(code: str, place: str, message: str) -> Finding:
    """Make a warning."""
    return Finding(code, Severity.WARNING, place, message)


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a definition is held against besides itself.

    `texts` by language and key; `stale` keys by language whose English has changed since;
    `journeys` the other journeys the routing serves; `longest` pages on a path;
    `safety_within` how many pages may be seen before a red-flag question;
    `switched_on` the instruments behind a gate that are signed off or licensed;
    `signed_off` the safety words by language and key as they were signed off;
    `published_versions` the instruments' versions of the last publication; `banned` words no
    resident should read, by language; `oldest_reader` the reading age of a single text;
    `known_facts` the telephone numbers, hours and links there are (None: not looked at);
    `dead_links` those that did not answer when they were last opened.
    """

    texts: Mapping[str, Mapping[str, str]] | None = None
    stale: Mapping[str, Collection[str]] = field(default_factory=dict)
    routing: Routing | None = None
    journeys: tuple[JourneyDefinition, ...] = ()
    instruments: Mapping[str, Instrument] = field(default_factory=lambda: ALL)
    longest: int = 30
    safety_within: int = 4
    today: date = SOME_DAY
    switched_on: Collection[str] = ()
    signed_off: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    published_versions: Mapping[str, str] = field(default_factory=dict)
    banned: Mapping[str, Collection[str]] = field(default_factory=dict)
    oldest_reader: int = 12
    known_facts: Collection[str] | None = None
    dead_links: Collection[str] = ()


ALONE = Surroundings()
# What says that somebody has to agree, and is settled by their agreeing: nothing to mend.
SETTLED_BY_APPROVAL = frozenset({"safety_changed", "number_changed"})
