"""What did a member of staff choose on a page of the queue?"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import IntegrityError, OperationalError
from django.db.models import ProtectedError

from directory.actions.moderation import Choice
from directory.actions.proposals import NotComplete
from directory.models.moderation import LONGEST_REASON
from directory.rules.moderation import NEEDS_REASON, Decision, Item

MOST_ROWS = 60
LONGEST_WORDS = 5_000
FAULTS: tuple[tuple[type[Exception], str], ...] = (
    (NotComplete, "an answer is missing without which it cannot be listed."),
    (ValidationError, "what was sent does not fit the listing any more."),
    (ObjectDoesNotExist, "something that it speaks of is gone."),
    (ProtectedError, "something else still needs what it would take away."),
    (IntegrityError, "it does not fit what is listed by now."),
    (OperationalError, "the database was busy or could not be reached. Try again."),
)
Find = Callable[[Sequence[tuple[str, str]]], list[Item]]


@dataclass(slots=True)
class Sent:
    """All that was typed and ticked, and what is wrong with it; nothing typed is lost."""

    items: list[Item]
    key: UUID
    decisions: dict[str, str] = field(default_factory=dict)
    reasons: dict[str, str] = field(default_factory=dict)
    marked: frozenset[str] = frozenset()
    many: str = ""
    many_reason: str = ""
    subject: str = ""
    words: str = ""
    is_message: bool = False
    is_decided: bool = False
    choices: list[Choice] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def ticked(self) -> list[Item]:
        """The items that are ticked."""
        return [one for one in self.items if one.name in self.marked]

    def title_of(self, name: str) -> str:
        """Return what an item is called on the page."""
        return next((one.title for one in self.items if one.name == name), "An item")

    def row(self, item: Item) -> dict[str, Any]:
        """Return a row as it was left."""
        return {
            "item": item,
            "ticked": item.name in self.marked,
            "decision": self.decisions.get(item.name, ""),
            "reason": self.reasons.get(item.name, ""),
        }


def read(data: Any, find: Find) -> Sent:
    """Read a page of the queue that was sent."""
    seen = dict(one.rpartition("|")[::2] for one in data.getlist("seen")[:MOST_ROWS])
    names = [(kind, key) for kind, _, key in (name.partition(":") for name in seen)]
    there = {one.name: one for one in find(names)}
    sent = Sent(
        items=list(there.values()),
        key=_key(data.get("key", "")),
        decisions={name: data.get(f"d-{name}", "") for name in seen},
        reasons={name: data.get(f"r-{name}", "")[:LONGEST_REASON].strip() for name in seen},
        marked=frozenset(data.getlist("tick")) & frozenset(seen),
        many=data.get("many", ""),
        many_reason=data.get("many_reason", "")[:LONGEST_REASON].strip(),
        subject=" ".join(data.get("subject", "").split())[:150],
        words=data.get("words", "")[:LONGEST_WORDS].strip(),
        is_message=data.get("do") == "message",
    )
    if sent.is_message:
        _check_message(sent)
    elif data.get("do") == "ticked":
        _choose_many(sent, seen, there)
    else:
        _choose_each(sent, seen, there)
    return sent


def why_failed(error: Exception) -> str:
    """Say why an item could not be decided; never with words that stood in it."""
    for kind, said in FAULTS:
        if isinstance(error, kind):
            return f"{said} Nothing of it was changed, and it still waits."
    kind_of = type(error).__name__
    return f"a fault of ours ({kind_of}). Nothing of it was changed, and it still waits."


def _choose_each(sent: Sent, seen: dict[str, str], there: dict[str, Item]) -> None:
    for name, version in seen.items():
        if sent.decisions[name]:
            _choose(sent, (name, version), sent.decisions[name], sent.reasons[name], there)
    if not sent.choices and not sent.errors:
        sent.errors.append("Choose what to do with at least one item.")


def _choose_many(sent: Sent, seen: dict[str, str], there: dict[str, Item]) -> None:
    if not sent.marked:
        sent.errors.append("Tick at least one item.")
    for name, version in seen.items():
        if name in sent.marked:
            _choose(sent, (name, version), sent.many, sent.many_reason, there)


def _choose(
    sent: Sent, which: tuple[str, str], wanted: str, reason: str, there: dict[str, Item]
) -> None:
    name, version = which
    item = there.get(name)
    if wanted not in list(Decision):
        sent.errors.append("Choose what to do with what you ticked.")
        return
    decision = Decision(wanted)
    if item is not None and decision not in [one.decision for one in item.offers]:
        sent.errors.append(f"{item.title}: this cannot be done with it.")
    elif decision in NEEDS_REASON and not reason:
        sent.errors.append(f"{item.title if item else name}: say why.")
    else:
        kind, _, key = name.partition(":")
        sent.choices.append(Choice(kind, key, version, decision, reason))


def _check_message(sent: Sent) -> None:
    if not sent.ticked:
        sent.errors.append("Tick the items whose groups you want to write to.")
    if not sent.subject:
        sent.errors.append("Type what the message is about.")
    if not sent.words:
        sent.errors.append("Type the message.")


def _key(said: str) -> UUID:
    try:
        return UUID(said)
    except ValueError:
        return uuid4()
