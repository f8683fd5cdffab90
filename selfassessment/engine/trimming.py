"""Which pages of a journey can matter for one thing that the tables decide?

The others are taken out, so that few enough classes of people are left to see them all. A page
matters when it asks something that is read, or when its ways lead to different pages that
matter; what decides there is then read as well. Ways to an end where nothing is offered are left
out where whoever takes them cannot be told apart by anything that is read.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import product
from math import prod

from selfassessment.engine.exploring import Explorer
from selfassessment.engine.kinds import PageKind
from selfassessment.engine.model import Comparison, Condition, JourneyDefinition, Page, Route
from selfassessment.engine.worlds import Variable

__all__ = ["SHOWING", "trimmed", "untouched"]

SHOWING = frozenset({PageKind.RESULTS, PageKind.CONFIRMATION})
MOST = 5_000
DOOR = "door:"


def trimmed(one: Explorer, other: Explorer) -> tuple[JourneyDefinition, JourneyDefinition]:
    """Return two versions without the pages that cannot matter for what their tables decide.

    What matters in one version is kept in the other as well. Journeys with repeat groups, and
    those that would not hold together, are returned whole.
    """
    changed = _read_on_changed_pages(one, other) | _read_on_changed_pages(other, one)
    return _cut(one, other, changed)


def untouched(one: Explorer, other: Explorer) -> tuple[JourneyDefinition, JourneyDefinition]:
    """Return two versions without the pages that cannot matter, changed pages among them.

    When they are the same, what their tables decide is the same for everybody who comes to an
    end where it is shown; who comes to another end is told among the pages.
    """
    return _cut(one, other, set())


def _cut(
    one: Explorer, other: Explorer, further: set[Variable]
) -> tuple[JourneyDefinition, JourneyDefinition]:
    """Take the pages out that cannot matter; `further` is read besides what tables read."""
    sides = (one, other)
    if any(side.definition.groups for side in sides):
        return one.definition, other.definition
    wanted = further.union(*(side.read_at_end for side in sides))
    while True:
        cuts = [_Trimming(side, wanted) for side in sides]
        grown = wanted.union(*(cut.read for cut in cuts)) | _torn(*(cut.avoided for cut in cuts))
        if grown == wanted:
            break
        wanted = grown
    made = [cut.result() for cut in cuts]
    if any(result is side.definition for result, side in zip(made, sides, strict=True)):
        return one.definition, other.definition
    return made[0], made[1]


def _read_on_changed_pages(one: Explorer, other: Explorer) -> set[Variable]:
    """Return what is read where the ways on are not those of the other version."""
    found: set[Variable] = set()
    for page in one.definition.pages:
        there = other.pages.get(page.key)
        if there is None or there.routes != page.routes or _tests(one, page) != _tests(other, page):
            found |= one.read_here[page.key].keys()
    return found


def _tests(explorer: Explorer, page: Page) -> list[Comparison]:
    comparisons = explorer.journey.comparisons
    return [test for route in page.routes for test in comparisons(route.when)]


def _torn(one: Mapping[Variable, str], other: Mapping[Variable, str]) -> set[Variable]:
    """Return what each version would pass silently, but on another page."""
    return {variable for variable in one.keys() & other.keys() if one[variable] != other[variable]}


class _Trimming:
    def __init__(self, explorer: Explorer, wanted: Iterable[Variable]) -> None:
        self.explorer = explorer
        self.definition = explorer.definition
        self.order = explorer.order
        self.read: set[Variable] = set(wanted)
        self.meets: dict[str, str] = {}
        self.kept: set[str] = set()
        self.avoided: dict[Variable, str] = {}
        while self._grows():
            continue

    def _grows(self) -> bool:
        """Work out from the last page to the first what matters; True when more is read."""
        before = len(self.read)
        self.meets, self.kept, self.avoided = {}, set(), {}
        for page in reversed(self.definition.pages):
            if self._matters(page):
                self.kept.add(page.key)
                self.meets[page.key] = page.key
                self.read |= self._variables(route.when for route in page.routes)
            self._close_door(page)
        return len(self.read) > before

    def _matters(self, page: Page) -> bool:
        if page is self.order.hub or page.is_end:
            return True
        ways = [self._beyond(page, target) for target in self._targets(page)]
        live = {way for way in ways if not self._is_silent(way)}
        asks = any(("question", question.key) in self.read for question in page.questions)
        if asks or len(live) > 1:
            return True
        silent = [way for way in ways if self._is_silent(way)]
        if live and silent and not self._may_be_avoided(page):
            return True
        self.meets[page.key] = next(iter(live), silent[0] if silent else page.key)
        return False

    def _targets(self, page: Page) -> Iterator[str]:
        yield from (route.to for route in page.routes)
        following = self.definition.next_in_order(page.key)
        if following is not None:
            yield following

    def _beyond(self, page: Page, target: str) -> str:
        """Return the next thing that matters behind a way, as sections lead on."""
        section = self.order.section_of.get(page.key)
        if section is not None and not self.order.stays(section, self.explorer.pages[target]):
            target = self.order.onward[section] or target
        return self._entered(target)

    def _entered(self, target: str) -> str:
        return self.meets.get(DOOR + target) or self.meets.get(target, target)

    def _close_door(self, page: Page) -> None:
        """Say what matters before a section: its door, unless passing it comes to the same."""
        section = self.order.starts.get(page.key)
        if section is None:
            return
        onward = self.order.onward[section.key]
        inside, past = self.meets[page.key], self._entered(onward) if onward else ""
        if inside == past:
            self.meets[DOOR + page.key] = past
            return
        self.meets[DOOR + page.key] = DOOR + page.key
        if section.when is not None:
            self.read |= self._variables([section.when])

    def _is_silent(self, key: str) -> bool:
        page = self.explorer.pages.get(key)
        return page is not None and page.is_end and page.kind not in SHOWING

    def _may_be_avoided(self, page: Page) -> bool:
        """Whether everybody who is told apart can also pass a page without ending there."""
        read = self._comparisons(route.when for route in page.routes)
        if any(variable in self.read for variable in read):
            return False
        if any(self.avoided.get(variable, page.key) != page.key for variable in read):
            return False
        whole = [self.explorer.possible(v, tuple(cuts)).values for v, cuts in read.items()]
        if prod(len(values) + 1 for values in whole) > MOST:
            return False
        # Somebody may have been asked all of it, or only some, whichever way they came.
        asked = [
            ((values, (None,)) if v[0] == "question" else (values,))
            for v, values in zip(read, whole, strict=True)
        ]
        if not all(self._passes(page, tuple(read), domains) for domains in product(*asked)):
            return False
        self.avoided |= dict.fromkeys(read, page.key)
        return True

    def _passes(
        self, page: Page, read: tuple[Variable, ...], domains: tuple[tuple[object, ...], ...]
    ) -> bool:
        """Whether some of these values lead on from a page."""
        for chosen in product(*domains):
            target, _route = self.explorer.follow(page, dict(zip(read, chosen, strict=True)))
            if target is not None and not self._is_silent(self._beyond(page, target)):
                return True
        return False

    def _variables(self, conditions: Iterable[Condition]) -> set[Variable]:
        return set(self._comparisons(conditions))

    def _comparisons(self, conditions: Iterable[Condition]) -> dict[Variable, list[Comparison]]:
        found: dict[Variable, list[Comparison]] = {}
        for condition in conditions:
            for one in self.explorer.journey.comparisons(condition):
                found.setdefault((one.source, one.key), []).append(one)
        return found

    def result(self) -> JourneyDefinition:
        """Return the journey of the pages that matter; the whole one where a part would break."""
        pages = tuple(self._page(page) for page in self.definition.pages if page.key in self.kept)
        whole = self.definition
        first = self._page_key(self._entered(whole.pages[0].key))
        made = replace(whole, pages=pages)
        holds = bool(pages) and pages[0].key == first and self._sections_hold(made)
        return made if holds else whole

    def _sections_hold(self, made: JourneyDefinition) -> bool:
        """Whether each section that is left begins where its first page leads."""
        for start, section in self.order.starts.items():
            left = made.pages_of(section.key)
            if left and left[0].key != self.meets[start]:
                return False
        return True

    def _page(self, page: Page) -> Page:
        if page.is_end:
            return page
        if page is self.order.hub:
            left = {one.section for one in self.definition.pages if one.key in self.kept}
            after = self._page_key(self._entered(self.order.after or page.key))
            sections = tuple(one for one in page.sections if one.key in left)
            return replace(page, sections=sections, default=after)
        routes = tuple(Route(one.when, self._to(page, one.to)) for one in page.routes)
        following = self.definition.next_in_order(page.key)
        default = self._to(page, following) if following is not None else None
        return replace(page, routes=routes, default=default)

    def _to(self, page: Page, target: str) -> str:
        return self._page_key(self._beyond(page, target))

    def _page_key(self, met: str) -> str:
        """Return the page that stands for a door: the first one of its section that is left."""
        if not met.startswith(DOOR):
            return met
        return self.meets[met.removeprefix(DOOR)]
