"""What waits for a member of staff, in which order, and how long does it keep them?"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import IntEnum, StrEnum

from directory.rules.differences import Difference

MINUTES_IN_AN_HOUR = 60


class Harm(IntEnum):
    """What happens while an item waits; the lowest number is decided first."""

    DANGER = 0
    WRONG = 1
    WAITS = 2
    TIDY = 3

    @property
    def label(self) -> str:
        """Say it in words."""
        return {
            Harm.DANGER: "Somebody may be harmed",
            Harm.WRONG: "The public may read something wrong",
            Harm.WAITS: "A group waits for us",
            Harm.TIDY: "To tidy up",
        }[self]


class Kind(StrEnum):
    """The sorts of items; others may be registered beside them."""

    NEW = "new"
    EDIT = "edit"
    CLAIM = "claim"
    CATEGORY = "category"
    REPORT = "report"
    BOUNCE = "bounce"
    ANSWER = "answer"
    DUPLICATE = "duplicate"
    IMPORT = "import"


LABELS: dict[str, str] = {
    Kind.NEW: "New listing",
    Kind.EDIT: "Change",
    Kind.CLAIM: "Claim",
    Kind.CATEGORY: "Heading",
    Kind.REPORT: "Report",
    Kind.BOUNCE: "Mail came back",
    Kind.ANSWER: "Answer of a group",
    Kind.DUPLICATE: "Likely duplicate",
    Kind.IMPORT: "Import",
}
# How long one of these takes, until an editor says otherwise.
MINUTES: dict[str, int] = {
    Kind.NEW: 6,
    Kind.EDIT: 2,
    Kind.CLAIM: 4,
    Kind.CATEGORY: 1,
    Kind.REPORT: 5,
    Kind.BOUNCE: 4,
    Kind.ANSWER: 1,
    Kind.DUPLICATE: 3,
    Kind.IMPORT: 15,
}


class Decision(StrEnum):
    """What can be done with an item; which of them, and under which name, says its kind."""

    APPROVE = "approve"
    BACK = "back"
    REFUSE = "refuse"
    LOOK = "look"
    OUT = "out"
    NEVER = "never"


# Nobody is told no, and nothing leaves the directory, without a reason.
NEEDS_REASON = frozenset({Decision.BACK, Decision.REFUSE, Decision.OUT, Decision.NEVER})


@dataclass(frozen=True, slots=True)
class Offered:
    """One decision that an item offers, and what it is called there."""

    decision: Decision
    label: str

    @property
    def needs_reason(self) -> bool:
        """Whether somebody has to say why."""
        return self.decision in NEEDS_REASON


APPROVE = Offered(Decision.APPROVE, "Approve")
BACK = Offered(Decision.BACK, "Send back")
REFUSE = Offered(Decision.REFUSE, "Refuse")
OUT = Offered(Decision.OUT, "Take it out of search")
NEVER = Offered(Decision.NEVER, "Take it away, do not list again")

OFFERS: dict[str, tuple[Offered, ...]] = {
    Kind.NEW: (
        APPROVE,
        BACK,
        REFUSE,
        Offered(Decision.NEVER, "Refuse, do not list again"),
    ),
    Kind.EDIT: (APPROVE, BACK, REFUSE),
    Kind.CLAIM: (APPROVE, BACK, REFUSE),
    Kind.CATEGORY: (APPROVE, BACK, REFUSE),
    Kind.REPORT: (
        Offered(Decision.APPROVE, "Done"),
        Offered(Decision.LOOK, "I am looking at it"),
        OUT,
        NEVER,
    ),
    Kind.BOUNCE: (
        Offered(Decision.APPROVE, "The address works, write again"),
        Offered(Decision.LOOK, "Delete the address"),
    ),
    Kind.ANSWER: (
        Offered(Decision.APPROVE, "Seen, it stays"),
        Offered(Decision.LOOK, "Take the answer back"),
    ),
    Kind.DUPLICATE: (Offered(Decision.APPROVE, "Not the same"),),
}


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that waits, with all that a row of the queue shows of it.

    `version` changes with what is to be decided on, so that nobody approves what they have not
    seen.
    """

    kind: str
    key: str
    title: str
    organisation: str
    waiting_since: datetime
    harm: int
    readers: int
    url: str
    version: str = ""
    said: tuple[str, ...] = ()
    differences: tuple[Difference, ...] = ()
    warnings: tuple[str, ...] = ()
    offers: tuple[Offered, ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    service: int | None = None
    group: int | None = None
    is_sample: bool = False
    # Where staff see a picture that waits, and the words for it.
    picture: tuple[str, str] = ("", "")
    extra: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """Return what stands for the item in forms: its kind and its key."""
        return f"{self.kind}:{self.key}"

    @property
    def kind_label(self) -> str:
        """Say which sort it is."""
        return label_of(self.kind)

    @property
    def harm_label(self) -> str:
        """Say what happens while it waits."""
        return Harm(self.harm).label


def label_of(kind: str) -> str:
    """Return the name of a kind."""
    return LABELS.get(kind, kind.capitalize())


def minutes_waiting(counts: Mapping[str, int], minutes: Mapping[str, int]) -> int:
    """Return how many minutes of staff wait: items times the minutes of their kind."""
    known = MINUTES | dict(minutes)
    return sum(number * known.get(kind, 1) for kind, number in counts.items())


def in_hours(minutes: int) -> str:
    """Say minutes as people do."""
    hours, rest = divmod(minutes, MINUTES_IN_AN_HOUR)
    if not hours:
        return f"{rest} minute{'' if rest == 1 else 's'}"
    said = f"{hours} hour{'' if hours == 1 else 's'}"
    return f"{said} {rest} minutes" if rest else said
