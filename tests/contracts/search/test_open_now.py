"""Does every engine know what is on at a moment, and count what is on soon?"""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from core.clock import LONDON
from search.query import Near, Sort
from tests.contracts.search.conftest import Index
from tests.factories.search_documents import TODAY
from tests.factories.search_documents import document as listing

WEDNESDAY = datetime(2026, 11, 25, 10, 30, tzinfo=LONDON)


def span(start: str, end: str, day: date = TODAY) -> tuple[datetime, datetime]:
    """Return a span on one day in London; an end before the start is on the next day."""
    first = datetime.fromisoformat(f"{day} {start}").replace(tzinfo=LONDON)
    last = datetime.fromisoformat(f"{day} {end}").replace(tzinfo=LONDON)
    return first, last if last > first else last + timedelta(days=1)


def at(clock: str, day: date = TODAY) -> datetime:
    """Return a moment in London."""
    return datetime.fromisoformat(f"{day} {clock}").replace(tzinfo=LONDON)


def test_open_holds_from_the_first_minute_until_just_before_the_last(index: Index) -> None:
    index.fill(
        listing("tea", open_spans=(span("10:00", "12:00"),)),
        listing("shop", open_spans=(span("08:07", "09:41"), span("13:00", "18:30"))),
        listing("shut"),
    )
    assert index.ids(open_at=at("09:59")) == []
    assert index.ids(open_at=at("10:00")) == ["tea"]
    assert index.ids(open_at=at("11:59")) == ["tea"]
    assert index.ids(open_at=at("12:00")) == []
    assert index.ids(open_at=at("08:06")) == []
    assert index.ids(open_at=at("08:07")) == index.ids(open_at=at("09:40")) == ["shop"]
    assert index.ids(open_at=at("09:41")) == []
    assert index.ids(open_at=at("18:29")) == ["shop"]


def test_open_past_midnight(index: Index) -> None:
    index.fill(listing("night", open_spans=(span("22:00", "02:00"),)))
    assert index.ids(open_at=at("23:59")) == ["night"]
    assert index.ids(open_at=at("01:59", TODAY + timedelta(days=1))) == ["night"]
    assert index.ids(open_at=at("02:00", TODAY + timedelta(days=1))) == []


@pytest.mark.parametrize("day", [date(2026, 3, 28), date(2026, 10, 24)])
def test_open_in_the_night_in_which_the_clocks_change(index: Index, day: date) -> None:
    index.fill(listing("night", open_spans=(span("22:00", "06:00", day),)))
    sunday = day + timedelta(days=1)
    assert index.ids(open_at=at("05:59", sunday)) == ["night"]
    assert index.ids(open_at=at("06:00", sunday)) == []


def test_open_holds_with_words_place_and_other_filters(index: Index) -> None:
    here: dict[str, Any] = {"lat": 52.63, "lon": -1.13, "open_spans": (span("10:00", "12:00"),)}
    index.fill(
        listing("near", "Knitting", free=True, **here),
        listing("dear", "Knitting", free=False, lowest_pence=900, **here),
        listing("later", "Knitting", free=True, lat=52.63, lon=-1.13),
    )
    near = Near(52.63, -1.13, "LE1", within_miles=1.0)
    assert index.ids("knitting", open_at=WEDNESDAY, near=near, free=True) == ["near"]
    assert set(index.ids("knitting", open_at=WEDNESDAY)) == {"near", "dear"}
    assert set(index.ids(open_at=WEDNESDAY, sort=Sort.SOONEST)) == {"near", "dear"}


def test_the_starts_are_counted_with_the_other_filters_and_without_their_own(
    index: Index,
) -> None:
    friday = TODAY + timedelta(days=2)
    index.fill(
        listing("now", free=True, dates=(TODAY,), open_spans=(span("10:00", "12:00"),)),
        listing("today", free=True, dates=(TODAY, friday)),
        listing("tomorrow", free=False, lowest_pence=300, dates=(TODAY + timedelta(days=1),)),
        listing("saturday", free=True, dates=(TODAY + timedelta(days=3),)),
        listing("far", free=True, dates=(TODAY + timedelta(days=9),)),
    )
    asked: dict[str, Any] = {"facets": ("starts",), "now": WEDNESDAY}
    everything = {"now": 1, "today": 2, "tomorrow": 1, "weekend": 1, "week": 4}
    assert index.ask(**asked).facets["starts"] == everything
    assert index.ask(starts=(TODAY, TODAY), **asked).facets["starts"] == everything
    assert index.ask(open_at=WEDNESDAY, **asked).facets["starts"] == everything
    free = {"now": 1, "today": 2, "weekend": 1, "week": 3}
    assert index.ask(free=True, **asked).facets["starts"] == free


def test_the_count_of_what_is_on_follows_the_moment(index: Index) -> None:
    index.fill(listing("tea", open_spans=(span("10:00", "12:00"),)))
    for clock, number in (("09:00", None), ("11:00", 1), ("12:00", None)):
        found = index.ask(facets=("starts", "day"), now=at(clock)).facets["starts"]
        assert found.get("now") == number
    assert "now" not in index.ask(facets=("starts",)).facets["starts"]


def test_other_counts_are_of_what_is_on(index: Index) -> None:
    index.fill(
        listing("tea", spoken=("gu",), open_spans=(span("10:00", "12:00"),)),
        listing("shut", spoken=("gu",)),
    )
    found = index.ask(open_at=WEDNESDAY, facets=("language",)).facets
    assert found["language"] == {"gu": 1}


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2026, 11, 25), date(2026, 11, 28), date(2026, 11, 29)),
        (date(2026, 11, 28), date(2026, 11, 28), date(2026, 11, 29)),
        (date(2026, 11, 29), date(2026, 11, 29), date(2026, 11, 29)),
    ],
)
def test_the_weekend_is_what_is_left_of_it(
    index: Index, day: date, first: date, last: date
) -> None:
    index.fill(*(listing(str(n), dates=(day + timedelta(days=n),)) for n in range(8)))
    found = index.ask(facets=("starts",), today=day).facets["starts"]
    assert found["weekend"] == (last - first).days + 1
