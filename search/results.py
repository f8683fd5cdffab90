"""What does an engine answer?"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from search.query import DirectoryQuery


@dataclass(frozen=True, slots=True)
class Why:
    """One reason for a hit.

    `kind` is "name", "category", "organisation", "place", "words" (the summary), "typo"
    (then `words` is the word it was taken for) or "synonym" (then `words` are the other words it
    was found by); `words` is what matched, to be shown as it is.
    """

    kind: str
    words: str


@dataclass(frozen=True, slots=True)
class Hit:
    """One listing found; `miles` is None where no point was asked for or none is known."""

    public_id: str
    score: float
    miles: float | None = None
    why: tuple[Why, ...] = ()


@dataclass(frozen=True, slots=True)
class Results:
    """One page of hits, the exact total, and counts beside each value of the facets asked for.

    A count says how many listings there would be with that value chosen, the other filters
    unchanged. Values with no listing are left out: the caller shows them as 0.
    """

    hits: tuple[Hit, ...]
    total: int
    query: DirectoryQuery
    facets: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    did_you_mean: str | None = None
    also_looked_for: tuple[str, ...] = ()
    engine: str = ""
