"""What stands on the manager's board? Tables about many, with whatever could name one hidden."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from core.clock import day_of
from selfassessment.referrals import counting
from selfassessment.referrals.enums import Channel, State
from selfassessment.referrals.models import BoardSettings
from selfassessment.referrals.names import language_name
from selfassessment.referrals.presenters.board_activities import activities
from selfassessment.referrals.presenters.board_changes import by_ethnic_group, changes
from selfassessment.referrals.presenters.board_departures import departures
from selfassessment.referrals.presenters.board_tables import Cross, Family, Table, cross, one_way
from selfassessment.referrals.presenters.board_worth import minutes_waiting, worth_of
from selfassessment.referrals.rules import clocks
from selfassessment.referrals.rules.outcome_sets import sets_on
from selfassessment.referrals.rules.periods import Period
from selfassessment.referrals.selectors import board as counted
from selfassessment.referrals.selectors import board_outcomes, desk_hours
from selfassessment.referrals.selectors.areas import areas_of
from selfassessment.referrals.selectors.board import Days, Placed

CASES, LINES = "Requests", "Needs"
_IN_TIME, _LATE = "In time", "Late"
_WAYS = {
    "in_time": _IN_TIME,
    "late": _LATE,
    "waiting": "Still in time, waiting",
    "ended": "Ended before",
}
_OUTCOMES = {
    "completed": "Completed",
    **{state: State(state).label for state in ("dropped_out", "declined", "withdrawn")},
    **{state: State(state).label for state in ("unreached", "redirected", "moved_service")},
    "": "Not ended yet",
}
_SPANS = (
    ("The same working day", 0),
    ("1 working day", 1),
    ("2 working days", 2),
    ("3 to 5 working days", 5),
    ("6 to 10 working days", 10),
    ("More than 10 working days", 100_000),
)
_BANDS = {
    "1": "Most deprived fifth of England",
    "2": "Second",
    "3": "Middle",
    "4": "Fourth",
    "5": "Least deprived fifth",
    "": "Not known",
}


_BOTH_TIMES = (
    "People who asked for help in this year, and were asked both at the start and later: the last "
    "answer counts. A mean says what changed for them; it does not say that the help did it."
)
_ETHNIC_WORDS = (
    "The ethnic group is what services write down when help to stop smoking, to lose weight or to "
    "move more begins; of other needs it is not asked, and these stand under “Not asked”."
)
_APART = (
    "These answers are given after a request is sent and kept apart from it, with the month alone: "
    "nothing leads from them to a case. So they can be counted, and cannot be set beside a need or "
    "an outcome."
)


@dataclass(frozen=True)
class Part:
    """A part of the board under one heading."""

    code: str
    title: str
    tables: tuple[Table, ...]
    words: tuple[str, ...] = ()


def board(period: Period, now: datetime) -> tuple[Part, ...]:
    """Return the parts of the board; as many queries for few cases as for many."""
    settings, today = BoardSettings.load(), day_of(now)
    came = list(counted.arrivals(period))
    by_channel: Counter[str] = Counter()
    for _day, channel, number in came:
        by_channel[channel] += number
    channels = Family.of(dict(Channel.choices), by_channel)
    worth = worth_of(channels, by_channel, settings)
    parts = [
        Part("received", "Received", (_received(period, today, channels, came),)),
        Part("waiting", "Waiting now", _waiting(now, today, settings)),
        *_answered(period, today),
        Part("channels", "How people came, and what it saved", (worth.table,), worth.words),
    ]
    return tuple(parts)


def _received(
    period: Period, today: date, channels: Family, came: list[tuple[date, str, int]]
) -> Table:
    by_month: Counter[tuple[str, str]] = Counter()
    # Over the weekend the clock of the next month may have begun.
    last = max([today, *(day for day, _channel, _number in came)])
    for day, channel, number in came:
        by_month[f"{day:%Y-%m}", channel] += number
    rows = [(f"{first:%Y-%m}", f"{first:%B %Y}") for first in period.months() if first <= last]
    about = Cross("received", "Requests by month and by how they came", CASES)
    return cross(about, channels, rows, by_month)


def _waiting(now: datetime, today: date, settings: BoardSettings) -> tuple[Table, ...]:
    hours = desk_hours()
    spans: Counter[str] = Counter()
    for started, number in counted.open_since():
        spans[_span(clocks.working_days_between(hours, started, today))] += number
    ages = one_way(
        "ages",
        "How long open requests have waited",
        CASES,
        [(name, spans[name]) for name, _days in _SPANS],
        "Counted from the day the clock began, in days the desk works.",
    )
    return (*minutes_waiting(settings, now), ages)


def _span(days: int) -> str:
    return next(name for name, most in _SPANS if days <= most)


def _answered(period: Period, today: date) -> list[Part]:
    """Return clocks, outcomes and, for a whole year, who they were."""
    ways = list(counted.contacted(period, today))
    ends = list(counted.outcomes(period))
    in_time = Family.of(_WAYS, _by_way(ways))
    ended = Family.of(_OUTCOMES, _by_way(ends))
    parts = [
        Part("clocks", "Clocks", (*_clock_tables(period, today), _whole("contact", ways))),
        Part("outcomes", "Outcomes", (_outcome_table(ends), *departures(period, _by_way(ends)))),
    ]
    if period.is_year:
        sets = sets_on(today)
        found = board_outcomes.answers(period, sets)
        changed, without = changes(sets, found)
        equity = (
            *_equity(in_time, ways, ended, ends),
            by_ethnic_group(ended, _by_way(ends), found),
        )
        parts += [
            Part("changes", "What changed for people", changed, _said(_BOTH_TIMES, without)),
            Part("equity", "Who was helped", equity, (_ETHNIC_WORDS,)),
            Part("activities", "Activities people were given", tuple(activities(period))),
            Part(
                *("equality", "What people told us about themselves"),
                *(_equality(period), (_APART,)),
            ),
        ]
    return parts


def _said(*words: str) -> tuple[str, ...]:
    return tuple(one for one in words if one)


def _by_way(rows: Iterable[Placed]) -> Counter[str]:
    found: Counter[str] = Counter()
    for row in rows:
        found[row.way] += row.number
    return found


def _whole(code: str, ways: Iterable[Placed]) -> Table:
    by_way = _by_way(ways)
    note = "The promise is the day each person was told."
    numbers = [(name, by_way[way]) for way, name in _WAYS.items()]
    return one_way(code, "First try to reach the person, against the promise", CASES, numbers, note)


def _outcome_table(ends: Iterable[Placed]) -> Table:
    by_way = _by_way(ends)
    numbers = [(name, by_way[way]) for way, name in _OUTCOMES.items()]
    note = "One request can hold several needs; each ends for itself."
    return one_way("outcomes", "How each need ended", LINES, numbers, note)


def _clock_tables(period: Period, today: date) -> tuple[Table, ...]:
    hours = desk_hours()
    read: Counter[str] = Counter()
    spans: dict[str, Counter[str]] = {"triaged": Counter(), "tried": Counter()}
    for days in counted.clocks_of(period):
        read[_read_way(days, today)] += days.number
        for name, by_span in spans.items():
            end = getattr(days, name)
            if end is not None:
                taken = clocks.working_days_between(hours, days.started, end)
                by_span[_span(taken)] += days.number
    reading = [(name, read[way]) for way, name in _WAYS.items()]
    note = "Working days: bank holidays in England and the desk's closed days do not count."
    return (
        one_way("reading", "First decision, against the promise", CASES, reading),
        one_way(
            "triage-days", "From arrival to the first decision", CASES, _s(spans["triaged"]), note
        ),
        one_way("contact-days", "From arrival to the first try", CASES, _s(spans["tried"]), note),
    )


def _s(spans: Mapping[str, int]) -> list[tuple[str, int]]:
    return [(name, spans.get(name, 0)) for name, _days in _SPANS]


def _read_way(days: Days, today: date) -> str:
    if days.triaged is not None:
        return "in_time" if days.triaged <= days.read_by else "late"
    if not days.is_open:
        return "ended"
    return "late" if days.read_by < today else "waiting"


def _equity(
    in_time: Family, ways: list[Placed], ended: Family, ends: list[Placed]
) -> Iterable[Table]:
    areas = areas_of(row.ward for row in (*ways, *ends))
    names = {**counted.names_of_areas(set(areas.values())), "": "Not known"}
    languages = {row.language for row in (*ways, *ends)}
    splits: tuple[tuple[str, str, str, Mapping[str, str], Callable[[Placed], str]], ...] = (
        ("band", "deprivation", "", _BANDS, _band),
        (
            *("area", "area", "Areas of few people"),
            _sorted(set(areas.values()), names),
            lambda row: areas[row.ward],
        ),
        (
            *("language", "language", "Languages of few people"),
            _sorted(languages, {code: language_name(code) for code in languages}),
            lambda row: row.language,
        ),
    )
    for code, name, other, rows, key in splits:
        for kind, family, found, unit, share, title in (
            ("contact", in_time, ways, CASES, _LATE, "First try against the promise"),
            ("outcome", ended, ends, LINES, "Completed", "Outcomes"),
        ):
            by_both: Counter[tuple[str, str]] = Counter()
            for row in found:
                by_both[key(row), row.way] += row.number
            about = Cross(f"{kind}-{code}", f"{title} by {name}", unit, other, share)
            yield cross(about, family, list(rows.items()), by_both)


def _sorted(codes: Iterable[str], names: Mapping[str, str]) -> dict[str, str]:
    named = {code: names.get(code, code) for code in codes}
    return dict(sorted(named.items(), key=lambda item: (not item[0], item[1])))


def _band(row: Placed) -> str:
    return "" if row.decile is None else str((row.decile + 1) // 2)


def _equality(period: Period) -> tuple[Table, ...]:
    return tuple(
        one_way(f"asked-{place}", asked.question, "Answers", asked.answers)
        for place, asked in enumerate(counting.answers(period.first, period.after))
    )
