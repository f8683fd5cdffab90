"""Does the command import a file once, say what it found, and keep what was edited here?"""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from core import clock
from directory.actions.not_again import never_list_again
from directory.actions.taxonomy import load_taxonomy
from directory.models import Service, SourceRecord
from tests.factories.directory import locales

pytestmark = pytest.mark.django_db
HEAD = "id,name,summary,category,postcode,cost,day,start,end\n"
ROW = "7,Made-up walk,A slow walk.,Walking,LE4 5QD,£2.50,Tuesday,10:00,11:00\n"


@pytest.fixture(autouse=True)
def headings(db: None) -> None:
    locales()
    load_taxonomy()


def run(file: Path, *more: str) -> str:
    out = StringIO()
    names = ("--source=made", "--name=Made up", "--licence=none")
    call_command("import_file", str(file), *names, *more, stdout=out)
    return out.getvalue()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    made = tmp_path / "list.csv"
    made.write_text(HEAD + ROW, encoding="utf-8")
    return made


def test_a_file_is_imported_once_and_a_second_run_changes_nothing(file: Path) -> None:
    assert "1 new, 0 changed" in run(file)
    service = Service.objects.get(name="Made-up walk")
    assert service.location is not None
    assert [row.term.code for row in service.categories.all()] == ["walking"]
    assert [row.pence for row in service.cost_options.all()] == [250]
    assert [row.rrule for row in service.schedules.all()] == ["FREQ=WEEKLY;BYDAY=TU;WKST=MO"]
    assert service.cards.exists()
    assert "0 new, 0 changed, 1 as before" in run(file)


def test_a_dry_run_says_what_would_be_done_and_writes_nothing(file: Path) -> None:
    assert "Would be: 1 rows read, 1 new" in run(file, "--dry-run")
    assert not Service.objects.exists()
    assert not SourceRecord.objects.exists()


def test_what_was_edited_here_stays_and_is_said_and_the_rest_follows(file: Path) -> None:
    run(file)
    Service.objects.update(summary="Edited here.")
    changed = ROW.replace("A slow walk.", "A fast walk.").replace("Made-up walk", "Made-up run")
    file.write_text(HEAD + changed, encoding="utf-8")
    assert "1 with edits of ours kept" in run(file)
    service = Service.objects.get()
    assert (service.name, service.summary) == ("Made-up run", "Edited here.")
    file.write_text(HEAD + changed.replace("fast", "brisk"), encoding="utf-8")
    assert "1 with edits of ours kept" in run(file)
    file.write_text(HEAD + changed.replace("fast", "long"), encoding="utf-8")
    run(file, "--over-edits")
    assert Service.objects.get().summary == "A long walk."


def test_what_must_not_come_back_is_passed_over(file: Path) -> None:
    run(file)
    never_list_again(service=Service.objects.get(), reason="Asked for", by=None, now=clock.now())
    assert "1 not to be listed again" in run(file)


def test_the_same_number_twice_is_said_and_the_first_row_counts(file: Path) -> None:
    file.write_text(HEAD + ROW + ROW.replace("Made-up walk", "Another"), encoding="utf-8")
    said = run(file)
    assert "Row 3: An earlier row has the same number or code" in said
    assert Service.objects.get().name == "Made-up walk"


@pytest.mark.parametrize(
    "more", [("--column=Nothing",), ("--column=name=colour",), ("--heading=no_such",)]
)
def test_a_wrong_choice_is_refused(file: Path, more: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        run(file, *more)


def test_a_bad_file_is_refused_in_plain_words(file: Path) -> None:
    file.write_bytes(b"%PDF-1.7")
    with pytest.raises(CommandError, match="PDF"):
        run(file)
