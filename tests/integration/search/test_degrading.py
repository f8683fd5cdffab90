"""Does the site go on when the server of the search is away, and does it catch up by itself?"""

import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from pytest_django import Settings

from search import backend, breaker, registry
from search.actions.outbox import drain, record_change
from search.actions.rebuild import rebuild, rebuild_if_needed
from search.checks import check_engine
from search.engines.protocol import IndexBusy
from search.models import IndexCopy, OutboxEntry
from search.query import DirectoryQuery
from search.results import Results
from search.selectors import statuses
from tests.factories.search_documents import document
from tests.factories.search_engines import ServedEngine

NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
pytestmark = pytest.mark.django_db


@pytest.fixture
def names(
    tmp_path: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Iterator[dict[str, str]]:
    """Give names by id that stand for the database, and a server that is there."""
    settings.WAYMARK_DATA = tmp_path
    settings.WAYMARK_SEARCH_ENGINE = "elasticsearch"
    settings.WAYMARK_ELASTICSEARCH_URLS = ["http://search.example.org:9200"]
    path = "tests.factories.search_engines.ServedEngine"
    monkeypatch.setitem(backend.ENGINES, "elasticsearch", path)
    monkeypatch.setattr(ServedEngine, "away", False)
    monkeypatch.setattr(ServedEngine, "asked", 0)
    monkeypatch.setattr(breaker, "PAUSE", 0.0)
    kept = registry.registered()
    rows: dict[str, str] = {}
    registry.register_source(
        lambda ids: [document(one, rows[one]) for one in ids if one in rows], lambda: list(rows)
    )
    yield rows
    registry.restore(kept)


def ask(text: str = "") -> Results:
    """Ask a question."""
    return backend.search(DirectoryQuery(text=text))


def take_down(monkeypatch: pytest.MonkeyPatch, *, away: bool = True) -> None:
    """Take the server down, or bring it back."""
    monkeypatch.setattr(ServedEngine, "away", away)


def test_both_copies_are_kept_each_with_its_own_progress(names: dict[str, str]) -> None:
    names["a"] = "Walk"
    rebuild()
    names["b"] = "Walk"
    record_change(public_ids=["b"])
    assert drain() == 1
    assert ask("walk").engine == "elasticsearch"
    assert [status.listings for status in statuses()] == [2, 2]
    assert IndexCopy.objects.count() == 2


def test_a_search_is_answered_by_the_embedded_engine_while_the_server_is_away(
    names: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    names["a"] = "Walk"
    rebuild()
    take_down(monkeypatch)
    found = ask("walk")
    assert (found.engine, found.total) == ("embedded", 1)
    take_down(monkeypatch, away=False)
    assert ask("walk").engine == "elasticsearch"


def test_a_fault_of_the_engine_itself_gives_an_answer_all_the_same_and_is_logged(
    names: dict[str, str], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    names["a"] = "Walk"
    rebuild()

    def fail(*_: object, **__: object) -> None:
        raise ValueError("a fault of ours")

    monkeypatch.setattr(ServedEngine, "search", fail)
    with caplog.at_level(logging.ERROR):
        found = [ask("walk") for _ in range(3)]
    assert [(one.engine, one.total) for one in found] == [("embedded", 1)] * 3
    assert [record.exc_info is not None for record in caplog.records] == [True]


def test_after_a_failure_the_server_is_left_alone_for_a_while(
    names: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuild()
    take_down(monkeypatch)
    monkeypatch.setattr(breaker, "PAUSE", 60.0)
    ask()
    asked = ServedEngine.asked
    ask()
    record_change(public_ids=["a"])
    drain()
    assert ServedEngine.asked == asked


def test_a_server_that_takes_no_changes_still_answers_searches(
    names: dict[str, str], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    names["a"] = "Walk"
    rebuild()
    monkeypatch.setattr(breaker, "PAUSE", 60.0)
    monkeypatch.setattr(ServedEngine, "takes_changes", False)
    record_change(public_ids=["a"])
    with caplog.at_level(logging.WARNING, logger="search.backend"):
        drain()
    assert caplog.records[-1].getMessage().endswith("(no master): changes wait")
    assert ask("walk").engine == "elasticsearch"
    asked = ServedEngine.asked
    drain()
    assert ServedEngine.asked == asked


def test_a_new_process_gets_every_copy_ready_and_minds_none_that_is_away(
    names: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuild()
    asked = ServedEngine.asked
    backend.warm()
    assert ServedEngine.asked == asked + 1
    take_down(monkeypatch)
    backend.warm()


def test_that_the_server_is_away_is_said_once_and_that_it_is_back_too(
    names: dict[str, str], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    rebuild()
    with caplog.at_level(logging.WARNING, logger="search.backend"):
        take_down(monkeypatch)
        for _ in range(5):
            ask()
        take_down(monkeypatch, away=False)
        ask()
    said = [record.getMessage() for record in caplog.records]
    assert len(said) == 2
    assert said[0].startswith("elasticsearch does not answer (refused)")
    assert said[1] == "elasticsearch answers again"


def test_changes_made_while_the_server_was_away_are_in_it_afterwards(
    names: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    names |= {"a": "Walk", "b": "Walk"}
    rebuild(now=NOW)
    take_down(monkeypatch)
    names["a"] = "Swim"
    del names["b"]
    record_change(public_ids=["a", "b"], now=NOW)
    drain(now=NOW + timedelta(minutes=2))
    assert ask("swim").total == 1
    assert OutboxEntry.objects.count() == 2
    take_down(monkeypatch, away=False)
    drain(now=NOW + timedelta(minutes=4))
    found = ask("swim")
    assert (found.engine, found.total, ask("walk").total) == ("elasticsearch", 1, 0)


def test_a_server_that_lost_its_index_is_answered_for_until_it_is_rebuilt(
    names: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    names["a"] = "Walk"
    take_down(monkeypatch)
    rebuild()
    take_down(monkeypatch, away=False)
    assert (ask("walk").engine, ask("walk").total) == ("embedded", 1)
    rebuild_if_needed(now=NOW)
    assert (ask("walk").engine, ask("walk").total) == ("elasticsearch", 1)


def test_a_server_that_is_away_is_not_taken_for_one_without_an_index(
    names: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuild()
    take_down(monkeypatch)
    assert [status.must_be_rebuilt for status in statuses()] == [False, False]


def test_the_commands_show_every_copy(
    names: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    names["a"] = "Walk"
    call_command("rebuild_index")
    call_command("index_status")
    take_down(monkeypatch)
    call_command("index_status")
    with pytest.raises(CommandError, match="elasticsearch does not answer"):
        call_command("rebuild_index")
    assert capsys.readouterr().out.splitlines() == [
        "Search index rebuilt (elasticsearch): 1 listings.",
        "Search index rebuilt (embedded): 1 listings.",
        "elasticsearch: 1 listings, 0 changes waiting",
        "embedded: 1 listings, 0 changes waiting",
        "elasticsearch: does not answer, 0 changes waiting",
        "embedded: 1 listings, 0 changes waiting",
        "Search index rebuilt (embedded): 1 listings.",
    ]


def test_a_new_index_waits_longer_for_its_turn_than_a_change(
    names: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    rebuild()
    waits: list[float] = []

    def busy(_: object, wait_seconds: float) -> None:
        waits.append(wait_seconds)
        raise IndexBusy

    monkeypatch.setattr(ServedEngine, "exclusive", busy)
    record_change(public_ids=["a"])
    drain()
    with pytest.raises(CommandError, match="elasticsearch was written to all the while"):
        call_command("rebuild_index")
    assert waits[-1] > 5 * max(waits[:-1])
    assert "(embedded): 0 listings" in capsys.readouterr().out


def test_without_addresses_the_check_says_which_setting_is_missing(
    names: dict[str, str], settings: Settings
) -> None:
    assert check_engine(None) == []
    settings.WAYMARK_ELASTICSEARCH_URLS = []
    assert "WAYMARK_ELASTICSEARCH_URLS" in check_engine(None)[0].msg


def test_without_the_client_the_error_names_the_file_to_install(
    names: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(path: str) -> object:
        raise ModuleNotFoundError("No module", name="elasticsearch.dsl")

    monkeypatch.setattr(backend, "import_string", missing)
    with pytest.raises(ImproperlyConfigured, match=r"-r requirements/elasticsearch\.txt"):
        backend.engine()
