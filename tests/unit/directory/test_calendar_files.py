"""Does a calendar file say the same dates as our own pages?"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from directory.rules.calendar_entries import Entry
from directory.rules.calendar_files import calendar_file
from directory.rules.calendars import calendar_from
from directory.rules.recurrence import (
    DAYS,
    LONDON,
    DateOff,
    Occurrence,
    Rule,
    Session,
    occurrences,
)

TODAY = date(2026, 3, 2)
AHEAD = timedelta(days=300)
SCHOOL = calendar_from(
    [
        (date(2026, 1, 5), date(2026, 2, 13)),
        (date(2026, 2, 23), date(2026, 3, 27)),
        (date(2026, 4, 13), date(2026, 5, 22)),
        (date(2026, 6, 1), date(2026, 7, 21)),
    ],
    [date(2026, 4, 3), date(2026, 4, 6), date(2026, 5, 4), date(2026, 8, 31), date(2026, 12, 25)],
)
CHANGED = datetime(2026, 2, 1, 9, tzinfo=UTC)


def session(*days: str, **changed: Any) -> Session:
    """Return a pattern on these days from 10 to 12."""
    facts: dict[str, Any] = {
        "starts_on": date(2025, 9, 1),
        "start": time(10),
        "end": time(12),
        **changed,
    }
    nth = facts.pop("nth", ())
    every = facts.pop("every", 1)
    return Session(rule=Rule(days, every, nth), **facts)


def entry(*sessions: Session, off: tuple[DateOff, ...] = (), **changed: Any) -> Entry:
    """Return an offer with these patterns."""
    facts: dict[str, Any] = {
        "public_id": "7d9f0a52-3f0f-4a8e-9c54-0a5a1d1f1a11",
        "changed_at": CHANGED,
        "title": "Tea and a chat",
        "cancelled_title": "Cancelled: Tea and a chat",
        "about": "Tea, biscuits; and talk",
        "where": "Marigold Hall, Leicester",
        "url": "https://example.org/en/directory/tea-bcdfghj/",
        "language": "en",
        **changed,
    }
    return Entry(sessions=sessions, dates_off=off, **facts)


def parsed(*entries: Entry, today: date = TODAY) -> list[Any]:
    """Return the events of the file, read back from its bytes."""
    content = calendar_file(entries, name="Tea", school=SCHOOL, today=today)
    return list(Calendar.from_ical(content).walk("VEVENT"))


def told(events: list[Any], first: date, last: date) -> list[datetime]:
    """Return the moments at which a calendar program shows a session that takes place."""
    found: set[datetime] = set()
    for event in events:
        if "RECURRENCE-ID" not in event:
            found |= set(_expanded(event, first, last))
    gone = {one["RECURRENCE-ID"].dt for one in events if "RECURRENCE-ID" in one}
    return sorted(found - gone)


def _expanded(event: Any, first: date, last: date) -> Iterator[datetime]:
    start = event["DTSTART"].dt
    rule = event["RRULE"].to_ical().decode()
    off = event.get("EXDATE", [])
    skipped = {
        one.dt
        for line in (off if isinstance(off, list) else [off])
        for one in getattr(line, "dts", [])
    }
    naive = start.replace(tzinfo=None)
    head, _, until = rule.partition("UNTIL=")
    end = None
    if until:
        stamp, _, tail = until.partition(";")
        rule = ";".join(part for part in (head.strip(";"), tail) if part)
        moment = datetime.strptime(stamp, "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        end = moment.astimezone(LONDON).replace(tzinfo=None)
    for moment in rrulestr(rule, dtstart=naive).xafter(naive, inc=True):
        if moment.date() > last or (end is not None and moment > end):
            return
        whole = moment.replace(tzinfo=LONDON)
        if moment.date() >= first and whole not in skipped:
            yield whole


def ours(sessions: tuple[Session, ...], off: tuple[DateOff, ...] = ()) -> list[datetime]:
    """Return the moments that our own pages give."""
    found = occurrences(sessions, off, SCHOOL, TODAY, TODAY + AHEAD)
    return sorted({one.starts_at for one in found})


@pytest.mark.parametrize(
    "pattern",
    [
        session("tue"),
        session("sat", "sun"),
        session("mon", "thu", every=2),
        session("wed", every=3, ends_on=date(2026, 6, 30)),
        session("tue", nth=(1, 3)),
        session("fri", nth=(-1,)),
        session("sat", nth=(5,)),
        session("mon", bank_holidays=True),
        session("tue", term_time=True),
        session("sat", term_time=True),
        session("mon", "fri", term_time=True, every=2),
        session("tue", starts_on=date(2026, 9, 8)),
        session("tue", starts_on=date(2027, 1, 5)),
        session("fri", start=time(22), end=time(1)),
        session("sun", start=time(1, 30), end=time(2, 30)),
    ],
)
def test_the_dates_are_those_of_our_own_pages_across_both_clock_changes(pattern: Session) -> None:
    off = (
        DateOff(date(2026, 3, 31), None, "cancelled"),
        DateOff(date(2026, 4, 14), None, "off"),
        DateOff(date(2026, 4, 21), None, "place_closed"),
        DateOff(date(2026, 4, 28), time(10), "off"),
        DateOff(date(2026, 5, 5), time(15), "off"),
        DateOff(date(2026, 10, 24), None, "cancelled"),
    )
    events = parsed(entry(pattern, off=off))
    assert told(events, TODAY, TODAY + AHEAD) == ours((pattern,), off)


@given(
    days=st.sets(st.sampled_from(DAYS), min_size=1),
    every=st.integers(1, 4),
    nth=st.sets(st.sampled_from((1, 2, 3, 4, 5, -1))),
    starts=st.dates(date(2024, 1, 1), date(2026, 9, 1)),
    length=st.none() | st.integers(0, 500),
    start=st.times().map(lambda one: one.replace(second=0, microsecond=0)),
    flags=st.tuples(st.booleans(), st.booleans()),
    off=st.lists(
        st.builds(
            DateOff,
            st.dates(date(2026, 1, 1), date(2026, 12, 31)),
            st.none(),
            st.sampled_from(("off", "cancelled", "place_closed")),
        ),
        max_size=6,
    ),
)
def test_any_pattern_gives_the_dates_of_our_own_pages(  # one for each fact
    days: set[str],
    every: int,
    nth: set[int],
    starts: date,
    length: int | None,
    start: time,
    flags: tuple[bool, bool],
    off: list[DateOff],
) -> None:
    pattern = Session(
        rule=Rule(tuple(days), 1 if nth else every, tuple(nth)),
        starts_on=starts,
        ends_on=None if length is None else starts + timedelta(days=length),
        start=start,
        end=time((start.hour + 1) % 24, start.minute),
        term_time=flags[0],
        bank_holidays=flags[1],
    )
    events = parsed(entry(pattern, off=tuple(off)))
    assert told(events, TODAY, TODAY + AHEAD) == ours((pattern,), tuple(off))


def test_a_cancelled_date_stays_and_says_so_and_a_break_is_left_out() -> None:
    off = (
        DateOff(date(2026, 3, 10), None, "cancelled"),
        DateOff(date(2026, 3, 17), None, "off"),
        DateOff(date(2026, 3, 24), time(10), "place_closed"),
    )
    series, *cancelled = parsed(entry(session("tue"), off=off))
    assert series["STATUS"] == "CONFIRMED"
    assert {one["RECURRENCE-ID"].dt.date() for one in cancelled} == {off[0].on, off[2].on}
    assert {str(one["STATUS"]) for one in cancelled} == {"CANCELLED"}
    assert {str(one["SUMMARY"]) for one in cancelled} == {"Cancelled: Tea and a chat"}
    assert {str(one["UID"]) for one in cancelled} == {str(series["UID"])}
    assert date(2026, 3, 17) in {one.dt.date() for one in series["EXDATE"].dts}


def test_a_session_keeps_its_identity_when_its_time_changes() -> None:
    before = parsed(entry(session("tue")))[0]
    later = CHANGED + timedelta(hours=1)
    after = parsed(entry(session("wed", start=time(14), end=time(15)), changed_at=later))[0]
    assert before["UID"] == after["UID"]
    assert int(after["SEQUENCE"]) > int(before["SEQUENCE"])
    assert after["DTSTAMP"].dt == later


def test_the_file_has_london_and_no_opening_hours() -> None:
    hours = session("mon", "tue", kind="opening")
    content = calendar_file([entry(hours)], name="Tea", school=SCHOOL, today=TODAY)
    file = Calendar.from_ical(content)
    assert [zone["TZID"] for zone in file.walk("VTIMEZONE")] == ["Europe/London"]
    assert not list(file.walk("VEVENT"))
    assert b"DTSTART;TZID=Europe/London:" in calendar_file(
        [entry(session("tue"))], name="Tea", school=SCHOOL, today=TODAY
    )


def test_a_pattern_in_term_time_ends_with_the_last_known_term() -> None:
    (series,) = parsed(entry(session("tue", term_time=True)))
    assert series["RRULE"]["UNTIL"][0].date() == date(2026, 7, 21)
    gone = session("tue", term_time=True, starts_on=date(2026, 9, 1))
    assert not parsed(entry(gone))


def test_of_a_closed_offer_every_session_is_cancelled() -> None:
    (series,) = parsed(entry(session("tue"), is_cancelled=True))
    assert series["STATUS"] == "CANCELLED"
    assert str(series["SUMMARY"]).startswith("Cancelled:")


def test_texts_say_their_language_and_cannot_break_a_line() -> None:
    (event,) = parsed(entry(session("tue"), title="چائے\r\nBEGIN:VEVENT; a,b", language="ur"))
    assert event["SUMMARY"].params["LANGUAGE"] == "ur"
    assert "BEGIN:VEVENT" in str(event["SUMMARY"])
    ends = Occurrence(date(2026, 3, 3), time(10), time(12)).ends_at
    assert event["DTEND"].dt.timetz().hour == ends.hour
