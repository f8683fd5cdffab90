"""Are listings written while the next are made, and is a fault on either side said?"""

from collections.abc import Iterable, Iterator
from typing import Any, cast

import pytest
from elasticsearch import Elasticsearch

from search.engines.elasticsearch import storing
from search.engines.protocol import EngineAway

CLIENT = cast("Elasticsearch", None)


def actions(many: int) -> Iterator[dict[str, Any]]:
    yield from ({"_id": str(number)} for number in range(many))


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the ids that the server took in."""
    ids: list[str] = []

    def take(_client: object, given: Iterable[dict[str, Any]], **_: object) -> Iterator[Any]:
        for one in given:
            ids.append(one["_id"])
            yield True, {"index": {"status": 201}}

    monkeypatch.setattr(storing, "streaming_bulk", take)
    return ids


def test_everything_is_written_in_order_however_little_may_wait(
    written: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(storing, "_WAITING", 2)
    assert storing._write_beside(CLIENT, actions(50)) == 50
    assert written == [str(number) for number in range(50)]


def test_a_fault_of_the_server_ends_the_making(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_client: object, given: Iterable[dict[str, Any]], **_: object) -> Iterator[Any]:
        next(iter(given))
        yield False, {"index": {"status": 500}}

    monkeypatch.setattr(storing, "streaming_bulk", refuse)
    monkeypatch.setattr(storing, "_WAITING", 1)
    made = actions(1_000_000)
    with pytest.raises(EngineAway, match="500"):
        storing._write_beside(CLIENT, made)
    assert int(next(made)["_id"]) < 1_000


def test_a_fault_in_the_making_is_not_hidden(written: list[str]) -> None:
    def broken() -> Iterator[dict[str, Any]]:
        yield from actions(3)
        raise KeyError("no such listing")

    with pytest.raises(KeyError, match="no such listing"):
        storing._write_beside(CLIENT, broken())
    assert written == ["0", "1", "2"]
