"""Who decides at the moment of sending whether a message may leave, and who hears how it ended?

An app watches the messages whose unique key begins with its prefix ("person:"). Its gate is asked
by the outbox for every such message, each time just before it would leave: what was true when it
was written may not be true any more.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from core.models.messages import OutboxMessage


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a gate says: let it go, hold it until a moment, or stop it for good with a reason.

    `reason` is a short code such as "no_text"; it is kept beside the message.
    """

    goes: bool
    until: datetime | None = None
    reason: str = ""


GO = Verdict(goes=True)
Gate = Callable[[OutboxMessage, datetime], Verdict]
Hearer = Callable[[OutboxMessage, str, datetime], None]


def _deaf(message: OutboxMessage, code: str, now: datetime) -> None:
    """Hear nothing."""


@dataclass(frozen=True, slots=True)
class Watcher:
    """Who decides about messages, who hears of them, and which texts they may have."""

    gate: Gate
    hearer: Hearer = _deaf
    templates: Sequence[str] = ()


_watchers: dict[str, Watcher] = {}


def register(
    prefix: str, *, gate: Gate, hearer: Hearer = _deaf, templates: Sequence[str] = ()
) -> None:
    """Let `gate` decide about messages with this prefix, and `hearer` hear how they ended.

    The hearer gets "sent", "delivered", or why not, in the transaction that keeps it.
    `templates` names what such messages say; a test tries each of them under each contact rule.
    """
    _watchers[prefix] = Watcher(gate, hearer, templates)


def registered() -> Mapping[str, Watcher]:
    """Return who watches which messages, by the beginning of their unique keys."""
    return dict(_watchers)


def verdict(message: OutboxMessage, now: datetime) -> Verdict:
    """Return what the gate of a message says; what nobody watches may go."""
    found = _watcher(message)
    return GO if found is None else found.gate(message, now)


def tell(message: OutboxMessage, code: str, now: datetime) -> None:
    """Tell the watcher of a message how it ended."""
    found = _watcher(message)
    if found is not None:
        found.hearer(message, code, now)


def _watcher(message: OutboxMessage) -> Watcher | None:
    for prefix, found in _watchers.items():
        if message.unique_key.startswith(prefix):
            return found
    return None
