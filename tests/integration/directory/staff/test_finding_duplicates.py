"""Are likely duplicates found, once, and is what somebody said of them remembered?"""

from typing import Any

import pytest
from django.core.management import call_command
from django_tasks_db.models import DBTaskResult

from core import clock
from core.tasks import schedules
from directory.actions.duplicate_jobs import check_listings, look_for_duplicates
from directory.actions.duplicates import ask_for_duplicates, check_one, decide, find_duplicates
from directory.actions.listings import publish
from directory.enums import Status
from directory.models import Contact, DuplicatePair, DuplicateSearch, Organisation, Service
from directory.selectors.duplicates import alike, faces, open_pairs
from directory.staff_enums import PairState
from tests.factories.directory import locales, make_listing, make_place, make_translation

pytestmark = pytest.mark.django_db


def look() -> DuplicateSearch:
    search = DuplicateSearch.objects.create(asked_at=clock.now())
    find_duplicates(search=search, now=clock.now())
    return search


@pytest.fixture
def tea() -> Service:
    return make_listing(name="Tea and a chat")


@pytest.fixture
def twin(tea: Service) -> Service:
    return make_listing(name="Tea & chat", location=tea.location)


def test_a_pass_writes_each_pair_down_once_with_its_reasons(tea: Service, twin: Service) -> None:
    make_listing(name="Knit and natter", location=tea.location)
    make_translation(tea, "gu", name="Tea & chat")
    for _ in range(2):
        search = look()
    pair = DuplicatePair.objects.get()
    assert (pair.first, pair.second) == (tea, twin)
    assert "The same place" in pair.said()
    assert "The same telephone number" in pair.said()
    assert (search.found, search.percent, search.listings) == (1, 100, 3)
    assert search.scored >= 1


def test_the_charity_number_of_the_group_counts(tea: Service) -> None:
    groups = [
        Organisation.objects.create(
            name=f"Group {number}", charity_number="1012345", locale=locales()["en"]
        )
        for number in range(2)
    ]
    for group in groups:
        make_listing(name="Stroke survivors choir", organisation=group, location=None)
    look()
    assert "The same charity number" in open_pairs()[0].said()


def test_telephone_numbers_are_the_same_however_they_are_written(tea: Service) -> None:
    tea.contacts.update(value="+44 116 496-0123")
    face, other = faces(Service.objects.filter(pk__in=[tea.pk, make_listing().pk]))
    assert face.phones == other.phones


def test_not_the_same_is_never_asked_again(tea: Service, twin: Service, editor_user: Any) -> None:
    look()
    decide(one=twin, other=tea, by=editor_user, now=clock.now())
    look()
    check_one(service=tea, now=clock.now())
    pair = DuplicatePair.objects.get()
    assert (pair.state, pair.decided_by) == (PairState.DIFFERENT, editor_user)
    assert not open_pairs()
    assert not alike(faces(Service.objects.filter(pk=tea.pk))[0])


def test_a_pair_that_is_no_longer_alike_goes(tea: Service, twin: Service) -> None:
    look()
    Service.objects.filter(pk=twin.pk).update(name="Badminton")
    look()
    assert not DuplicatePair.objects.exists()


def test_what_was_put_away_is_not_compared(tea: Service, twin: Service) -> None:
    look()
    Service.objects.filter(pk=twin.pk).update(status=Status.ARCHIVED)
    assert not open_pairs()
    look()
    assert not DuplicatePair.objects.exists()


def test_one_listing_finds_what_the_whole_pass_finds(tea: Service, twin: Service) -> None:
    make_listing(name="Chat and tea", location=None, outcode="LE4")
    make_listing(name="Tea chat elsewhere", location=make_place(postcode="LE2 1AA"))
    look()
    whole = {(pair.first_id, pair.second_id) for pair in open_pairs()}
    DuplicatePair.objects.all().delete()
    for service in Service.objects.all():
        check_one(service=service, now=clock.now())
    assert {(pair.first_id, pair.second_id) for pair in open_pairs()} == whole
    assert len(whole) >= 2


def test_a_hall_that_was_written_down_twice_is_known_by_its_number() -> None:
    one = make_listing(name="Chess club", location=make_place(phone="0116 496 0611"))
    again = make_place(name="Marigold Community Hall", postcode="", phone="+44 116 4960611")
    other = make_listing(name="Chess club", location=again)
    Contact.objects.all().delete()
    (face,) = faces(Service.objects.filter(pk=one.pk))
    (found,) = alike(face)
    assert found.service == other
    assert "place_phone" in found.likeness.reasons


def test_the_search_for_one_costs_the_same_however_many_there_are(
    tea: Service, django_assert_num_queries: Any
) -> None:
    (face,) = faces(Service.objects.filter(pk=tea.pk))
    for _ in range(5):
        make_listing(location=tea.location)
    with django_assert_num_queries(8):
        assert len(alike(face)) == 5


def test_publishing_has_the_worker_compare(
    tea: Service, twin: Service, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        twin.save_revision()
        publish(service=twin, by=None, now=clock.now())
    asked = [row.args_kwargs["kwargs"] for row in DBTaskResult.objects.all()]
    assert {"services": [twin.pk]} in [one["arguments"] for one in asked]
    check_listings(services=[twin.pk])
    assert open_pairs().count() == 1


def test_asking_twice_looks_once(tea: Service, twin: Service) -> None:
    search = ask_for_duplicates(by=None, now=clock.now())
    assert ask_for_duplicates(by=None, now=clock.now()) == search
    look_for_duplicates(search=search.pk)
    look_for_duplicates(search=search.pk)
    search.refresh_from_db()
    assert search.finished_at is not None
    assert ask_for_duplicates(by=None, now=clock.now()) != search


def test_the_worker_looks_by_itself_and_a_command_does(
    tea: Service, twin: Service, capsys: Any
) -> None:
    schedules.registered()["directory.duplicates"].function(now=clock.now())
    assert open_pairs().count() == 1
    call_command("find_duplicates")
    assert "1 likely duplicates to look at" in capsys.readouterr().out
