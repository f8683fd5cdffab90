"""What is asked of the rows of one import: how many become what, what was found, which fit?"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet, TextField
from django.db.models.functions import Cast

from directory.models import ImportRow, ImportRun, Service
from directory.rules.import_findings import WORDS
from directory.staff_enums import RowFate

ALIKE, EDITED, FOUND, OUT = "alike", "edited", "found", "out"
NOT_EDITED: list[str] = []
ONLY: dict[str, Q] = {
    ALIKE: Q(has_alike=True),
    EDITED: ~Q(edited=NOT_EDITED),
    FOUND: Q(has_findings=True),
    OUT: Q(left_out=True),
}


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which rows somebody wants to see; what nobody knows counts as not asked."""

    fate: str = ""
    finding: str = ""
    only: str = ""

    @classmethod
    def of(cls, asked: Mapping[str, Any]) -> "Wanted":
        """Read it from an address."""
        fate, finding, only = (str(asked.get(name, "")) for name in ("fate", "finding", "only"))
        return cls(
            fate if fate in RowFate.values else "",
            finding if finding in WORDS else "",
            only if only in ONLY else "",
        )

    def __bool__(self) -> bool:
        """Whether anything is asked."""
        return bool(self.fate or self.finding or self.only)


@dataclass(frozen=True, slots=True)
class Totals:
    """How many rows become what; `takes` are those that would be written, by fate."""

    fates: Mapping[str, int]
    takes: Mapping[str, int]
    alike: int
    edited: int
    left_out: int

    @property
    def rows(self) -> int:
        """All rows."""
        return sum(self.fates.values())

    @property
    def to_take(self) -> int:
        """How many listings would be made or changed."""
        return self.takes.get(RowFate.NEW, 0) + self.takes.get(RowFate.CHANGED, 0)


def rows_wanted(run: ImportRun, wanted: Wanted) -> QuerySet[ImportRow]:
    """Return the rows that fit, in the order of the file."""
    rows = run.rows.order_by("number")
    if wanted.fate:
        rows = rows.filter(fate=wanted.fate)
    if wanted.only:
        rows = rows.filter(ONLY[wanted.only])
    if wanted.finding:
        # One database knows "contains" for JSON, another does not: both can look into the text.
        written = rows.annotate(written=Cast("findings", TextField()))
        rows = written.filter(written__contains=f'["{wanted.finding}"')
    return rows


def totals(run: ImportRun) -> Totals:
    """Count the rows; one query."""
    counted = (
        run.rows.order_by()
        .values("fate")
        .annotate(
            number=Count("pk"),
            takes=Count("pk", filter=Q(left_out=False)),
            alike=Count("pk", filter=Q(has_alike=True, left_out=False)),
            edited=Count("pk", filter=ONLY[EDITED] & Q(left_out=False)),
        )
    )
    found = list(counted)
    number = {row["fate"]: row["number"] for row in found}
    takes = {row["fate"]: row["takes"] for row in found}
    return Totals(
        fates=number,
        takes=takes,
        alike=sum(row["alike"] for row in found),
        edited=sum(row["edited"] for row in found),
        left_out=sum(number.values()) - sum(takes.values()),
    )


def findings_of(run: ImportRun) -> list[tuple[str, int]]:
    """Return how often what was found, by code; what stops a row comes first."""
    found: Counter[str] = Counter()
    rows = run.rows.filter(has_findings=True).order_by()
    for findings in rows.values_list("findings", flat=True).iterator():
        found.update(code for code, *_ in findings)
    return [(code, found[code]) for code in WORDS if found[code]]


def rows_to_tell(run: ImportRun) -> QuerySet[ImportRow]:
    """Return the rows of which there is something to say, in the order of the file."""
    return run.rows.filter(ONLY[FOUND] | ONLY[ALIKE]).order_by("number")


def listings_alike(rows: Iterable[ImportRow]) -> dict[int, Service]:
    """Return the listings that these rows look like, by key; one query."""
    keys = {one["key"] for row in rows for one in row.alike if one["key"]}
    return Service.objects.in_bulk(keys)
