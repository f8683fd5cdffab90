"""What changed for the people of some lines? The last answer to each question counts."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db.models import QuerySet

from selfassessment.referrals.models import Outcome, ReferralLine


def of_line(line: ReferralLine) -> list[Outcome]:
    """Return the outcomes of a line that count."""
    return _last(Outcome.objects.filter(line=line).select_related("recorded_by"))


def of_lines(
    lines: QuerySet[ReferralLine] | Sequence[ReferralLine], *sets: str
) -> dict[UUID, list[Outcome]]:
    """Return the outcomes that count by line, in one query; lines without any are left out."""
    rows = Outcome.objects.filter(line__in=lines)
    if sets:
        rows = rows.filter(set__in=sets)
    by_line: dict[UUID, list[Outcome]] = defaultdict(list)
    for row in rows:
        by_line[row.line_id].append(row)
    found = {line: _last(rows) for line, rows in by_line.items()}
    return {line: rows for line, rows in found.items() if rows}


def _last(rows: Iterable[Outcome]) -> list[Outcome]:
    last: dict[tuple[str, str, str], Outcome] = {}
    for row in sorted(rows, key=lambda row: row.turn):
        last[row.set, row.field, row.stage] = row
    return [row for row in last.values() if row.value is not None]
