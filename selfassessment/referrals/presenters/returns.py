"""How do the returns to government look as tables?"""

from collections.abc import Iterable
from itertools import pairwise
from typing import Any

from core.clock import day_of
from selfassessment.referrals.presenters.sheets import Sheet, Value
from selfassessment.referrals.rules.return_limits import WeightLimits
from selfassessment.referrals.rules.stop_smoking import COLUMNS, Return
from selfassessment.referrals.rules.suppression import is_small
from selfassessment.referrals.rules.weight_data_set import LOSSES, STAGES, Summary, Weights, shown
from selfassessment.referrals.selectors.returns import Started, age_on

HIDDEN = "hidden"
_FROM_START = (
    *("referral_source", "gender", "ethnic_group", "disability", "height_cm", "weight_kg"),
    *("conditions", "mental_health", "medicines", "programme", "mode"),
)
_WEIGHT_HEADINGS = (
    *("local_id", "nhs_number", "referral_date", "start_date", "age", "ward", "deprivation_tenth"),
    *(*_FROM_START, "bmi_at_start"),
    *(f"{name}_{stage}" for stage in STAGES for name in ("measured_on", "weight_kg", "loss_pct")),
    *("sessions_offered", "sessions_attended", "completed", "reason_leaving"),
    *("last_weight_kg", "last_loss_pct", "lost_3_pct", "lost_5_pct", "sample"),
)


def return_sheet(made: Return, heading: str) -> Sheet:
    """Return the quarterly return as one table."""
    lines: list[list[Value]] = [[heading], ["", "", *COLUMNS]]
    lines.append(["Everybody", "", *map(_hidden, made.total.cells)])
    for section in made.sections:
        lines += [[section.title, row.label, *map(_hidden, row.cells)] for row in section.rows]
    return Sheet("Stop smoking", lines)


def _hidden(number: int | None) -> Value:
    return HIDDEN if number is None else number


def weight_sheet(people: Iterable[tuple[Started, Weights]], limits: WeightLimits) -> Sheet:
    """Return the minimum data set: a line for each person, with the reference and no name."""
    lines: list[list[Value]] = [list(_WEIGHT_HEADINGS)]
    lines += [_weight_line(one, weights, limits) for one, weights in people]
    return Sheet("Weight management", lines)


def _weight_line(one: Started, weights: Weights, limits: WeightLimits) -> list[Value]:
    case = one.line.case
    later: list[Value] = []
    for stage, kg in zip(STAGES, weights.later_kg, strict=True):
        measured = one.kept.get(("measured_on", stage))
        later += [measured, _number(kg), shown(weights.loss(kg))]
    # An NHS number is not asked for anywhere: the column stays for whoever adds it.
    return [
        *(case.reference, None, day_of(case.received_at).isoformat(), one.day.isoformat()),
        *(age_on(one.details.date_of_birth, one.day), case.ward, case.imd_decile),
        *(_plain(one, code) for code in _FROM_START),
        shown(weights.bmi),
        *later,
        *(weights.offered, weights.attended, _yes_no(weights.completed(limits))),
        one.kept.get(("reason_leaving", "end")),
        *(_number(weights.carried), shown(weights.loss(weights.carried))),
        *(_lost(weights, percent) for percent in LOSSES),
        case.is_sample,
    ]


def _plain(one: Started, code: str) -> Value:
    value = one.at_start(code)
    if isinstance(value, list):
        return "; ".join(map(str, value))
    found: Value = value
    return found


def _number(value: Any) -> Value:
    return None if value is None else float(value)


def _yes_no(value: bool | None) -> Value:
    return None if value is None else "yes" if value else "no"


def _lost(weights: Weights, percent: int) -> Value:
    if weights.start_kg is None:
        return None
    return _yes_no(weights.lost(weights.carried, percent))


def protected_summaries(summaries: Iterable[Summary]) -> list[tuple[str, list[Value]]]:
    """Return the summaries as rows: everybody and how many lost 3 and 5 %; small is hidden.

    Who did not lose so much, and who lost more than 3 but less than 5 %, must not be few either.
    """
    rows: list[tuple[str, list[Value]]] = []
    for one in summaries:
        chain = [one.people, *one.lost]
        steps = [*(a - b for a, b in pairwise(chain)), chain[-1]]
        if is_small(one.people):
            rows.append((one.label, [HIDDEN] * len(chain)))
        elif any(map(is_small, steps)):
            rows.append((one.label, [one.people, *([HIDDEN] * len(one.lost))]))
        else:
            rows.append((one.label, list(chain)))
    return rows
