"""Do dates follow school terms, bank holidays, closed days and the clock, and can staff say so?"""

from datetime import UTC, date, datetime, time
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from accounts.roles import Role
from core.clock import LONDON
from core.models.audit import AuditEvent
from directory.actions.calendar import rebuild_for_calendar
from directory.actions.cards import refresh_all
from directory.actions.closures import close_place
from directory.cards.calendars import school_calendar
from directory.models import CalendarPeriod, Schedule, ScheduleException, Service
from directory.presenters import card_view
from directory.presenters.listings import listing_view
from directory.rules.closures import Closure
from directory.selectors import cards
from tests.factories.directory import make_listing
from tests.fixtures.members import member_of

pytestmark = pytest.mark.django_db


def at(year: int, month: int, day: int, hour: int = 12) -> Any:
    return time_machine.travel(datetime(year, month, day, hour, tzinfo=LONDON), tick=False)


def card(service: Service, language: str = "en") -> Any:
    return cards([service.public_id], language)[service.public_id]


def days(service: Service) -> list[date]:
    return [one.on for one in card(service).dates]


def term_club() -> Service:
    service = make_listing(name="Homework club")
    Schedule.objects.filter(service=service).update(term_time=True)
    return service


def test_the_terms_that_ship_stand_where_editors_can_change_them() -> None:
    assert CalendarPeriod.objects.filter(kind="term", first_day="2026-01-06").exists()
    CalendarPeriod.objects.all().delete()
    assert school_calendar().in_term(date(2026, 1, 6))


def test_next_years_term_gives_dates_that_nobody_could_promise_before() -> None:
    club = term_club()
    with at(2027, 8, 25):
        assert days(club) == []
        CalendarPeriod.objects.create(
            kind="term", name="Autumn", first_day=date(2027, 8, 30), last_day=date(2027, 10, 15)
        )
        rebuild_for_calendar(kind="term")
        assert days(club)[0] == date(2027, 8, 31)
        assert days(club)[-1] == date(2027, 10, 12)


def test_an_extra_closed_day_rests_what_rests_on_bank_holidays() -> None:
    tea, gym = make_listing(), make_listing(name="Gym")
    Schedule.objects.filter(service=gym).update(bank_holidays=True)
    with at(2026, 11, 27):
        refresh_all(now=datetime.now(tz=UTC))
        CalendarPeriod.objects.create(
            kind="closed", name="Mourning", first_day=date(2026, 12, 1), last_day=date(2026, 12, 2)
        )
        assert days(tea)[0] == date(2026, 12, 1)
        assert rebuild_for_calendar(kind="closed") == 1
        assert days(tea)[0] == date(2026, 12, 8)
        assert days(gym)[0] == date(2026, 12, 1)
    assert AuditEvent.objects.filter(verb="calendar.changed").count() == 1


def test_a_bank_holiday_and_the_school_holidays_have_no_dates() -> None:
    tea, club = make_listing(), term_club()
    Schedule.objects.update(rrule="FREQ=WEEKLY;BYDAY=MO;WKST=MO")
    with at(2026, 3, 20):
        # 30 March and 6 April are school holidays, 6 April is Easter Monday, 4 May a bank holiday.
        april = [one for one in days(tea) if one < date(2026, 5, 12)]
        assert [one.isoformat()[5:] for one in april] == [
            "03-23", "03-30", "04-13", "04-20", "04-27", "05-11",
        ]  # fmt: skip
        assert [one.isoformat()[5:] for one in days(club)][:3] == ["03-23", "04-13", "04-20"]


def test_the_same_hour_is_kept_when_the_clocks_go_forward_and_back() -> None:
    tea = make_listing()
    Schedule.objects.update(rrule="FREQ=WEEKLY;BYDAY=SU;WKST=MO")
    with at(2026, 3, 21):
        winter, summer = card(tea).dates[:2]
        assert (winter.on, summer.on) == (date(2026, 3, 22), date(2026, 3, 29))
        assert winter.starts_at.astimezone(UTC).hour == 10
        assert summer.starts_at.astimezone(UTC).hour == 9
    with at(2026, 10, 20):
        assert card(tea).dates[0].starts_at.astimezone(UTC).hour == 10


def test_today_is_the_day_in_london_also_in_the_hour_after_midnight_in_summer() -> None:
    tea = make_listing()
    with time_machine.travel(datetime(2026, 6, 29, 23, 30, tzinfo=UTC), tick=False):
        assert card(tea).dates[0].on == date(2026, 6, 30)
        view = card_view(card(tea))
        assert view.face.when.next == "Next: today at 10am"


def test_of_two_sessions_on_a_day_the_one_that_is_off_is_named() -> None:
    tea = make_listing()
    Schedule.objects.create(
        service=tea,
        rrule="FREQ=WEEKLY;BYDAY=TU;WKST=MO",
        starts_on=date(2026, 1, 6),
        start_time=time(14),
        end_time=time(16),
    )
    ScheduleException.objects.create(
        service=tea, on=date(2026, 12, 1), starts_at=time(10), reason="cancelled"
    )
    with at(2026, 11, 27):
        view = listing_view(card(tea), datetime.now(tz=LONDON))
        assert view.next_dates[0] == "Tuesday 1 December, 2pm to 4pm"
        assert view.dates_off == ("Cancelled on Tuesday 1 December at 10am",)
        ScheduleException.objects.update(starts_at=None)
        view = listing_view(card(tea), datetime.now(tz=LONDON))
        assert view.dates_off == ("Cancelled on Tuesday 1 December",)


def test_a_closed_place_cancels_nothing_in_the_school_holidays() -> None:
    club = term_club()
    assert club.location is not None
    with at(2026, 12, 10):
        closed = Closure(date(2026, 12, 14), date(2027, 1, 4), "repairs")
        close_place(place=club.location, closure=closed, by=None, now=datetime.now(tz=UTC))
        off = [one.on for one in card(club).dates_off]
        assert off == [date(2026, 12, 15)]


@pytest.mark.parametrize(
    ("kind", "first", "last", "told"),
    [
        ("term", "2027-01-10", "2027-01-01", "must not be before"),
        ("term", "2028-01-01", "2028-12-31", "longer than 120 days"),
        ("closed", "2028-01-01", "2028-12-31", "longer than 31 days"),
        ("term", "2026-01-10", "2026-02-01", "in another half term"),
    ],
)
def test_days_that_make_no_sense_are_refused(kind: str, first: str, last: str, told: str) -> None:
    period = CalendarPeriod(
        kind=kind, name="X", first_day=date.fromisoformat(first), last_day=date.fromisoformat(last)
    )
    with pytest.raises(ValidationError, match=told):
        period.full_clean()


def test_an_editor_adds_a_term_in_the_admin(client: Client, django_user_model: Any) -> None:
    client.force_login(member_of(Role.EDITOR, django_user_model))
    viewset = CalendarPeriod.snippet_viewset  # type: ignore[attr-defined]
    assert "School terms and closed days" in client.get("/admin/", follow=True).content.decode()
    assert client.get(reverse(viewset.get_url_name("list"))).status_code == 200
    add = reverse(viewset.get_url_name("add"))
    assert "half term" in client.get(add).content.decode()
    typed = {"kind": "term", "name": "Autumn", "first_day": "2027-08-30", "last_day": "2027-10-15"}
    answer = client.post(add, {**typed, "last_day": "2027-08-01"})
    assert "must not be before" in answer.content.decode()
    assert client.post(add, typed).status_code == 302
    assert CalendarPeriod.objects.filter(name="Autumn").exists()


def test_days_that_change_their_kind_are_followed_by_those_of_both_kinds(
    client: Client, django_user_model: Any
) -> None:
    editor = member_of(Role.EDITOR, django_user_model)
    client.force_login(editor)
    period = CalendarPeriod.objects.create(
        kind="term", name="Autumn", first_day=date(2027, 8, 30), last_day=date(2027, 9, 3)
    )
    DBTaskResult.objects.all().delete()
    viewset = CalendarPeriod.snippet_viewset  # type: ignore[attr-defined]  # set by Wagtail
    answer = client.post(
        reverse(viewset.get_url_name("edit"), args=[period.pk]),
        {"kind": "closed", "name": "Rest", "first_day": "2027-08-30", "last_day": "2027-09-03"},
    )
    assert answer.status_code == 302
    asked = [row.args_kwargs["kwargs"]["arguments"] for row in DBTaskResult.objects.all()]
    assert {one["kind"] for one in asked} == {"term", "closed"}
    event = AuditEvent.objects.filter(verb="calendar.changed").latest("pk")
    assert event.actor == f"accounts.user:{editor.pk}"
