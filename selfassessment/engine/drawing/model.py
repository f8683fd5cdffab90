"""What is a drawing of a journey made of?"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from selfassessment.engine.kinds import PageKind
from selfassessment.engine.leading import leads_to
from selfassessment.engine.model import Condition, JourneyDefinition, Page
from selfassessment.engine.tasks import TaskOrder

KINDS = {
    PageKind.QUESTION: "Question",
    PageKind.INSTRUMENT: "Scored questions",
    PageKind.CONTENT: "Words",
    PageKind.TASK_LIST: "List of sections",
    PageKind.INTERRUPT: "Stop and read",
    PageKind.CONSENT: "Permission",
    PageKind.CHECK_ANSWERS: "Check your answers",
    PageKind.EQUALITY: "About equality",
    PageKind.RESULTS: "End: results",
    PageKind.CONFIRMATION: "End: sent",
    PageKind.EXIT: "End: leaves early",
    PageKind.EMERGENCY: "End: emergency",
}


@dataclass(frozen=True, slots=True)
class Labels:
    """The words of a drawing, and what is known about its pages and ways.

    `titles` name pages; `say` puts a condition into words; `arrivals` and `ways` come from a
    `proof.Proof`; `findings` counts the validator's findings by the place they concern.
    """

    say: Callable[[Condition], str]
    titles: Mapping[str, str] = field(default_factory=dict)
    arrivals: Mapping[str, int] | None = None
    ways: Mapping[tuple[str, int | None], int] = field(default_factory=dict)
    sampled: bool = False
    findings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def title(self, page: str) -> str:
        """Return the title of a page, or its key made readable."""
        return self.titles.get(page) or page.replace("_", " ").capitalize()

    def reached(self, page: str) -> str:
        """Say how many classes of answers reach a page; empty when nothing was proven."""
        if self.arrivals is None:
            return ""
        count = self.arrivals.get(page, 0)
        if not count:
            return "no walk seen" if self.sampled else "never reached"
        return f"{count:,} {self._unit(count)}"

    def _unit(self, count: int) -> str:
        one, many = ("walk", "walks") if self.sampled else ("kind of answers", "kinds of answers")
        return one if count == 1 else many

    def marks(self, page: Page) -> tuple[str, ...]:
        """Return the validator's sentences about a page and what stands on it."""
        return tuple(
            sentence
            for place, sentences in self.findings.items()
            if place == f"pages.{page.key}" or place.startswith(f"pages.{page.key}.")
            for sentence in sentences
        )


@dataclass(frozen=True, slots=True)
class Way:
    """One way on from a page: a route with its number from 1, or the default without one.

    `broken` ways lead nowhere, to the same page or back: the engine never takes them. `opens`
    marks the ways from a task list into its sections.
    """

    source: str
    number: int | None
    to: str
    sentence: str
    broken: bool = False
    opens: bool = False


@dataclass(frozen=True, slots=True)
class Node:
    """One page, placed."""

    page: Page
    title: str
    kind: str
    reached: str
    marks: tuple[str, ...]
    x: int
    y: int
    width: int
    height: int

    @property
    def right(self) -> int:
        """Where its right edge is."""
        return self.x + self.width

    @property
    def bottom(self) -> int:
        """Where its lower edge is."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Line:
    """One way, placed: it leaves at `start`, runs along `lane`, and arrives at `end`.

    Without a lane it goes straight down; a broken way ends beside its page.
    """

    way: Way
    start: tuple[int, int]
    end: tuple[int, int]
    lane: int | None
    towards: PageKind | None


@dataclass(frozen=True, slots=True)
class Drawing:
    """All pages and ways, placed in one picture."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]


def kind_of(definition: JourneyDefinition, page: Page) -> str:
    """Say what a page is; in a repeat group also how often it may be walked."""
    group = definition.group_of(page.key)
    again = f", up to {group.at_most} times" if group is not None else ""
    return f"{KINDS[page.kind]}{again}"


def ways_of(definition: JourneyDefinition, page: Page, labels: Labels) -> Iterator[Way]:
    """Yield the ways on from a page: its routes in their order, then the default.

    A task list leads into each of its sections; the end of a section leads back to the list.
    """
    if page.is_end:
        return
    order = TaskOrder(definition)
    if page is order.hub:
        yield from _sections(order, page, labels)
        return
    for number, route in enumerate(page.routes, 1):
        said = f"If {labels.say(route.when)}, go"
        yield _way(order, page, number, route.to, (said, labels))
    following = definition.next_in_order(page.key)
    if following is not None:
        said = "Otherwise go" if page.routes else "Go"
        yield _way(order, page, None, following, (said, labels))


def _sections(order: TaskOrder, page: Page, labels: Labels) -> Iterator[Way]:
    for number, (start, section) in enumerate(order.starts.items(), 1):
        named = section.key.replace("_", " ")
        asked = f"If {labels.say(section.when)}, the" if section.when is not None else "The"
        sentence = f"{asked} section “{named}” begins at “{labels.title(start)}”"
        yield Way(page.key, number, start, sentence, opens=True)
    if order.after is not None:
        sentence = f"Leave the list for “{labels.title(order.after)}”"
        yield Way(page.key, None, order.after, sentence)


def _way(
    order: TaskOrder, page: Page, number: int | None, to: str, words: tuple[str, Labels]
) -> Way:
    said, labels = words
    seen = leads_to(order, page, to)
    if seen != to:
        return Way(page.key, number, seen, f"{said} back to the list “{labels.title(seen)}”")
    keys = [one.key for one in order.definition.pages]
    broken = to not in keys or keys.index(to) <= keys.index(page.key)
    return Way(page.key, number, to, f"{said} to “{labels.title(to)}”", broken)
