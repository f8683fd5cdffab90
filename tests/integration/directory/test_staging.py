"""Does a staged import read, wait, go in and come out again as it is said to?"""

from datetime import timedelta

import pytest

from accounts.models import User
from core import clock
from directory.actions import import_applying, staging
from directory.actions.import_jobs import apply_import, read_import, undo_import
from directory.actions.imports import take, take_part
from directory.actions.not_again import never_list_again
from directory.actions.staging import StagingRefused
from directory.actions.taxonomy import load_taxonomy
from directory.enums import CheckedBy
from directory.importers.file_listings import Choices
from directory.importers.tables import CannotRead
from directory.models import ImportRun, Location, Organisation, Service, ServiceCheck, SourceRecord
from directory.staff_enums import ImportState, RowFate
from directory.types import OutsideListing, OutsideSource
from tests.factories.directory import locales

pytestmark = pytest.mark.django_db
HEAD = "id,name,summary,category,group,postcode,cost,day,start,end,phone\n"
WALK = "7,Made-up walk,A slow walk.,Walking,Made-up walkers,LE4 5QD,£2.50,Tuesday,10:00,11:00,\n"
CHOIR = "8,Made-up choir,We sing.,Walking,Made-up singers,LE1 1AA,Free,Friday,18:00,19:00,\n"
SOURCE = OutsideSource("made", "Made up", "none")


@pytest.fixture(autouse=True)
def headings(db: None) -> None:
    locales()
    load_taxonomy()


def staged(text: str = HEAD + WALK + CHOIR, choices: Choices | None = None) -> ImportRun:
    run = staging.stage(
        content=text.encode(),
        came_from="list.csv",
        source=SOURCE,
        choices=choices or Choices({}),
        by=None,
        now=clock.now(),
    )
    read_import(run.pk)
    run.refresh_from_db()
    return run


def applied(run: ImportRun, *, over_edits: bool = False) -> ImportRun:
    staging.take_in(run=run, by=None, now=clock.now(), over_edits=over_edits)
    apply_import(run.pk)
    run.refresh_from_db()
    return run


def undone(run: ImportRun) -> ImportRun:
    staging.take_back(run=run, by=None, now=clock.now())
    undo_import(run.pk)
    run.refresh_from_db()
    return run


def fate_of(run: ImportRun) -> dict[str, str]:
    return {row.name: row.fate for row in run.rows.all()}


def test_reading_lists_nothing_and_says_what_each_row_would_become() -> None:
    take(source=SOURCE, listings=[OutsideListing("9", "activity", "Same", None)], now=clock.now())
    run = staged(HEAD + WALK + "10,,No name,,,,,,,,\n")
    assert run.state == ImportState.READY
    assert fate_of(run) == {"Made-up walk": RowFate.NEW, "": RowFate.STOPPED}
    row = run.rows.get(number=2)
    assert ["When", "Tuesday 10:00 to 11:00"] in row.said
    assert ["Cost", "£2.50"] in row.said
    assert run.samples["name"] == ["Made-up walk", ""]
    assert Service.objects.count() == 1


def test_taking_in_makes_listings_that_are_found_and_a_second_time_changes_nothing() -> None:
    run = applied(staged())
    assert run.state == ImportState.APPLIED
    assert (run.counts["created"], run.counts["changed"]) == (2, 0)
    assert run.content is None
    walk = Service.objects.get(name="Made-up walk")
    assert walk.cards.exists()
    again = staged()
    assert fate_of(again) == {"Made-up walk": RowFate.SAME, "Made-up choir": RowFate.SAME}
    applied(again)
    assert (again.counts["created"], again.counts["unchanged"]) == (0, 2)
    assert Service.objects.count() == 2


def test_rows_that_are_left_out_are_not_taken_in() -> None:
    run = staged()
    choir = run.rows.get(name="Made-up choir")
    staging.leave_out(run=run, keys=[choir.pk], out=True, now=clock.now())
    applied(run)
    assert [one.name for one in Service.objects.all()] == ["Made-up walk"]
    assert run.counts["left_out"] == 1


def test_a_changed_row_names_its_fields_and_those_that_were_edited_here() -> None:
    applied(staged())
    Service.objects.filter(name="Made-up walk").update(summary="Edited here.")
    new = WALK.replace("A slow walk.", "A fast walk.").replace("Tuesday", "Monday")
    run = staged(HEAD + new + CHOIR)
    row = run.rows.get(name="Made-up walk")
    assert row.fate == RowFate.CHANGED
    assert (set(row.changes), row.edited) == ({"schedules", "summary"}, ["summary"])
    applied(run)
    walk = Service.objects.get(name="Made-up walk")
    assert walk.summary == "Edited here."
    assert [one.rrule for one in walk.schedules.all()] == ["FREQ=WEEKLY;BYDAY=MO;WKST=MO"]
    assert run.counts["kept_edits"] == 1


def test_over_edits_writes_over_what_was_edited_here() -> None:
    applied(staged())
    Service.objects.filter(name="Made-up walk").update(summary="Edited here.")
    applied(staged(HEAD + WALK.replace("slow", "fast") + CHOIR), over_edits=True)
    assert Service.objects.get(name="Made-up walk").summary == "A fast walk."


def test_undoing_takes_away_what_was_made_with_its_places_and_groups() -> None:
    run = undone(applied(staged()))
    assert run.state == ImportState.UNDONE
    assert (run.counts["removed"], run.counts["kept"]) == (2, 0)
    for model in (Service, Location, Organisation, SourceRecord):
        assert not model._default_manager.exists()


def test_undoing_puts_back_what_was_changed_and_the_next_run_sees_the_change_again() -> None:
    applied(staged())
    before = Service.objects.get(name="Made-up walk")
    new = HEAD + WALK.replace("A slow walk.", "A fast walk.").replace("10:00", "12:00") + CHOIR
    run = undone(applied(staged(new)))
    walk = Service.objects.get(pk=before.pk)
    assert walk.summary == "A slow walk."
    assert [f"{one.start_time:%H:%M}" for one in walk.schedules.all()] == ["10:00"]
    assert run.counts["restored"] == 1
    assert walk.cards.filter(language="en", document__icontains="A slow walk.").exists()
    assert fate_of(staged(new))["Made-up walk"] == RowFate.CHANGED


def test_undoing_leaves_what_somebody_has_edited_or_checked_since() -> None:
    run = applied(staged())
    Service.objects.filter(name="Made-up walk").update(summary="Edited here.")
    choir = Service.objects.get(name="Made-up choir")
    ServiceCheck.objects.filter(service=choir).update(checked_by=CheckedBy.COUNCIL)
    undone(run)
    assert Service.objects.count() == 2
    assert run.counts["kept"] == 2


def test_undoing_a_change_keeps_a_field_that_was_edited_since() -> None:
    applied(staged())
    run = applied(staged(HEAD + WALK.replace("slow", "fast").replace("walk,", "stroll,") + CHOIR))
    Service.objects.filter(name="Made-up stroll").update(summary="Edited here.")
    undone(run)
    walk = Service.objects.get(name="Made-up walk")
    assert walk.summary == "Edited here."
    assert run.counts["kept"] == 1
    again = staged(HEAD + WALK.replace("slow", "fast") + CHOIR)
    assert again.rows.get(number=2).edited == ["summary"]


def test_undoing_leaves_a_listing_alone_of_which_the_run_changed_nothing() -> None:
    applied(staged())
    undone(applied(staged()))
    assert Service.objects.count() == 2


def test_what_left_the_source_is_to_be_checked_and_undoing_takes_that_back() -> None:
    applied(staged())
    choir = Service.objects.get(name="Made-up choir")
    later = clock.today() + timedelta(days=90)
    ServiceCheck.objects.filter(service=choir).update(next_check=later)
    run = applied(staged(HEAD + WALK))
    assert run.counts["gone"] == 1
    assert ServiceCheck.objects.get(service=choir).next_check == clock.today()
    undone(run)
    assert ServiceCheck.objects.get(service=choir).next_check == later


def test_an_earlier_import_cannot_be_taken_back_before_the_later_one() -> None:
    first = applied(staged())
    second = applied(staged(HEAD + WALK.replace("slow", "fast") + CHOIR))
    with pytest.raises(StagingRefused):
        staging.take_back(run=first, by=None, now=clock.now())
    undone(second)
    undone(first)
    assert not Service.objects.exists()


def test_what_must_not_come_back_is_passed_over() -> None:
    applied(staged())
    walk = Service.objects.get(name="Made-up walk")
    never_list_again(service=walk, reason="Asked for", by=None, now=clock.now())
    run = staged()
    assert fate_of(run)["Made-up walk"] == RowFate.NEVER
    applied(run)
    assert run.counts["passed_over"] == 1


def test_likely_duplicates_are_named_in_the_directory_and_in_the_file() -> None:
    applied(staged(HEAD + WALK))
    walk = Service.objects.get()
    other = OutsideSource("other", "Other", "none")
    twin = "a1,Made-up walk,Same.,Walking,,LE4 5QD,,Tuesday,10:00,11:00,\n"
    run = staging.stage(
        content=(HEAD + twin + twin.replace("a1", "a2")).encode(),
        came_from="other.csv",
        source=other,
        choices=Choices({}),
        by=None,
        now=clock.now(),
    )
    read_import(run.pk)
    first, second = run.rows.order_by("number")
    assert [one["key"] for one in first.alike] == [walk.pk]
    assert "same_name" in first.alike[0]["reasons"]
    assert {(one["key"], one["row"]) for one in second.alike} == {(walk.pk, None), (None, 2)}


def test_other_columns_are_read_again() -> None:
    run = staged("code,title,words\n1,Made-up walk,Slow.\n")
    assert run.columns["words"] == ""
    choices = Choices({"code": "id", "title": "name", "words": "summary"})
    staging.read_again(run=run, choices=choices, by=None, now=clock.now())
    read_import(run.pk)
    assert ["In short", "Slow."] in run.rows.get().said


def test_one_source_has_one_open_import_at_a_time() -> None:
    run = staged()
    with pytest.raises(StagingRefused) as refused:
        staged()
    assert refused.value.code == "open"
    staging.discard(run=run, by=None, now=clock.now())
    run.refresh_from_db()
    assert (run.state, run.content, run.rows.count()) == (ImportState.DISCARDED, None, 0)
    assert staged().state == ImportState.READY


def test_what_is_at_work_is_not_started_twice_unless_the_worker_has_lost_it() -> None:
    run = staged()
    staging.take_in(run=run, by=None, now=clock.now())
    with pytest.raises(StagingRefused):
        staging.take_in(run=run, by=None, now=clock.now())
    with pytest.raises(StagingRefused):
        staging.discard(run=run, by=None, now=clock.now())
    staging.take_in(run=run, by=None, now=clock.now() + staging.STALLED_AFTER)


def test_a_run_that_was_cut_off_goes_on_without_taking_a_row_twice(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(import_applying, "AT_ONCE", 1)
    run, real, calls = staged(), take_part, list[int]()

    def breaks(**given: object) -> object:
        calls.append(1)
        if len(calls) == 2:
            raise RuntimeError
        return real(**given)  # type: ignore[arg-type]

    monkeypatch.setattr(import_applying, "take_part", breaks)
    staging.take_in(run=run, by=None, now=clock.now())
    with pytest.raises(RuntimeError):
        apply_import(run.pk)
    assert Service.objects.count() == 1
    apply_import(run.pk)
    run.refresh_from_db()
    assert (run.counts["created"], run.counts["unchanged"]) == (2, 0)
    assert (run.done, run.total) == (2, 2)


def test_a_file_that_is_no_list_is_refused_at_once_and_one_broken_further_down_is_said() -> None:
    with pytest.raises(CannotRead):
        staged("%PDF-1.7")
    run = staged(HEAD + WALK + '9,"Made' + "x" * 600_000)
    assert run.state == ImportState.FAILED
    assert run.message


def test_old_rows_are_forgotten_when_nobody_can_take_them_back(
    django_user_model: type[User],
) -> None:
    run = applied(staged())
    assert staging.forget_old(now=clock.now()) == 0
    assert staging.forget_old(now=clock.now() + staging.KEPT_FOR + timedelta(days=1)) == 1
    assert not run.rows.exists()
    assert ImportRun.objects.filter(pk=run.pk).exists()
