"""What did the tables decide, and why?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from selfassessment.engine.routing import (
    Action,
    OfferOutcome,
    PriorityThen,
    Row,
    SafetyThen,
    ScopeThen,
    TableName,
)
from selfassessment.engine.truth import Truth


@dataclass(frozen=True, slots=True)
class RowResult:
    """One row: whether it held, whether it counted, its sentence."""

    table: TableName
    row: Row
    truth: Truth
    fired: bool
    say: Callable[[Row], str] = field(compare=False, repr=False)

    @property
    def sentence(self) -> str:
        """The row in one sentence; said when it is asked for, as most are never read."""
        return self.say(self.row)

    @property
    def id(self) -> str:
        """A stable name of the row, as `offers:20`."""
        return f"{self.table.value}:{self.row.order}"

    @property
    def nearly(self) -> bool:
        """Whether only a missing answer kept the row from holding."""
        return self.truth is Truth.UNKNOWN


@dataclass(frozen=True, slots=True)
class NeedFound:
    """A need with its strength and the sentences that say why."""

    need: str
    strength: str
    needs_check: bool
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OfferDecision:
    """One offer for this person: outcome, what they can do, and why.

    `redirect` is where to go instead (never another closed offer); `needs_check` means that
    something could not be decided and staff look; `also_for` lists further needs it serves.
    """

    offer: str
    need: str
    strength: str
    outcome: OfferOutcome
    action: Action
    redirect: str | None
    reason: str
    needs_check: bool
    why: tuple[str, ...]
    also_for: tuple[str, ...] = ()
    provider: str | None = None
    clinician_required: bool = False


@dataclass(frozen=True, slots=True)
class Decision:
    """Everything the six tables said."""

    stop: SafetyThen | None
    flags: tuple[str, ...]
    exit: ScopeThen | None
    needs: tuple[NeedFound, ...]
    offers: tuple[OfferDecision, ...]
    universal: tuple[str, ...]
    priority: PriorityThen | None
    needs_check: bool
    rows: tuple[RowResult, ...]

    @property
    def fired(self) -> tuple[RowResult, ...]:
        """The rows that counted."""
        return tuple(result for result in self.rows if result.fired)

    @property
    def nearly(self) -> tuple[RowResult, ...]:
        """The rows that only a missing answer kept from holding."""
        return tuple(result for result in self.rows if result.nearly)

    @property
    def open_offers(self) -> tuple[OfferDecision, ...]:
        """What the person may take up now."""
        return tuple(o for o in self.offers if o.outcome is OfferOutcome.ELIGIBLE)

    @property
    def empty_handed(self) -> bool:
        """Whether the person would leave with nothing; a valid routing never lets this be."""
        return not (self.stop or self.exit or self.offers or self.universal)
