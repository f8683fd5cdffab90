"""Are searches counted without a person, at no cost to the searcher?"""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import IntegrityError
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from core import clock
from search.actions import tally
from search.models import SearchTally
from search.rules.telling import Outcome

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def counting(settings: Settings) -> Iterator[None]:
    """Switch counting on, and drop what waits."""
    settings.WAYMARK_COUNT_SEARCHES = True
    tally.forget_waiting()
    yield
    tally.forget_waiting()


def note(text: str = "walking", ward: str = "", total: int = 0, times: int = 1) -> None:
    """Note a search so many times."""
    for _ in range(times):
        tally.note(text=text, language="en", ward=ward, headings=("walking",), total=total)


def test_noting_a_search_asks_the_database_nothing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        note(ward="E05010458")


def test_words_and_wards_are_counted_apart() -> None:
    note(ward="E05010458", times=2)
    assert tally.write() == 2
    rows = list(SearchTally.objects.values_list("words", "ward", "heading", "count"))
    assert sorted(rows) == [("", "E05010458", "walking", 2), ("walking", "", "", 2)]


def test_a_row_with_words_and_a_ward_cannot_be_written() -> None:
    row = SearchTally(day=clock.today(), language="en", words="walking", ward="E05010458")
    with pytest.raises(IntegrityError):
        row.save()


def test_counts_of_a_day_add_up_over_writes() -> None:
    for _ in range(3):
        note(times=2)
        tally.write()
    assert SearchTally.objects.get().count == 6


def test_words_that_may_be_personal_leave_no_trace() -> None:
    note("0116 496 0123", times=9)
    note("my husband hits me what can i do now", times=9)
    tally.write()
    assert not SearchTally.objects.exists()


def test_nothing_is_counted_when_counting_is_off(settings: Settings) -> None:
    settings.WAYMARK_COUNT_SEARCHES = False
    note(times=5)
    assert tally.write() == 0


def test_words_are_shown_only_when_several_asked() -> None:
    note("bouldering", times=tally.LEAST_TO_SHOW)
    note("hansa sample", times=tally.LEAST_TO_SHOW - 1)
    note("swimming", total=30, times=9)
    tally.write()
    shown = SearchTally.objects.asked(
        since=clock.today(), least=tally.LEAST_TO_SHOW, outcome=Outcome.NOTHING
    )
    assert [(row["words"], row["times"]) for row in shown] == [("bouldering", 3)]


def test_rare_words_are_forgotten_after_two_weeks_and_all_after_a_year() -> None:
    today = clock.today()
    ages = {"rare": 15, "young": 3, "common": 15, "ancient": 500}
    for words, days in ages.items():
        SearchTally.objects.create(
            day=today - timedelta(days=days),
            language="en",
            words=words,
            outcome=Outcome.NOTHING,
            count=1 if words in ("rare", "young") else 9,
        )
    assert tally.tidy(now=clock.now()) == 2
    assert set(SearchTally.objects.values_list("words", flat=True)) == {"young", "common"}
