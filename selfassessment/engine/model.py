"""What is a journey made of? (Frozen; built by `definition.load`.)"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

from selfassessment.engine.kinds import (
    ENDS,
    FactType,
    JourneyKind,
    Operator,
    PageKind,
    Quantity,
    QuestionType,
    RedFlag,
    Sensitivity,
    ShareWith,
)

Extra = Mapping[str, Any]
ComparisonValue = str | Decimal | date | tuple[str, ...] | tuple[Decimal, Decimal] | None
OperandKind = Literal["question", "score", "fact"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One question, score or fact held against one value."""

    source: OperandKind
    key: str
    operator: Operator
    value: ComparisonValue = None


@dataclass(frozen=True, slots=True)
class Named:
    """A reference to a named condition."""

    key: str


@dataclass(frozen=True, slots=True)
class Combination:
    """Several conditions joined: all of them, any of them, or none of them."""

    how: Literal["all", "any", "none"]
    parts: tuple[Condition, ...]


Condition = Comparison | Named | Combination


@dataclass(frozen=True, slots=True)
class NamedCondition:
    """A condition editors know by a plain-language name.

    `asks` are the questions without any answer to which it is unknown; None where it rests on
    something else as well.
    """

    key: str
    name: str
    test: Condition
    asks: frozenset[str] | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Look through the condition once, as it is asked of everybody."""
        object.__setattr__(self, "asks", _asks(self.test))


def _asks(test: Condition) -> frozenset[str] | None:
    if isinstance(test, Comparison):
        blank = test.operator in (Operator.ANSWERED, Operator.NOT_ANSWERED)
        return frozenset({test.key}) if test.source == "question" and not blank else None
    asked: list[frozenset[str]] = []
    for part in test.parts if isinstance(test, Combination) else ():
        found = _asks(part)
        if found is None:
            return None
        asked.append(found)
    return frozenset().union(*asked) if asked else None


@dataclass(frozen=True, slots=True)
class Choice:
    """One thing that can be chosen."""

    key: str
    exclusive: bool = False
    divider: bool = False
    red_flag: RedFlag | None = None
    extra: Extra = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Limits:
    """Hard and soft bounds of a number, a measurement (base unit) or a text's length."""

    lowest: Decimal | None = None
    highest: Decimal | None = None
    soft_lowest: Decimal | None = None
    soft_highest: Decimal | None = None
    shortest: int = 0
    longest: int = 200
    earliest: date | Literal["today"] | None = None
    latest: date | Literal["today"] | None = None


@dataclass(frozen=True, slots=True)
class Protocol:
    """Why a personal question may be asked: who uses it, for what, and how long it is kept."""

    used_by: str = ""
    decision: str = ""
    retention: str = ""


@dataclass(frozen=True, slots=True)
class Question:
    """One question; its words stand in the text catalogues under its key."""

    key: str
    type: QuestionType
    required: bool = True
    not_sure: bool = False
    prefer_not: bool = False
    sensitivity: Sensitivity = Sensitivity.NONE
    why: bool = False
    choices: tuple[Choice, ...] = ()
    ordered: bool = False
    limits: Limits = field(default_factory=Limits)
    quantity: Quantity | None = None
    protocol: Protocol | None = None
    share_with: ShareWith = ShareWith.PROVIDER
    hide_from_summary: bool = False
    item: str | None = None
    asks: str = ""
    extra: Extra = field(default_factory=dict)

    @property
    def choice_keys(self) -> tuple[str, ...]:
        """The keys that may be chosen, in their order."""
        return tuple(choice.key for choice in self.choices)

    @property
    def why_key(self) -> str | None:
        """The text key of the reason for asking, where there is one."""
        return f"q.{self.key}.why" if self.why else None


@dataclass(frozen=True, slots=True)
class Route:
    """A way to a later page, taken when its condition is true."""

    when: Condition
    to: str


@dataclass(frozen=True, slots=True)
class TaskSection:
    """A section of a task list: pages of this section that may be answered in any order.

    It is offered when its condition is true (or it has none), and can be started when the
    sections it needs are done.
    """

    key: str
    when: Condition | None = None
    needs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a journey."""

    key: str
    kind: PageKind
    questions: tuple[Question, ...] = ()
    routes: tuple[Route, ...] = ()
    default: str | None = None
    section: str = ""
    quick_exit: bool = False
    instrument: str | None = None
    urgent: bool = False
    alternative: str = ""
    reason: str = ""
    sections: tuple[TaskSection, ...] = ()
    extra: Extra = field(default_factory=dict)

    @property
    def is_end(self) -> bool:
        """Whether a walk ends here."""
        return self.kind in ENDS


@dataclass(frozen=True, slots=True)
class RepeatGroup:
    """Neighbouring pages that are walked again for each further child, person and so on."""

    key: str
    pages: tuple[str, ...]
    another: str
    at_most: int


@dataclass(frozen=True, slots=True)
class ScoreInput:
    """Where one item of an instrument gets its value from."""

    question: str | None = None
    fact: str | None = None
    value: str | None = None
    as_age: bool = False


@dataclass(frozen=True, slots=True)
class ScoreUse:
    """An instrument placed in a journey, with its bands in rising order."""

    key: str
    instrument: str
    inputs: Mapping[str, ScoreInput]
    bands: tuple[str, ...]
    version: str = ""


@dataclass(frozen=True, slots=True)
class JourneyDefinition:
    """A whole questionnaire, ready to be replayed."""

    slug: str
    kind: JourneyKind
    locales: tuple[str, ...]
    pages: tuple[Page, ...]
    quick_exit: bool = False
    retention: Mapping[str, int] = field(default_factory=dict)
    groups: Mapping[str, RepeatGroup] = field(default_factory=dict)
    conditions: Mapping[str, NamedCondition] = field(default_factory=dict)
    scores: Mapping[str, ScoreUse] = field(default_factory=dict)
    facts: Mapping[str, FactType] = field(default_factory=dict)
    extra: Extra = field(default_factory=dict)

    def page(self, key: str) -> Page:
        """Return the page with this key; KeyError when there is none."""
        for page in self.pages:
            if page.key == key:
                return page
        raise KeyError(key)

    def position(self, key: str) -> int:
        """Return where a page stands in the order, from 0; KeyError when there is none."""
        for index, page in enumerate(self.pages):
            if page.key == key:
                return index
        raise KeyError(key)

    @property
    def questions(self) -> dict[str, Question]:
        """Every question by its key."""
        return {question.key: question for page in self.pages for question in page.questions}

    @property
    def task_list(self) -> Page | None:
        """The page from which sections are answered in any order, if there is one."""
        return next((page for page in self.pages if page.sections), None)

    def pages_of(self, section: str) -> tuple[Page, ...]:
        """Return the pages of a section of the task list, in their order."""
        hub = self.task_list
        if hub is None or section not in {part.key for part in hub.sections}:
            return ()
        return tuple(page for page in self.pages if page.section == section and page is not hub)

    def group_of(self, page_key: str) -> RepeatGroup | None:
        """Return the repeat group a page belongs to, if any."""
        return next((group for group in self.groups.values() if page_key in group.pages), None)

    def next_in_order(self, key: str) -> str | None:
        """Return where a page leads when no route fires: its default, or the next page."""
        page = self.page(key)
        if page.default is not None:
            return page.default
        index = self.position(key) + 1
        return self.pages[index].key if index < len(self.pages) else None
