"""What did people answer before and after, and of which ethnic group are they?

The answers are sealed, so they are opened here one by one, of a year and of a few fields alone.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import F

from selfassessment.referrals.models import Outcome
from selfassessment.referrals.rules.before_after import Pair
from selfassessment.referrals.rules.outcome_sets import OutcomeSet
from selfassessment.referrals.rules.periods import Period

ETHNIC_GROUP = "ethnic_group"
_Key = tuple[UUID, str, str]


class Answers(NamedTuple):
    """Pairs by set and field, and what was said of the ethnic group by how the help ended."""

    pairs: dict[tuple[str, str], list[Pair]]
    groups: list[tuple[str, str]]


def answers(period: Period, sets: Iterable[OutcomeSet]) -> Answers:
    """Return what was answered on lines of a period; one query."""
    order = {one.code: one.stages for one in sets}
    fields = {field.code for one in sets for field in one.fields if field.board}
    last: dict[_Key, dict[str, Any]] = defaultdict(dict)
    groups: dict[UUID, tuple[str, str]] = {}
    rows = Outcome.objects.filter(
        line__case__started_on__gte=period.first,
        line__case__started_on__lt=period.after,
        field__in=[*fields, ETHNIC_GROUP],
    )
    for row in rows.annotate(ended_as=F("line__ended_as")).order_by("turn").iterator():
        if row.field == ETHNIC_GROUP:
            groups[row.line_id] = (row.value or "", row.ended_as)
        else:
            last[row.line_id, row.set, row.field][row.stage] = _number(row.value)
    pairs: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for (_line, code, field), by_stage in last.items():
        known = [
            by_stage[stage] for stage in order.get(code, ()) if by_stage.get(stage) is not None
        ]
        if by_stage.get("before") is not None and len(known) > 1:
            pairs[code, field].append(Pair(known[0], known[-1]))
    return Answers(pairs, [found for found in groups.values() if found[0]])


def _number(value: Any) -> float | None:
    """Return a number, the total of a questionnaire, or None."""
    found = value.get("total") if isinstance(value, dict) else value
    return float(found) if isinstance(found, int | float) else None
