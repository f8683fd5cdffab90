"""What is shown of the work that waits, and of what another way of coming saved?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from selfassessment.referrals.models import BoardSettings
from selfassessment.referrals.presenters.board_charts import Bar
from selfassessment.referrals.presenters.board_tables import Family, Table, one_way, too_few
from selfassessment.referrals.rules.standing import STAGES
from selfassessment.referrals.rules.suppression import LEAST, groups_of, is_small
from selfassessment.referrals.rules.worth import Group, saving, unit_cost
from selfassessment.referrals.selectors import board as counted
from selfassessment.referrals.selectors import queue

_STAGE_NAMES = {stage: queue.VIEWS[stage] for stage in STAGES if stage in queue.VIEWS}
_OPEN = ("new", "triage", "provider", "contacting", "helping", "closing")
_FLAGS = {
    "safety": "Safety flag: call now",
    "reading": "Needs reading",
    "follow-ups": "Follow-ups due",
}
_TITLE = "How people came, beside the year to compare with"


@dataclass(frozen=True)
class Worth:
    """The channels beside the baseline, and the reckoning in words."""

    table: Table
    words: tuple[str, ...]


def worth_of(channels: Family, came: Mapping[str, int], settings: BoardSettings) -> Worth:
    """Return the shift of channels; counted with the very numbers that are shown."""
    if channels.groups is None:
        return Worth(too_few("channels", _TITLE, "Requests"), ())
    costs, before = settings.costs(), settings.baseline()
    names = dict(zip(channels.codes, channels.names, strict=True))
    groups = [
        Group(
            codes,
            sum(came.get(code, 0) for code in codes),
            sum(before[code] for code in codes),
        )
        for codes in (tuple(channels.codes[place] for place in group) for group in channels.groups)
    ]
    now_all, before_all = sum(one.now for one in groups), sum(one.before for one in groups)
    rows, bars = [], []
    for one in groups:
        name = ", ".join(names[code] for code in one.codes)
        share, was = _percent(one.now, now_all), _percent(one.before, before_all)
        pounds = f"£{unit_cost(one, costs):.2f}"
        rows.append((name, (str(one.now), share, str(one.before), was, pounds)))
        bars.append(Bar(name, one.now, f"{share} (before: {was})"))
    year = settings.baseline_year
    columns = ("Requests", "Share", f"In {year}", f"Share in {year}", "Cost of one")
    table = Table("channels", _TITLE, "Requests", columns, tuple(rows), bars=tuple(bars))
    return Worth(table, tuple(_reckoning(groups, costs, settings, now_all)))


def _percent(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)} %" if whole else "–"


def _reckoning(
    groups: list[Group], costs: Mapping[str, float], settings: BoardSettings, number: int
) -> list[str]:
    found = saving(groups, costs)
    year = settings.baseline_year
    if found is None:
        return [
            "No cost is estimated yet: put the numbers of a year to compare with, and your own "
            "costs, into Settings, Manager's board."
        ]
    sign = "less" if found.saved >= 0 else "more"
    return [
        f"Estimated: £{abs(found.saved):,.0f} {sign} than if people had come as in {year}.",
        f"How this is reckoned: the {number:,} requests of this period, each at the cost of the "
        f"way it came, make £{found.cost:,.0f}. The same {number:,} requests, spread over the "
        f"ways as they were in {year}, make £{found.cost_as_before:,.0f}. The difference is the "
        "saving. It counts taking in requests alone, not the help that follows.",
        "Where ways stand together because few came by one of them, the middle of their costs "
        "is taken. Costs and the year are set in Settings, Manager's board.",
    ]


def minutes_waiting(settings: BoardSettings, now: datetime) -> tuple[Table, ...]:
    """Return where open cases stand, and the minutes of staff that wait."""
    stages = counted.open_stages()
    names = [(_STAGE_NAMES[stage], stages.get(stage, 0)) for stage in _OPEN]
    standing = one_way("stages", "Where open requests stand", "Requests", names)
    return standing, _minutes(settings, stages, now)


def _minutes(settings: BoardSettings, stages: Mapping[str, int], now: datetime) -> Table:
    minutes = settings.minutes()
    title, unit = "Minutes of staff that wait", "Minutes"
    numbers = [stages.get(stage, 0) for stage in _OPEN]
    groups = groups_of(numbers)
    rows: list[tuple[str, int, float]] = []
    for group in groups or ():
        each = [minutes.get(_OPEN[place], 0) for place in group]
        if not any(each):
            continue
        name = ", ".join(_STAGE_NAMES[_OPEN[place]] for place in group)
        rows.append((name, sum(numbers[place] for place in group), sum(each) / len(each)))
    flags = queue.counts(user_id=0, now=now)
    everything = sum(numbers)
    kinds = {"safety": "safety", "reading": "reading", "follow-ups": "follow_up"}
    for view, kind in kinds.items():
        number = flags[view]
        # What is left over must not be small either; follow-ups are no part of what is open.
        left = 0 if view == "follow-ups" else everything - number
        if number >= LEAST and not is_small(left):
            rows.append((_FLAGS[view], number, minutes[kind]))
    if not rows:
        return too_few("minutes", title, unit)
    shown = tuple(
        (name, (str(number), f"{each:g}", f"{number * each:,.0f}")) for name, number, each in rows
    )
    total = sum(number * each for _name, number, each in rows)
    note = (
        f"{total:,.0f} minutes in all, about {total / 60:,.0f} hours. Requests that wait × the "
        "minutes one needs, set in Settings, Manager's board. Kinds with fewer than "
        f"{LEAST} are left out or stand together."
    )
    bars = tuple(
        Bar(name, number * each, f"{number * each:,.0f} min") for name, number, each in rows
    )
    columns = ("Requests", "Minutes for one", unit)
    return Table("minutes", title, unit, columns, shown, note, bars=bars)
