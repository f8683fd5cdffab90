"""Do words come back from a file as they went out, whatever is in them?"""

import contextlib
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfassessment.workshop.documents.exchange import READERS, WRITERS, Entry, Unreadable, read
from selfassessment.workshop.documents.placeholders import problem

TEXT = st.text(
    st.sampled_from(string.printable.replace("\r", "").replace("\x0b", "").replace("\x0c", ""))
    | st.sampled_from("ગુજરાતીاردوżółć—“”{}=+-@|"),
    min_size=1,
    max_size=60,
).filter(lambda text: text.strip() == text and not text.startswith("'"))


@pytest.mark.parametrize("kind", sorted(WRITERS))
@given(texts=st.lists(st.tuples(TEXT, TEXT), min_size=1, max_size=4, unique_by=lambda one: one[0]))
def test_a_file_comes_back_as_it_went(kind: str, texts: list[tuple[str, str]]) -> None:
    entries = [Entry(f"q.a{n}.label", en, gu) for n, (en, gu) in enumerate(texts)]
    back = READERS[kind](WRITERS[kind](entries, "gu"))
    assert [(one.key, one.english, one.text) for one in back] == [
        (one.key, one.english, one.text) for one in entries
    ]


@given(st.binary(max_size=300), st.sampled_from(["a.po", "a.csv", "a.xlsx", "a.txt", "po"]))
def test_any_bytes_are_read_or_refused(content: bytes, name: str) -> None:
    with contextlib.suppress(Unreadable):
        assert isinstance(read(name, content), list)


@pytest.mark.parametrize("start", list("=+-@|%"))
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_no_cell_is_a_formula(kind: str, start: str) -> None:
    content = WRITERS[kind]([Entry("k", f"{start}1", f"{start}2")], "gu")
    if kind == "csv":
        assert f"'{start}1,'{start}2" in content.decode("utf-8-sig")
    assert READERS[kind](content)[0].text == f"{start}2"


@pytest.mark.parametrize(
    ("text", "english", "message"),
    [
        ("{name}, hello", "Hello {name}", ""),
        ("hello", "Hello {name}", "is missing"),
        ("{name} {name}", "Hello {name}", "is not in the English"),
        ("ring {fact.abuse}", "Ring {fact.abuse}", ""),
        ("ring {fact.other}", "Ring {fact.abuse}", "is missing"),
    ],
)
def test_placeholders_are_those_of_the_english(text: str, english: str, message: str) -> None:
    assert (message in problem(text, english)) if message else not problem(text, english)
