"""Where do walks end that were begun? (Counts of pages, never of people.)

A draft stands on exactly one page: the first without an answer, or the end. Each answer moves it,
and the move is counted where it leaves and where it arrives. So on each page those who arrived,
less those who went on and those whom a changed answer led elsewhere, are those who stopped there;
and over all pages they add up to the drafts that were begun, whatever way each of them took. In a
task list a draft stands on the list, and besides on one page of each section it has begun.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from selfassessment.engine.model import JourneyDefinition
from selfassessment.engine.path import Path
from selfassessment.engine.tasks import TaskOrder, TaskStatus

__all__ = [
    "START",
    "Count",
    "Event",
    "PageFigures",
    "SectionFigures",
    "figures",
    "moved",
    "section_figures",
    "shown",
    "stands",
]

START = "@start"
MAIN = ""
LEAST = 5


class Event(StrEnum):
    """What can happen on a page."""

    SEEN = "seen"
    REACHED = "reached"
    WENT_ON = "went_on"
    LED_ELSEWHERE = "led_elsewhere"
    ERROR = "error"
    SAVED = "saved"


def stands(path: Path) -> dict[str, str]:
    """Return where a draft stands: its page, and the page each begun section waits at."""
    begun = (task for task in path.tasks if task.status is TaskStatus.IN_PROGRESS)
    waiting = {task.section: task.open.id for task in begun if task.open is not None}
    return {MAIN: path.resume().id, **waiting}


def moved(before: Path, answered: str, after: Path) -> tuple[tuple[Event, str], ...]:
    """Return what to count when a step was answered: events with the steps they happened on."""
    stood, stand = stands(before), stands(after)
    events: list[tuple[Event, str]] = []
    if _opens_section(before, answered, after):
        events += [(Event.REACHED, answered), (Event.WENT_ON, answered)]
    for where in dict.fromkeys((*stood, *stand)):
        left, come = stood.get(where), stand.get(where)
        if left == come:
            continue
        if left is not None:
            events.append((Event.WENT_ON if left == answered else Event.LED_ELSEWHERE, left))
        if come is not None:
            events.append((Event.REACHED, come))
    return tuple(events)


def _opens_section(before: Path, answered: str, after: Path) -> bool:
    """Whether this answer is the first of its section: who only looked at it stands at the list."""
    task = after.task_of(answered)
    known = {one.section: one.status for one in before.tasks}
    unbegun = (TaskStatus.NOT_STARTED, TaskStatus.CANNOT_START)
    return task is not None and known.get(task.section) in unbegun


@dataclass(frozen=True, slots=True)
class Count:
    """One counted sum: what happened on a page, with the code of an error."""

    page: str
    event: Event
    code: str
    number: int


@dataclass(frozen=True, slots=True)
class PageFigures:
    """The figures of one page.

    `reached` counts the walks that came here and were not led elsewhere
    afterwards by a changed answer.
    """

    page: str
    seen: int = 0
    reached: int = 0
    went_on: int = 0
    led_elsewhere: int = 0
    is_end: bool = False
    saved: int = 0
    errors: Mapping[str, int] = field(default_factory=dict)

    @property
    def stopped(self) -> int:
        """How many walks stand here that have not come to an end."""
        return 0 if self.is_end else max(0, self.reached - self.went_on)

    @property
    def share_stopped(self) -> int | None:
        """How many in a hundred of those who reached the page stopped here, when it may be said."""
        if shown(self.stopped) is None or shown(self.reached) is None or not self.reached:
            return None
        return round(100 * self.stopped / self.reached)


@dataclass(frozen=True, slots=True)
class SectionFigures:
    """The figures of one section of a task list.

    `begun` counts the walks that answered something in it; `left` those that stand on one of its
    pages still; `worst` is the page where most of these stand, None when none does.
    """

    section: str
    begun: int
    left: int
    worst: str | None

    @property
    def through(self) -> int:
        """How many came to the end of the section, or were led out of it by a warning."""
        return max(0, self.begun - self.left)

    @property
    def share_left(self) -> int | None:
        """How many in a hundred of those who began left it unfinished, when it may be said."""
        if shown(self.left) is None or shown(self.begun) is None or not self.begun:
            return None
        return round(100 * self.left / self.begun)


def section_figures(
    definition: JourneyDefinition, rows: Iterable[PageFigures]
) -> tuple[SectionFigures, ...]:
    """Return the figures of each section, in the order of the task list; () without one.

    A section has one page by which it is entered, its first: who answered it has begun. Which
    way anybody took from there makes no difference: each stands on one page of it, or on none.
    """
    by_page = {one.page: one for one in rows}
    found = []
    for section, pages in TaskOrder(definition).pages.items():
        keys = [key for page in pages for key in (page.key, f"{page.key}#2")]
        inside = [by_page[key] for key in keys if key in by_page]
        left = sum(one.stopped for one in inside)
        worst = max(inside, key=lambda one: one.stopped, default=None)
        found.append(
            SectionFigures(
                section=section,
                begun=by_page[pages[0].key].reached if pages[0].key in by_page else 0,
                left=left,
                worst=worst.page if worst is not None and worst.stopped else None,
            )
        )
    return tuple(found)


def figures(definition: JourneyDefinition, counts: Iterable[Count]) -> tuple[PageFigures, ...]:
    """Return the figures of the start page and of each page, in the order of the journey.

    Rounds of a repeat group after the first count as a page of their own, named `page#2` for all;
    pages that the definition no longer has are left out.
    """
    sums: dict[tuple[str, Event], int] = {}
    errors: dict[str, dict[str, int]] = {}
    for count in counts:
        page = _page(count.page)
        sums[page, count.event] = sums.get((page, count.event), 0) + count.number
        if count.event is Event.ERROR:
            codes = errors.setdefault(page, {})
            codes[count.code] = codes.get(count.code, 0) + count.number
    rows = [_row(START, sums, errors)]
    for one in definition.pages:
        rows.append(_row(one.key, sums, errors, is_end=one.is_end))
        if definition.group_of(one.key) is not None:
            rows.append(_row(f"{one.key}#2", sums, errors))
    return tuple(rows)


def _page(step: str) -> str:
    """Return the page a step counts for; all later rounds are one."""
    key, again, _number = step.partition("#")
    return f"{key}#2" if again else key


def _row(
    page: str,
    sums: Mapping[tuple[str, Event], int],
    errors: Mapping[str, Mapping[str, int]],
    *,
    is_end: bool = False,
) -> PageFigures:
    def of(event: Event) -> int:
        return sums.get((page, event), 0)

    return PageFigures(
        page=page,
        seen=of(Event.SEEN),
        reached=max(0, of(Event.REACHED) - of(Event.LED_ELSEWHERE)),
        went_on=of(Event.WENT_ON),
        led_elsewhere=of(Event.LED_ELSEWHERE),
        is_end=is_end,
        saved=of(Event.SAVED),
        errors=errors.get(page, {}),
    )


def shown(count: int) -> int | None:
    """Return a count as it may be shown: none at all, or to the nearest five; else None.

    Fewer than five could be somebody. The rest is rounded, so that nobody works out a hidden
    figure from its neighbours.
    """
    if 0 < count < LEAST:
        return None
    return LEAST * round(count / LEAST)
