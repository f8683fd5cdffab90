"""Which kinds of people end elsewhere in a new version?

Both versions are walked side by side by the same classes of people. Pages are compared first,
then what the tables decide, one offer at a time. Where there are too many classes to see them
all a fixed sample is walked, and said to be one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date

from selfassessment.engine.exploring import Explorer
from selfassessment.engine.findings import SOME_DAY
from selfassessment.engine.model import JourneyDefinition, Page
from selfassessment.engine.pairing import Crowd, Ends, Pair
from selfassessment.engine.routing import Routing
from selfassessment.engine.sameness import alike, same_whole
from selfassessment.engine.sides import Signature, Values
from selfassessment.engine.slices import Slice, same_walks, slices
from selfassessment.engine.trimming import trimmed, untouched
from selfassessment.engine.vocabulary import Domains
from selfassessment.engine.worlds import Variable

__all__ = ["Moved", "OutcomeDiff", "Part", "compare"]

Progress = Callable[[int, int], None]
STATE_LIMIT = 600_000
BUDGET = 3_000_000
WALKS = 5_000
EXAMPLES = 3
PAGES = "pages"


@dataclass(frozen=True, slots=True)
class Moved:
    """One kind of people that now ends elsewhere.

    `about` is `pages`, `safety`, `priority` or an offer's key; `who` says which of their answers
    set them apart; `examples` are whole answers of some of them.
    """

    about: str
    before: str
    after: str
    classes: int
    who: tuple[tuple[Variable, tuple[object, ...]], ...] = ()
    examples: tuple[Values, ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """One thing that was compared: how many classes of people, all or a sample.

    Of a sample `at_most` says how many there can be. What is `untouched` was not walked: all
    that matters for it is the same in both versions.
    """

    about: str
    classes: int
    sampled: bool
    at_most: int = 0
    untouched: bool = False


@dataclass(frozen=True, slots=True)
class OutcomeDiff:
    """What a new version means for people.

    `in_sections`: there is a task list. A section counts as walked whole or passed by.
    """

    moved: tuple[Moved, ...]
    parts: tuple[Part, ...] = field(default=())
    in_sections: bool = False

    @property
    def nothing(self) -> bool:
        """Whether nobody that was looked at ends elsewhere."""
        return not self.moved

    @property
    def sampled(self) -> bool:
        """Whether some classes of people were not looked at."""
        return any(part.sampled for part in self.parts)


@dataclass(frozen=True, slots=True)
class Limits:
    """How far to look: states of each part and of all, and walks where that is too few."""

    states: int = STATE_LIMIT
    budget: int = BUDGET
    walks: int = WALKS
    examples: int = EXAMPLES


@dataclass(frozen=True, slots=True)
class Version:
    """A journey with the tables it is decided by."""

    definition: JourneyDefinition
    routing: Routing


def compare(
    before: Version,
    after: Version,
    *,
    today: date = SOME_DAY,
    limits: Limits | None = None,
    progress: Progress | None = None,
) -> OutcomeDiff:
    """Return who ends elsewhere; what cannot have changed is not walked.

    `progress` is told how many of how many things have been looked at.
    """
    return _Comparison((before, after), today, limits or Limits(), progress).run()


class _Comparison:
    def __init__(
        self,
        versions: tuple[Version, Version],
        today: date,
        limits: Limits,
        progress: Progress | None = None,
    ) -> None:
        self.versions = versions
        self.tell = progress or (lambda _done, _in_all: None)
        self.today = today
        self.limits = limits
        self.left = limits.budget
        self.domains: Domains = {}
        self.same = same_walks(versions[0].definition, versions[1].definition)
        self.moved: list[Moved] = []
        self.parts: list[Part] = []

    def run(self) -> OutcomeDiff:
        """Look at pages, then at each thing the tables decide, then at the rest in a sample."""
        pieces = [
            piece
            for piece in slices(*(version.routing for version in self.versions))
            if not self.same or not alike(*(piece.of(v.routing) for v in self.versions))
        ]
        in_all = len(pieces) + 1
        self.tell(0, in_all)
        if not self.same:
            self._look((PAGES,), self._pair(None), or_sample=True)
        rest: list[str] = []
        for done, piece in enumerate(pieces, 1):
            self.tell(done, in_all)
            if self._is_untouched(piece):
                self.parts += [
                    Part(about, 0, sampled=False, untouched=True) for about in piece.about
                ]
            elif not self._look(piece.about, self._pair(piece), or_sample=False):
                rest += piece.about
        if rest:
            self._sample(tuple(rest), self._pair(Slice(tuple(rest))))
        in_sections = any(version.definition.task_list for version in self.versions)
        return OutcomeDiff(tuple(self.moved), tuple(self.parts), in_sections)

    def _sides(self, piece: Slice | None) -> tuple[Explorer, Explorer]:
        one, other = (
            self._explorer(v.definition, piece.of(v.routing) if piece else None)
            for v in self.versions
        )
        return one, other

    def _is_untouched(self, piece: Slice) -> bool:
        """Whether all pages that matter for a piece are the same, so that nobody can move."""
        one, other = self._sides(piece)
        if not alike(one.routing, other.routing):
            return False
        pairs = zip(untouched(one, other), (one, other), strict=True)
        return same_whole(*(self._explorer(left, side.routing) for left, side in pairs))

    def _pair(self, piece: Slice | None) -> Pair:
        sides = list(self._sides(piece))
        if piece:
            sides = self._trimmed(*sides)
        return Pair(sides[0], sides[1], piece.signature if piece else _page_alone)

    def _trimmed(self, one: Explorer, other: Explorer) -> list[Explorer]:
        """Leave out the pages that cannot matter for what these tables decide."""
        pairs = zip(trimmed(one, other), (one, other), strict=True)
        return [self._explorer(left, side.routing) for left, side in pairs]

    def _explorer(self, definition: JourneyDefinition, routing: Routing | None) -> Explorer:
        return Explorer(definition, routing, self.today, self.domains)

    def _look(self, about: tuple[str, ...], pair: Pair, *, or_sample: bool) -> bool:
        """Walk all classes as far as the budget reaches; False when they were too many."""
        ends = pair.explore(min(self.limits.states, self.left), self.limits.examples)
        self.left = max(0, self.left - pair.states)
        if ends is not None:
            self._keep(about, ends, pair)
        elif or_sample:
            self._sample(about, pair)
        return ends is not None

    def _sample(self, about: tuple[str, ...], pair: Pair) -> None:
        self._keep(about, pair.sample(self.limits.walks, self.limits.examples), pair)

    def _keep(self, abouts: tuple[str, ...], ends: Ends, pair: Pair) -> None:
        everyone = ends.unmoved
        for crowd in ends.crowds.values():
            everyone |= crowd.said
        for index, about in enumerate(abouts):
            self.parts.append(Part(about, ends.classes, ends.sampled, pair.at_most))
            for key, crowd, examples in _elsewhere(index, about, ends):
                who = tuple(_who(crowd, everyone, pair))
                shown = tuple(pair.bits.values(one) for one in examples[: self.limits.examples])
                self.moved.append(Moved(about, *key, crowd.classes, who, shown))


def _page_alone(_explorer: Explorer, page: Page, _values: Values) -> Signature:
    return (page.key,)


def _elsewhere(
    index: int, about: str, ends: Ends
) -> list[tuple[tuple[str, str], Crowd, list[int]]]:
    """Return the crowds for whom one thing is decided otherwise, the biggest first.

    Who comes to another page is told once, among the pages.
    """
    found: dict[tuple[str, str], tuple[Crowd, list[int]]] = {}
    for (before, after), crowd in ends.crowds.items():
        if about == PAGES:
            key = (before[-1], after[-1])
        elif before[0] == after[0] and len(before) > 1:
            key = (before[1 + index], after[1 + index])
        else:
            continue
        if key[0] == key[1]:
            continue
        whole, examples = found.setdefault(key, (Crowd(0, 0, crowd.example), []))
        whole.classes += crowd.classes
        whole.said |= crowd.said
        examples += ends.examples.get((before, after), [])
    return sorted(
        ((key, crowd, examples) for key, (crowd, examples) in found.items()),
        key=lambda one: -one[1].classes,
    )


def _who(crowd: Crowd, everyone: int, pair: Pair) -> Iterator[tuple[Variable, tuple[object, ...]]]:
    """Yield what these people answered where others answered otherwise too."""
    others = {variable for variable, _ in pair.bits.pairs(everyone & ~crowd.said)}
    mine: dict[Variable, list[object]] = {}
    for variable, value in pair.bits.pairs(crowd.said):
        mine.setdefault(variable, []).append(value)
    yield from (
        (variable, tuple(values)) for variable, values in mine.items() if variable in others
    )
