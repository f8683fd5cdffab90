"""Does an import twice change nothing, and does it keep what it must?"""

from dataclasses import replace
from datetime import timedelta

import pytest
from wagtail.models import Revision

from core import clock
from directory.actions.checks import mark_checked
from directory.actions.imports import take
from directory.actions.taxonomy import load_taxonomy
from directory.enums import CheckedBy
from directory.importers import clubs, libraries, nhs
from directory.indexing import documents_for
from directory.models import Location, Service, ServiceCheck, SourceRecord
from directory.selectors import cards
from directory.selectors.calls import Call, calls
from tests.factories.directory import locales

pytestmark = pytest.mark.django_db
SOURCES = (libraries, nhs, clubs)


@pytest.fixture
def headings() -> None:
    locales()
    load_taxonomy()


def import_all() -> list[object]:
    return [take(source=one.SOURCE, listings=one.listings(), now=clock.now()) for one in SOURCES]


def test_a_second_run_changes_nothing(headings: None) -> None:
    import_all()
    before = sorted(Service.objects.values_list("pk", "short_code", "translation_key"))
    places, revisions = Location.objects.count(), Revision.objects.count()
    again = import_all()
    assert [(one.created, one.changed) for one in again] == [(0, 0)] * 3  # type: ignore[attr-defined]  # counts
    assert sorted(Service.objects.values_list("pk", "short_code", "translation_key")) == before
    assert (Location.objects.count(), Revision.objects.count()) == (places, revisions)


def test_source_licence_and_date_stay_with_the_listing(headings: None) -> None:
    import_all()
    record = SourceRecord.objects.filter(source="nhs").select_related("service").first()
    assert record is not None
    card = cards([record.service.public_id], "ur")[record.service.public_id]
    assert card.sources[0].licence == "Open Government Licence v3.0"
    assert card.sources[0].as_of is not None
    assert (card.origin, card.checked_by) == ("source", "source")


def test_old_opening_hours_are_kept_and_never_current(headings: None) -> None:
    take(source=libraries.SOURCE, listings=libraries.listings(), now=clock.now())
    service = Service.objects.get(name="Belgrave Library")
    card = cards([service.public_id], "en")[service.public_id]
    assert card.has_opening_hours()
    assert card.current_sessions(clock.today()) == ()
    assert card.dates == ()
    (document,) = documents_for([service.public_id])
    assert (document.sessions, document.dates) == ((), ())


def test_a_listing_with_neither_place_nor_contact_is_found_by_name_only(headings: None) -> None:
    take(source=clubs.SOURCE, listings=clubs.listings(), now=clock.now())
    bare = Service.objects.get(name="AFC Andrews")
    placed = Service.objects.get(name="Cosby Cricket Club")
    by_id = {one.public_id: one for one in documents_for([bare.public_id, placed.public_id])}
    assert by_id[bare.public_id].name_only
    assert not by_id[placed.public_id].name_only


def test_a_record_that_changed_is_written_over_live_and_in_the_waiting_draft(
    headings: None,
) -> None:
    rows = list(nhs.listings())
    take(source=nhs.SOURCE, listings=rows, now=clock.now())
    service = SourceRecord.objects.get(external_id=rows[0].external_id).service
    service.summary = "Words of an editor"
    service.save_revision()
    moved = [replace(rows[0], contacts=(("phone", "0116 496 0001"),)), *rows[1:]]
    counts = take(source=nhs.SOURCE, listings=moved, now=clock.now())
    assert (counts.created, counts.changed) == (0, 1)
    live = Service.objects.get(pk=service.pk)
    assert [row.value for row in live.contacts.all()] == ["0116 496 0001"]
    draft = live.latest_revision.as_object()
    assert [row.value for row in draft.contacts.all()] == ["0116 496 0001"]


def test_practices_in_one_building_share_a_place(headings: None) -> None:
    take(source=nhs.SOURCE, listings=nhs.listings(), now=clock.now())
    building = Location.objects.get(name="Belgrave Health Centre")
    assert building.services.count() >= 2


def test_a_place_learns_how_it_is_reached_and_keeps_what_an_editor_wrote(headings: None) -> None:
    rows = [row for row in libraries.listings() if row.place is not None][:2]
    bare = [replace(row, place=replace(row.place, email="")) for row in rows if row.place]
    take(source=libraries.SOURCE, listings=bare, now=clock.now())
    services = [SourceRecord.objects.get(external_id=row.external_id).service for row in rows]
    first, second = (row.location for row in services)
    assert first is not None
    assert second is not None
    assert (first.email, second.email) == ("", "")
    Location.objects.filter(pk=second.pk).update(phone="0116 496 0002")
    changed = [replace(row, summary="Books") for row in rows]
    take(source=libraries.SOURCE, listings=changed, now=clock.now())
    first.refresh_from_db()
    second.refresh_from_db()
    assert first.email == rows[0].place.email  # type: ignore[union-attr]  # chosen so
    assert (second.phone, second.email) == ("0116 496 0002", "")


def test_what_a_person_checked_since_is_not_made_older_by_a_run(headings: None) -> None:
    (row, *_) = libraries.listings()
    take(source=libraries.SOURCE, listings=[row], now=clock.now())
    service = Service.objects.get()
    mark_checked(service=service, by=None, whom=CheckedBy.COUNCIL, now=clock.now())
    take(source=libraries.SOURCE, listings=[replace(row, summary="New words")], now=clock.now())
    assert ServiceCheck.objects.get().checked_on == clock.today()
    newer = clock.today() + timedelta(days=1)
    take(source=libraries.SOURCE, listings=[replace(row, as_of=newer)], now=clock.now())
    check = ServiceCheck.objects.get()
    assert (check.checked_on, check.checked_by) == (newer, CheckedBy.SOURCE)


def test_what_has_left_its_source_comes_to_the_call_list_until_a_person_has_looked(
    headings: None,
) -> None:
    (first, second, *_) = libraries.listings()
    fresh = [replace(one, as_of=clock.today()) for one in (first, second)]
    take(source=libraries.SOURCE, listings=fresh, now=clock.now())
    assert not calls(Call.SOURCE, clock.today()).exists()
    assert take(source=libraries.SOURCE, listings=fresh[:1], now=clock.now()).gone == 1
    (left,) = calls(Call.SOURCE, clock.today())
    assert left.name == second.name
    assert left.live
    mark_checked(service=left, by=None, whom=CheckedBy.COUNCIL, now=clock.now())
    take(source=libraries.SOURCE, listings=fresh[:1], now=clock.now())
    assert not calls(Call.SOURCE, clock.today()).exists()
