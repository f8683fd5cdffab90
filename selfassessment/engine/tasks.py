"""How do sections that are answered in any order fit into one total order of pages?

The pages of a section stand together after the task list. A replay walks each section that is
offered as far as its answers carry, one after the other in the order of the pages, whatever
order they were answered in: so the path is the same each time, and still goes forward only.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from selfassessment.engine.kinds import PageKind
from selfassessment.engine.model import JourneyDefinition, Page, TaskSection
from selfassessment.engine.path_steps import Step

STOPS = frozenset({PageKind.EXIT, PageKind.EMERGENCY})


class TaskStatus(StrEnum):
    """How far somebody is with a section."""

    NOT_OFFERED = "not_offered"
    CANNOT_START = "cannot_start"
    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    DONE = "done"


@dataclass(frozen=True, slots=True)
class Task:
    """A section on somebody's task list; `open` is the page it waits at, None when done."""

    section: str
    status: TaskStatus
    steps: tuple[Step, ...] = ()
    open: Step | None = None

    @property
    def shown(self) -> bool:
        """Whether it stands on the list at all."""
        return self.status is not TaskStatus.NOT_OFFERED

    @property
    def start(self) -> Step | None:
        """Where its name on the list leads: on where it waits, else to its beginning."""
        return self.open or (self.steps[0] if self.steps else None)


@dataclass(frozen=True)
class TaskOrder:
    """Where the sections of a definition begin, end and lead."""

    definition: JourneyDefinition

    @cached_property
    def hub(self) -> Page | None:
        """The task list."""
        return self.definition.task_list

    @cached_property
    def pages(self) -> Mapping[str, tuple[Page, ...]]:
        """The pages of each section; sections without pages are left out."""
        parts = self.hub.sections if self.hub is not None else ()
        found = {part.key: self.definition.pages_of(part.key) for part in parts}
        return {key: pages for key, pages in found.items() if pages}

    @cached_property
    def section_of(self) -> Mapping[str, str]:
        """The section of each page that belongs to one."""
        return {page.key: key for key, pages in self.pages.items() for page in pages}

    @cached_property
    def starts(self) -> Mapping[str, TaskSection]:
        """The section that begins at a page, by page."""
        parts = self.hub.sections if self.hub is not None else ()
        return {self.pages[p.key][0].key: p for p in parts if p.key in self.pages}

    @cached_property
    def after(self) -> str | None:
        """The page on which the walk goes on when the task list is left."""
        if self.hub is None:
            return None
        if self.hub.default is not None:
            return self.hub.default
        last = [self.definition.position(pages[-1].key) for pages in self.pages.values()]
        following = max(last, default=self.definition.position(self.hub.key)) + 1
        pages = self.definition.pages
        return pages[following].key if following < len(pages) else None

    @cached_property
    def onward(self) -> Mapping[str, str | None]:
        """The page that follows each section: the next one's first, or what comes after all."""
        keys = list(self.pages)
        firsts: list[str | None] = [self.pages[key][0].key for key in keys]
        return dict(zip(keys, [*firsts[1:], self.after], strict=True)) if keys else {}

    def ends_of(self, section: str) -> frozenset[str]:
        """Return the pages a route may name to say that the section is done."""
        following = self.definition.position(self.pages[section][-1].key) + 1
        pages = self.definition.pages
        after = {self.after} if self.after else set()
        return frozenset({pages[following].key} if following < len(pages) else set()) | after

    def stays(self, section: str, target: Page) -> bool:
        """Whether a page that follows one of a section ends the walk there, or goes on in it."""
        if target.key in self.ends_of(section):
            return False
        return target.kind in STOPS or self.section_of.get(target.key) == section

    def targets(self, page: Page) -> Iterator[str]:
        """Yield the first pages of the sections a task list leads to."""
        if page is self.hub:
            yield from self.starts
