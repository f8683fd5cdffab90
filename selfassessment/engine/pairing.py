"""Where does each class of people end in two versions that they walk side by side?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import product
from math import prod
from random import Random
from typing import NamedTuple

from selfassessment.engine.exploring import Explorer
from selfassessment.engine.sameness import same_ahead
from selfassessment.engine.sides import Bits, Ending, Side, Signature, door_of, joined
from selfassessment.engine.worlds import Variable

__all__ = ["Crowd", "Ends", "Pair"]

SEED = 20261125
TRIES = 3


class Place(NamedTuple):
    """How far one version has been walked: a page and what is known, or an end reached."""

    page: str | None
    known: int = 0
    end: Signature = ()


Places = tuple[Place, Place]


@dataclass(slots=True)
class Crowd:
    """The people at one pair of places: how many classes, all they said, one of them."""

    classes: int
    said: int
    example: int


@dataclass
class Ends:
    """Which classes of people end where, before and after.

    `unmoved` is everything that those may have said who came to the same place in both versions
    from which on nothing has changed: they were not followed to their end.
    """

    sampled: bool = False
    classes: int = 0
    unmoved: int = 0
    crowds: dict[tuple[Signature, Signature], Crowd] = field(default_factory=dict)
    examples: dict[tuple[Signature, Signature], list[int]] = field(default_factory=dict)

    def add(self, pair: Places, crowd: Crowd, most: int) -> None:
        """Count a crowd that has come to its end in both versions."""
        key = (pair[0].end, pair[1].end)
        self.classes += crowd.classes
        known = self.crowds.get(key)
        if known is None:
            self.crowds[key] = Crowd(crowd.classes, crowd.said, crowd.example)
        else:
            known.classes += crowd.classes
            known.said |= crowd.said
        if key[0] != key[1]:
            examples = self.examples.setdefault(key, [])
            if len(examples) < most:
                examples.append(crowd.example)

    def leave(self, crowd: Crowd, ahead: int) -> None:
        """Count a crowd that stands alike where nothing ahead has changed."""
        self.classes += crowd.classes
        self.unmoved |= crowd.said | ahead


class Pair:
    """Two versions, their common classes of answers, and the steps between their states."""

    def __init__(self, before: Explorer, after: Explorer, ending: Ending) -> None:
        """Give both versions the same classes: every cut that either of them makes."""
        self.ending = ending
        self.bits = Bits()
        self.sides = (
            Side(before, joined(before, after), self.bits),
            Side(after, joined(after, before), self.bits),
        )
        whole: dict[Variable, int] = {}
        for side in self.sides:
            for variable, mask in side.masks.items():
                whole[variable] = whole.get(variable, 0) | mask
        for side in self.sides:
            side.finish(whole)
        same = same_ahead(before, after)
        self.same = same | {door_of(key) for key in same}
        self.variables = tuple(whole.values())
        self.states = 0
        self.at_most = prod(mask.bit_count() for mask in whole.values())

    def explore(self, limit: int, examples: int) -> Ends | None:
        """Walk all pairs of states; None when there are more than `limit`.

        `states` says afterwards how many were walked.
        """
        ends = Ends(sampled=not all(side.exhaustive for side in self.sides))
        start = self._start()
        waiting = {start: Crowd(1, 0, 0)}
        order: list[tuple[float, int, Places]] = [(0, 0, start)]
        self.states = 0
        while order:
            *_, pair = heappop(order)
            crowd = waiting.pop(pair)
            if pair[0].page is None and pair[1].page is None:
                ends.add(pair, crowd, examples)
                continue
            if self._stands_alike(pair):
                ends.leave(crowd, self._ahead(pair))
                continue
            for following, new in self._steps(pair):
                self.states += 1
                if self.states > limit:
                    return None
                grown = Crowd(crowd.classes, crowd.said | new, crowd.example | new)
                if _merge(waiting, following, grown):
                    heappush(order, (self._rank(following), self.states, following))
        return ends

    def sample(self, walks: int, examples: int) -> Ends:
        """Walk at random, the same walks each time; ways seldom taken are preferred."""
        random = Random(SEED)  # noqa: S311  # a repeatable choice of tests, no secret
        ends, seen = Ends(sampled=True), Counter[tuple[object, ...]]()
        for _ in range(walks):
            pair, said = self._start(), 0
            while pair[0].page is not None or pair[1].page is not None:
                if self._stands_alike(pair):
                    break
                here = pair[0].page or pair[1].page
                pair, new = min(
                    (self._drawn(pair, random) for _ in range(TRIES)),
                    key=lambda drawn: (
                        drawn[0][0].end == drawn[0][1].end,
                        seen[(here, *map(_ahead, drawn[0]))],  # used at once
                    ),
                )
                seen[(here, *map(_ahead, pair))] += 1
                said |= new
            crowd = Crowd(1, said, said)
            if self._stands_alike(pair):
                ends.leave(crowd, self._ahead(pair))
            else:
                ends.add(pair, crowd, examples)
        return ends

    def _stands_alike(self, pair: Places) -> bool:
        """Whether these people are at the same place in both versions, and go on the same way."""
        page = pair[0].page
        return page is not None and page in self.same and pair[0] == pair[1]

    def _ahead(self, pair: Places) -> int:
        """Return everything that can still be said from a page on."""
        later, known = self.sides[0].later[str(pair[0].page)], pair[0].known
        return sum(mask for mask in self.variables if mask & later and not mask & known)

    def _start(self) -> Places:
        return (Place(self.sides[0].first), Place(self.sides[1].first))

    def _rank(self, pair: Places) -> float:
        """Return how far a pair has come, so that those behind are walked first."""
        return sum(
            len(side.positions) if place.page is None else side.positions[place.page]
            for side, place in zip(self.sides, pair, strict=True)
        )

    def _moving(self, pair: Places) -> tuple[int, ...]:
        """Return which versions take a step: both at the same page, else the one behind."""
        one, other = pair[0].page, pair[1].page
        if one == other:
            return (0, 1)
        if one is None or other is None:
            return (1,) if one is None else (0,)
        here, there = self.sides[0].positions, self.sides[1].positions
        if other in here:
            return (0,) if here[other] > here[one] else (1,)
        return (1,) if one not in there or there[one] > there[other] else (0,)

    def _wanted(self, pair: Places, moving: tuple[int, ...]) -> list[tuple[int, ...]]:
        """Return the values of what is newly decided here.

        What the other version knows already is not decided again, unless it can no longer
        be answered so.
        """
        pool, found = pair[0].known | pair[1].known, []
        decided = 0
        for index in moving:
            place = pair[index]
            for asked in self.sides[index].here[str(place.page)]:
                if place.known & asked.mask or decided & asked.mask or pool & asked.allowed:
                    continue
                decided |= asked.mask
                found.append(asked.values)
        return found

    def _steps(self, pair: Places) -> Iterator[tuple[Places, int]]:
        moving = self._moving(pair)
        for chosen in product(*self._wanted(pair, moving)):
            new = sum(chosen)
            yield self._moved(pair, moving, new), new

    def _drawn(self, pair: Places, random: Random) -> tuple[Places, int]:
        moving = self._moving(pair)
        new = sum(random.choice(values) for values in self._wanted(pair, moving))
        return self._moved(pair, moving, new), new

    def _moved(self, pair: Places, moving: tuple[int, ...], new: int) -> Places:
        pool = pair[0].known | pair[1].known | new
        later, ways = 0, []
        for index, place in enumerate(pair):
            side, page, known, end = self.sides[index], *place
            if index in moving and page is not None:
                for asked in side.here[page]:
                    if not known & asked.mask:
                        known |= (new & asked.allowed & asked.mask) or (pool & asked.allowed)
                page, end = side.follow(page, known, self.ending)
            if page is not None:
                later |= side.later[page]
            ways.append((page, known, end))
        (p, k, e), (q, m, f) = ways
        return Place(p, k & later, e), Place(q, m & later, f)


def _ahead(place: Place) -> object:
    """Return where a place leads: its page, or the end it has come to."""
    return place.page or place.end


def _merge(waiting: dict[Places, Crowd], pair: Places, crowd: Crowd) -> bool:
    """Join a crowd to those who stand there already; True when it is the first there."""
    known = waiting.get(pair)
    if known is None:
        waiting[pair] = crowd
        return True
    known.classes += crowd.classes
    known.said |= crowd.said
    return False
