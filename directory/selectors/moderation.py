"""What waits for a member of staff: every list of them in one, by harm and then by readers?"""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import (
    CharField,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Value,
)
from django.db.models.functions import Cast, Coalesce

from directory.models import QueueDecision, QueueMinutes, ServiceCategory
from directory.rules.freshness import HIGH_RISK_HEADINGS
from directory.rules.moderation import Item, minutes_waiting

COLUMNS = ("q_kind", "q_key", "q_harm", "q_readers", "q_since")
ORDER = ("q_harm", "-q_readers", "q_since", "q_key")
LONGEST_KEY, LONGEST_NUMBER = 36, 19
Rows = QuerySet[Any]


@dataclass(frozen=True, slots=True)
class Source:
    """Where items of some kinds come from.

    `waiting` returns the rows that wait, made by `columns`; `items` says the whole of those on a
    page, by key, in a number of queries that does not depend on theirs.
    """

    kinds: tuple[str, ...]
    waiting: Callable[[], Rows]
    items: Callable[[Sequence[str]], Iterable[Item]]


_sources: dict[str, Source] = {}


def register_source(name: str, source: Source) -> None:
    """Have the items of a source in the queue; called from ready()."""
    _sources[name] = source


def columns(rows: QuerySet[Any], *, kind: Any, harm: Any, readers: Any, since: str) -> Rows:
    """Return the rows of a source as the queue puts them in order."""
    of_kind = Value(kind, output_field=CharField()) if isinstance(kind, str) else kind
    found: Rows = rows.order_by().annotate(
        q_kind=of_kind,
        q_key=Cast("pk", CharField(max_length=64)),
        q_harm=harm,
        q_readers=Coalesce(readers, Value(0), output_field=IntegerField()),
        q_since=F(since),
    )
    return found


def in_high_risk(path: str) -> Exists:
    """Whether a listing stands under a heading where something wrong can harm."""
    headings = ServiceCategory.objects.filter(service=OuterRef(path))
    codes = Q(term__code__in=HIGH_RISK_HEADINGS) | Q(term__parent__code__in=HIGH_RISK_HEADINGS)
    return Exists(headings.filter(codes))


def counts() -> dict[str, int]:
    """Return how many items of each kind wait; one query for each source."""
    found: Counter[str] = Counter()
    for source in _sources.values():
        rows = source.waiting().order_by().values("q_kind").annotate(q_number=Count("pk"))
        # Of no rows at all a database may give one group of none.
        found.update({row["q_kind"]: row["q_number"] for row in rows if row["q_number"]})
    return dict(found)


def minutes() -> dict[str, int]:
    """Return the minutes that editors gave to kinds."""
    return dict(QueueMinutes.objects.values_list("kind", "minutes"))


def waiting_minutes() -> int:
    """Return how many minutes of staff wait."""
    return minutes_waiting(counts(), minutes())


def in_order(kind: str, first: int, number: int) -> list[tuple[str, str]]:
    """Return kind and key of so many items from the first on; one query."""
    rows = [
        source.waiting().filter(q_kind=kind) if kind else source.waiting()
        for source in _sources.values()
        if not kind or kind in source.kinds
    ]
    if not rows:
        return []
    first_rows, *rest = (one.values_list(*COLUMNS) for one in rows)
    whole = first_rows.union(*rest, all=True) if rest else first_rows
    found = whole.order_by(*ORDER)[first : first + number]
    return [(row[0], row[1]) for row in found]


def items(names: Sequence[tuple[str, str]]) -> list[Item]:
    """Return these items in this order; those that wait no longer are left out."""
    wanted: dict[str, list[str]] = {}
    for kind, key in names:
        wanted.setdefault(kind, []).append(key)
    found: dict[tuple[str, str], Item] = {}
    for source in _sources.values():
        keys = [key for kind in source.kinds for key in wanted.get(kind, [])]
        if keys:
            found |= {(one.kind, plain(one.key)): one for one in source.items(keys)}
    in_turn = (found.get((kind, plain(key))) for kind, key in names)
    return [one for one in in_turn if one is not None]


def plain(key: str) -> str:
    """Return a key without the dashes that one database writes into a UUID and another does not."""
    return key.replace("-", "")


def decisions_on(kind: str, key: str) -> list[QueueDecision]:
    """Return all that was decided of an item, the latest first."""
    rows = QueueDecision.objects.select_related("by")
    return list(rows.filter(kind=kind, key=plain(key)))


def last_decision(kind: str, key: str) -> QueueDecision | None:
    """Return what was decided of an item last."""
    return next(iter(decisions_on(kind, key)), None)


def kinds() -> list[str]:
    """Return the kinds of all sources, in the order in which they were registered."""
    return list(dict.fromkeys(kind for source in _sources.values() for kind in source.kinds))


def by_key(rows: QuerySet[Any], keys: Collection[str]) -> dict[str, Any]:
    """Return rows by their key as the queue writes it; what cannot be a key is left out."""
    field = rows.model._meta.pk
    good = []
    for key in keys:
        if len(key) <= LONGEST_KEY and (len(key) < LONGEST_NUMBER or not key.isdecimal()):
            with suppress(ValidationError):
                good.append(field.to_python(key))
    return {plain(str(row.pk)): row for row in rows.filter(pk__in=good)}
