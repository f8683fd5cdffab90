"""Does anything in the address of a search break the page, or come back as markup?"""

import re
from urllib.parse import quote

import pytest
from django.db import connection
from django.test import Client

from tests.fixtures.naughty import FOR_A_DATABASE, NAUGHTY, RAW

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_directory")]
# Every string on the database of `make test`; on others what a database has a say in.
TEXTS = NAUGHTY if connection.vendor == "sqlite" else FOR_A_DATABASE
PARAMETERS = (
    *("q", "near", "within", "category", "day", "time", "starts", "term", "age", "cost"),
    *("language", "access", "for", "format", "booking", "sort", "page", "view", "unknown"),
)
SOME = TEXTS[::12]
MARKUP = re.compile(r"<script>alert|<img src=x|<svg/onload|</textarea><b>|onmouseover='alert")


# Words and places are read first, each in its own way; all others are taken at once, and one by one
# where one of them is refused.
TOGETHER = tuple(name for name in PARAMETERS if name not in ("q", "near"))


@pytest.mark.parametrize("name", ["q", "near", *TOGETHER])
def test_no_string_in_a_parameter_breaks_the_search_page(client: Client, name: str) -> None:
    for text in TEXTS if name in ("q", "near") else SOME:
        look(client, {name: text})


def test_no_string_in_all_parameters_breaks_the_search_page(client: Client) -> None:
    for text in TEXTS:
        if look(client, dict.fromkeys(TOGETHER, text)) != 200:
            for name in TOGETHER:
                look(client, {name: text})


def look(client: Client, asked: dict[str, str]) -> int:
    """Open the search page; return its status."""
    answer = client.get("/en/directory/", asked)
    assert answer.status_code in (200, 400), asked
    assert not MARKUP.search(answer.content.decode()), asked
    return answer.status_code


@pytest.mark.parametrize("name", PARAMETERS)
def test_bytes_that_are_no_text_are_answered_with_a_page(client: Client, name: str) -> None:
    for raw in RAW:
        answer = client.get("/en/directory/", QUERY_STRING=f"{name}={raw.decode()}")
        assert answer.status_code in (200, 400), (name, raw)
        assert 'lang="en"' in answer.content.decode()


@pytest.mark.parametrize(("language", "texts"), [("gu", SOME), ("pl", SOME), ("ur", TEXTS)])
def test_words_in_any_shape_are_answered_in_each_language(
    client: Client, language: str, texts: tuple[str, ...]
) -> None:
    for text in texts:
        answer = client.get(f"/{language}/directory/", {"q": text, "near": text})
        assert answer.status_code in (200, 400), text


@pytest.mark.parametrize(
    "query",
    [
        "near=LE4&within=999999999",
        "near=LE4&within=-1",
        "near=LE4&within=1e308",
        "page=99999999999999999999",
        "page=-5",
        "age=9999",
        "age=-1",
        "age=5-3",
        "cost=99999999999999",
        "starts=9999-12-31",
        "starts=0001-01-01..9999-12-31",
        "&".join(f"day={n}" for n in range(2_000)),
        "&".join(f"x{n}={n}" for n in range(900)),
    ],
)
def test_absurd_values_are_answered(client: Client, query: str) -> None:
    assert client.get("/en/directory/", QUERY_STRING=query).status_code in (200, 400)


def test_more_parameters_than_anyone_sends_are_refused_with_a_page(client: Client) -> None:
    answer = client.get("/en/directory/", QUERY_STRING="&".join("a=1" for _ in range(5_000)))
    assert answer.status_code == 400
    assert 'lang="en"' in answer.content.decode()


@pytest.mark.parametrize("kind", ["directory/{}/", "directory/group/{}/", "directory/place/{}/"])
def test_no_string_in_a_path_breaks_a_page(client: Client, kind: str) -> None:
    for text in TEXTS:
        path = "/en/" + kind.format(quote(text[:500], safe=""))
        assert client.get(path).status_code in (200, 301, 302, 400, 404), text
