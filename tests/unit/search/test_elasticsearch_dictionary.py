"""Do searches wait for the words of the index only where nothing is known yet?"""

import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self, cast

import pytest
from elastic_transport import Urllib3HttpNode
from elasticsearch import Elasticsearch

from search.analysis.reading import Form
from search.engines import patience
from search.engines.elasticsearch import client as clients
from search.engines.elasticsearch import dictionary as dictionaries
from search.engines.elasticsearch.client import PatientNode
from search.engines.elasticsearch.dictionary import Dictionary
from search.engines.protocol import EngineAway


@dataclass(slots=True)
class Index:
    """An index of so many listings, all called "walk"; reading it can be held up."""

    found: ClassVar[int] = 0
    listings: int = 3
    commits: int = 1
    read: int = 0
    fails: bool = False
    may_read: threading.Event = field(default_factory=threading.Event)

    def options(self, **_: object) -> Self:
        return self

    def get(self, **_: object) -> dict[str, Any]:
        if self.fails:
            raise EngineAway("refused")
        return {"_index": "one", "_seq_no": self.commits}

    def count(self, **_: object) -> dict[str, int]:
        assert self.may_read.wait(5)
        self.read += 1
        return {"count": self.listings}

    def search(self, *, aggs: dict[str, Any], **_: object) -> dict[str, Any]:
        if "all" not in aggs:
            return {"aggregations": {name: {"doc_count": self.found} for name in aggs}}
        sources = aggs["all"]["composite"]["sources"]
        ours = sources[0]["value"]["terms"]["field"] == "name"
        bucket = {"key": {"value": "walk"}, "doc_count": self.listings}
        return {"aggregations": {"all": {"buckets": [bucket] if ours else []}}}


@pytest.fixture
def index() -> Iterator[Index]:
    """Give an index that can be read at once."""
    made = Index()
    made.may_read.set()
    yield made
    made.may_read.set()


@pytest.fixture
def dictionary(index: Index) -> Dictionary:
    """Give the dictionary of a fresh process."""
    return Dictionary(cast("Elasticsearch", index), "live")


def settled(dictionary: Dictionary, listings: int) -> bool:
    """Wait for what is read beside the searches."""
    for _ in range(200):
        if dictionary.listings() == listings:
            return True
        time.sleep(0.01)
    return False


def test_the_first_search_waits_until_the_words_are_read(
    index: Index, dictionary: Dictionary
) -> None:
    index.may_read.clear()
    threading.Timer(0.2, index.may_read.set).start()
    began = time.monotonic()
    dictionary.prepare()
    assert time.monotonic() - began >= 0.15
    assert (dictionary.listings(), dictionary.frequency(Form.WORD, "walk")) == (3, 3)


def test_the_limit_of_a_search_is_not_that_of_reading(index: Index, dictionary: Dictionary) -> None:
    index.may_read.clear()
    threading.Timer(0.2, index.may_read.set).start()
    with patience.within(0.05):
        dictionary.prepare()
    assert dictionary.listings() == 3


def test_a_search_does_not_wait_for_what_others_have_written(
    index: Index, dictionary: Dictionary, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dictionaries, "OLD_AFTER_SECONDS", 0.0)
    monkeypatch.setattr(dictionaries, "_A_PART_IN", 0)
    dictionary.prepare()
    index.listings, index.commits = 4, 2
    index.may_read.clear()
    dictionary.prepare()
    assert dictionary.listings() == 3
    index.may_read.set()
    assert settled(dictionary, 4)


def test_a_search_waits_a_little_for_what_its_own_process_has_written(
    index: Index, dictionary: Dictionary, monkeypatch: pytest.MonkeyPatch
) -> None:
    dictionary.prepare()
    index.listings, index.commits = 4, 2
    dictionary.grow_old()
    dictionary.prepare()
    assert dictionary.listings() == 4
    monkeypatch.setattr(dictionaries, "_OWN_WRITES_SECONDS", 0.05)
    index.commits = 3
    index.may_read.clear()
    dictionary.grow_old()
    dictionary.prepare()
    assert dictionary.listings() == 4


def test_an_index_that_did_not_move_on_is_not_read_again(
    index: Index, dictionary: Dictionary
) -> None:
    dictionary.prepare()
    dictionary.grow_old()
    dictionary.prepare()
    assert index.read == 1


def test_what_kept_the_first_from_being_read_is_raised_and_tried_again(
    index: Index, dictionary: Dictionary
) -> None:
    index.fails = True
    with pytest.raises(EngineAway):
        dictionary.prepare()
    index.fails = False
    dictionary.prepare()
    assert dictionary.listings() == 3


def test_a_word_that_was_not_there_is_looked_up_again_after_a_while(
    index: Index, dictionary: Dictionary, monkeypatch: pytest.MonkeyPatch
) -> None:
    dictionary.prepare()
    assert dictionary.frequency(Form.WORD, "tea") == 0
    monkeypatch.setattr(Index, "found", 2)
    dictionary.prepare()
    assert dictionary.frequency(Form.WORD, "tea") == 0
    monkeypatch.setattr(dictionaries, "OLD_AFTER_SECONDS", 0.0)
    dictionary.prepare()
    assert dictionary.frequency(Form.WORD, "tea") == 2


def test_an_index_that_fails_later_leaves_what_was_known(
    index: Index, dictionary: Dictionary
) -> None:
    dictionary.prepare()
    index.fails = True
    dictionary.grow_old()
    dictionary.prepare()
    assert dictionary.listings() == 3


def test_a_node_is_given_no_more_time_than_its_task_has_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    waits: list[float] = []
    monkeypatch.setattr(Urllib3HttpNode, "perform_request", lambda *asked: waits.append(asked[-1]))
    client = clients.connect(["http://search.example.org:9200"])
    node = client.transport.node_pool.get()
    assert isinstance(node, PatientNode)
    node.perform_request("GET", "/", request_timeout=7.0)
    with patience.within(2.0), patience.within(60.0):
        node.perform_request("GET", "/", request_timeout=7.0)
    assert waits[0] == 7.0
    assert 1.0 < waits[1] <= 2.0
    with patience.within(0.0), pytest.raises(EngineAway):
        node.perform_request("GET", "/", request_timeout=7.0)
    assert len(waits) == 2
