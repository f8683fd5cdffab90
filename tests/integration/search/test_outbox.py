"""Does every committed change reach the index, whatever order and whoever dies?"""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils.module_loading import import_string
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from search import backend, registry
from search.actions.outbox import FORGET_COPY_AFTER, drain, prune, record_change, sweep
from search.actions.rebuild import rebuild, rebuild_if_needed
from search.documents import ListingDocument
from search.engines.protocol import IndexBusy
from search.models import IndexCopy, OutboxEntry
from search.query import DirectoryQuery
from search.selectors import status
from tests.factories.search_documents import document

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def rows(tmp_path: Path, settings: Settings) -> Iterator[dict[str, str]]:
    """Give names by id that stand for the database, and an index of its own."""
    settings.WAYMARK_DATA = tmp_path
    kept = registry.registered()
    names: dict[str, str] = {}

    def documents_for(ids: Sequence[str]) -> list[ListingDocument]:
        return [document(public_id, names[public_id]) for public_id in ids if public_id in names]

    registry.register_source(documents_for, lambda: list(names))
    yield names
    registry.restore(kept)


def found(text: str = "") -> set[str]:
    """Return the ids found."""
    return {hit.public_id for hit in backend.search(DirectoryQuery(text=text)).hits}


def test_a_committed_change_is_found_and_a_deletion_is_not(
    rows: dict[str, str],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    rows["a"] = "Walk"
    rebuild()
    with django_capture_on_commit_callbacks(execute=True):
        rows["b"] = "Swim"
        record_change(public_ids=["b", "b"])
    assert found() == {"a", "b"}
    with django_capture_on_commit_callbacks(execute=True):
        del rows["a"]
        rows["b"] = "Dance"
        record_change(public_ids=["a", "b"])
    assert found() == {"b"}
    assert found("swim") == set()


def test_a_change_that_is_rolled_back_leaves_no_entry(rows: dict[str, str]) -> None:
    with transaction.atomic():
        record_change(public_ids=["a"])
        transaction.set_rollback(True)
    assert not OutboxEntry.objects.exists()


def test_what_nobody_drained_after_the_commit_the_worker_takes_in(rows: dict[str, str]) -> None:
    rebuild()
    rows["a"] = "Walk"
    record_change(public_ids=["a"])
    assert found() == set()
    assert sweep(now=NOW) == 1
    assert found() == {"a"}
    assert sweep(now=NOW) == 0


def test_a_smaller_number_that_commits_later_is_taken_in(rows: dict[str, str]) -> None:
    rebuild()
    rows["a"] = rows["b"] = "Walk"
    OutboxEntry.objects.create(pk=12, public_id="b", created_at=NOW)
    drain(now=NOW)
    assert found() == {"b"}
    OutboxEntry.objects.create(pk=11, public_id="a", created_at=NOW)
    drain(now=NOW + timedelta(seconds=30))
    assert found() == {"a", "b"}


def test_the_low_water_mark_waits_for_the_longest_transaction(rows: dict[str, str]) -> None:
    rebuild(now=NOW)
    OutboxEntry.objects.create(pk=12, public_id="b", created_at=NOW)
    drain(now=NOW + timedelta(seconds=59))
    assert backend.engine().progress().low == 0
    drain(now=NOW + timedelta(seconds=61))
    assert backend.engine().progress().low == 12


def test_entries_all_copies_are_past_are_pruned(rows: dict[str, str]) -> None:
    rebuild(now=NOW)
    for number in (10, 11, 12):
        OutboxEntry.objects.create(pk=number, public_id="b", created_at=NOW)
    slow = IndexCopy.objects.create(name="embedded:other machine", low=11, seen_at=NOW)
    drain(now=NOW + timedelta(seconds=61))
    assert list(OutboxEntry.objects.values_list("pk", flat=True)) == [11, 12]
    prune(now=NOW + FORGET_COPY_AFTER + timedelta(seconds=1))
    assert not IndexCopy.objects.filter(pk=slow.pk).exists()


def test_a_copy_that_was_given_up_is_rebuilt_before_it_goes_on(rows: dict[str, str]) -> None:
    rebuild(now=NOW)
    IndexCopy.objects.all().delete()
    rows["missed"] = "Walk"
    record_change(public_ids=["other"])
    assert drain(now=NOW) == 0
    assert "rebuild_index" in status().in_words
    rebuild_if_needed(now=NOW)
    assert found() == {"missed"}
    assert status().known


def test_without_an_index_changes_wait_and_a_search_is_empty(rows: dict[str, str]) -> None:
    rows["a"] = "Walk"
    record_change(public_ids=["a"])
    assert drain() == 0
    assert found() == set()
    assert status().progress is None
    rebuild_if_needed(now=NOW)
    assert found() == {"a"}


def test_while_another_process_writes_changes_wait(rows: dict[str, str], tmp_path: Path) -> None:
    rebuild()
    record_change(public_ids=["a"])
    other = import_string(backend.ENGINES["embedded"])(tmp_path / "index")
    with other.exclusive(0):
        assert drain(wait_seconds=0) == 0
        with pytest.raises(IndexBusy), backend.engine().exclusive(0):
            pass
    assert drain() == 1


def test_a_change_during_a_rebuild_is_in_the_new_index(rows: dict[str, str]) -> None:
    rows["a"] = "Walk"
    rows["b"] = "Walk"

    def change_meanwhile() -> None:
        if rows["a"] == "Walk":
            rows["a"] = "Swim"
            record_change(public_ids=["a"])

    rebuild(on_document=change_meanwhile)
    assert found("swim") == {"a"}


def test_the_commands_say_what_they_did(
    rows: dict[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    rows["a"] = "Walk"
    call_command("index_status")
    call_command("rebuild_index")
    record_change(public_ids=["a"])
    call_command("index_status")
    said = capsys.readouterr().out.splitlines()
    assert said == [
        "embedded: no index; run rebuild_index",
        "Search index rebuilt (embedded): 1 listings.",
        "embedded: 1 listings, 1 changes waiting",
    ]


def test_old_folders_go_and_the_live_one_stays(rows: dict[str, str], tmp_path: Path) -> None:
    for _ in range(4):
        rebuild()
    folders = [path for path in (tmp_path / "index").iterdir() if path.is_dir()]
    assert len(folders) == 2
