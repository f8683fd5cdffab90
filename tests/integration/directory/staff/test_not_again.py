"""Is what must not be listed again kept out by imports, and can that be lifted?"""

from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from core import clock
from core.models import AuditEvent
from directory.actions.imports import take
from directory.actions.not_again import lift, never_list_again
from directory.actions.taxonomy import load_taxonomy
from directory.enums import Status
from directory.models import NotListedAgain, Service, SourceRecord
from directory.selectors import card_by_short_code
from directory.selectors.not_again import marks
from directory.types import OutsideListing, OutsidePlace, OutsideSource
from tests.factories.directory import locales, make_listing
from tests.fixtures.members import member_of

pytestmark = pytest.mark.django_db
SOURCE = OutsideSource(key="made", name="Made up", licence="none")
OTHER = OutsideSource(key="other", name="Another", licence="none")
PLACE = OutsidePlace("Rose Hall", "1 Orchard Street", "LE4 5QX")
CHOIR = OutsideListing("1", "activity", "Belgrave Choir", None, place=PLACE)
LIST = "/admin/not-again/"


@pytest.fixture
def choir(db: None) -> Service:
    locales()
    load_taxonomy()
    assert run(CHOIR).created == 1
    return Service.objects.get(name="Belgrave Choir")


def run(*rows: OutsideListing, source: OutsideSource = SOURCE) -> Any:
    return take(source=source, listings=rows, now=clock.now())


def taken_away(service: Service, reason: str = "It never took place.", by: Any = None) -> None:
    never_list_again(service=service, reason=reason, by=by, now=clock.now())


def test_it_leaves_the_site_and_the_record_does_not_come_back(choir: Service) -> None:
    taken_away(choir)
    assert card_by_short_code(choir.short_code, "en") is None
    again = run(replace(CHOIR, summary="Sing with us"))
    assert (again.created, again.changed, again.passed_over) == (0, 0, 1)
    row = Service.objects.get()
    assert (row.live, row.status, row.summary) == (False, Status.ARCHIVED, "")


def test_it_does_not_come_back_after_the_listing_was_deleted(choir: Service) -> None:
    taken_away(choir)
    choir.delete()
    assert not SourceRecord.objects.exists()
    assert run(CHOIR).passed_over == 1
    assert not Service.objects.exists()


@pytest.mark.parametrize("name", ["Belgrave Choir", "The choir (Belgrave)", "BELGRAVE CHOIR GROUP"])
def test_the_same_name_in_the_same_area_does_not_come_from_elsewhere(
    choir: Service, name: str
) -> None:
    taken_away(choir)
    same = replace(CHOIR, external_id="77", name=name)
    assert run(same, source=OTHER).passed_over == 1
    assert Service.objects.count() == 1


def test_the_same_name_in_another_area_and_other_names_come(choir: Service) -> None:
    taken_away(choir)
    far = replace(CHOIR, external_id="2", place=replace(PLACE, postcode="LE2 1AA"))
    assert run(far, replace(CHOIR, external_id="3", name="Chess"), source=OTHER).created == 2


def test_what_is_listed_already_under_that_name_is_kept_fresh(choir: Service) -> None:
    twin = replace(CHOIR, external_id="2")
    run(CHOIR, twin)
    taken_away(choir)
    counts = run(CHOIR, replace(twin, summary="Sing with us"))
    assert (counts.passed_over, counts.changed) == (1, 1)


def test_a_common_name_without_a_place_keeps_out_its_record_alone(choir: Service) -> None:
    bare = OutsideListing("5", "activity", "Yoga", None)
    run(bare)
    taken_away(Service.objects.get(name="Yoga"))
    assert run(replace(bare, external_id="6"), source=OTHER).created == 1
    assert run(bare).passed_over == 1


def test_a_draft_that_waits_does_not_bring_it_back(choir: Service) -> None:
    revision = choir.save_revision()
    taken_away(choir)
    revision.refresh_from_db()
    revision.publish()
    assert card_by_short_code(choir.short_code, "en") is None


def test_lifting_lets_it_be_listed_again(choir: Service, editor_user: Any) -> None:
    taken_away(choir, by=editor_user)
    taken_away(choir, by=editor_user)
    mark = marks().get()
    assert (mark.reason, mark.by) == ("It never took place.", editor_user)
    lift(mark=mark, by=editor_user, now=clock.now())
    assert not NotListedAgain.objects.exists()
    assert run(replace(CHOIR, external_id="77"), source=OTHER).created == 1
    verbs = set(AuditEvent.objects.values_list("verb", flat=True))
    assert {"listing.not_listed_again", "listing.may_be_listed_again"} <= verbs


def test_an_editor_takes_away_with_a_reason_and_lifts_it(
    editor: Client, choir: Service, django_assert_max_num_queries: Any
) -> None:
    where = reverse("directory_never_again", args=[choir.pk])
    assert "Belgrave Choir" in editor.get(where).content.decode()
    page = editor.post(where, {"reason": " "}).content.decode()
    assert "Write why" in page
    page = editor.post(where, {"reason": "x" * 301}).content.decode()
    assert "x" * 301 in page
    assert not NotListedAgain.objects.exists()
    page = editor.post(where, {"reason": "<i>Never</i> took place"}, follow=True).content.decode()
    assert "&lt;i&gt;Never" in page
    assert "1 record of a source" in page
    with django_assert_max_num_queries(100) as few:
        editor.get(LIST)
    for number in range(5):
        taken_away(make_listing(name=f"Number {number}"))
    with django_assert_max_num_queries(len(few)):
        editor.get(LIST)
    mark = marks().get(name="Belgrave Choir")
    page = editor.post(LIST, {"lift": mark.pk}, follow=True).content.decode()
    assert "may be listed again" in page
    assert marks().count() == 5
    for wrong in ("", "x", "9" * 30, str(mark.pk)):
        page = editor.post(LIST, {"lift": wrong}, follow=True).content.decode()
        assert "lifted already" in page


def test_nobody_else_may_take_away_or_lift(
    client: Client, choir: Service, django_user_model: Any
) -> None:
    taken_away(choir)
    client.force_login(member_of(Role.TRANSLATOR, django_user_model))
    where = reverse("directory_never_again", args=[choir.pk])
    for answer in (
        client.get(where),
        client.post(where, {"reason": "no"}),
        client.post(LIST, {"lift": marks().get().pk}),
    ):
        assert answer.status_code in (302, 403)
    assert marks().get().reason == "It never took place."
