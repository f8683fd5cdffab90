"""Is anything that can be typed into any page of a journey an error of ours?"""

import re
from html import unescape

import pytest
from django.test import Client

from tests.fixtures.filling import ANSWERS
from tests.fixtures.journeys import ACTION, begin, errors
from tests.integration.hostile.strings import HOSTILE, REFUSED

NAME = re.compile(r'<(?:input|textarea|select)[^>]*name="([a-z_0-9-]+)"')
MESSAGE = re.compile(r"govuk-error-summary__list.*?<a[^>]*>(?:<[^>]+>|\s)*[^<\s]", re.DOTALL)
FULL = {**ANSWERS, "contact_by": ["phone", "email", "post", "through_person"]}
OURS = {"csrfmiddlewaretoken", "steps-current_step", "skip", "confirm"}


def pages(client: Client, journey: str, language: str) -> list[tuple[str, str, set[str]]]:
    """Walk a journey; return each page's address, its text and the names of its fields."""
    address, seen = begin(client, journey, language), []
    for _ in range(60):
        page = client.get(address)
        text = page.content.decode()
        if page.status_code != 200 or not ACTION.search(text):
            break
        names = set(NAME.findall(text))
        seen.append((address, text, names - OURS))
        data = {name: value for name, value in FULL.items() if name in names}
        if not data and "skip" in names:
            data = {"skip": "1"}
        current = {"steps-current_step": ACTION.findall(text)[0]}
        sent = client.post(address, {**current, **data})
        if sent.status_code != 302:
            sent = client.post(address, {**current, **data, **FILLERS})
        assert sent.status_code == 302, (address, data, errors(sent))
        address = str(sent["Location"])
    return seen


FILLERS = {
    "email": "hansa@example.org",
    "post_address": "1 Sample Street",
    "through_name": "Mira Sample",
    "through_contact": "0116 496 0457",
}


@pytest.mark.parametrize(("journey", "language"), [("check", "ur"), ("refer", "en")])
def test_no_page_breaks_and_each_says_what_is_wrong(
    client: Client, journey: str, language: str
) -> None:
    client.raise_request_exception = False
    wrong = []
    for address, text, names in pages(client, journey, language):
        current = {"steps-current_step": ACTION.findall(text)[0]}
        for kind, value in HOSTILE.items():
            answer = client.post(address, {**current, **dict.fromkeys(names, value)})
            body = answer.content.decode()
            if answer.status_code not in {200, 302, 422}:
                wrong.append((sorted(names), kind, str(answer.status_code)))
            if answer.status_code == 422 and not MESSAGE.search(body):
                wrong.append((sorted(names), kind, "no message"))
            if "<script>alert" in body:
                wrong.append((sorted(names), kind, "not escaped"))
            typed = answer.status_code == 422 and kind == "markup" and _typing(text, names)
            if typed and value not in unescape(body):
                wrong.append((sorted(names), kind, "typed text is lost"))
    assert wrong == []


def _typing(text: str, names: set[str]) -> bool:
    return any(
        re.search(rf'<(textarea|input)(?![^>]*type="(radio|check|hidden))[^>]*name="{name}"', text)
        for name in names
    )


@pytest.mark.parametrize("value", REFUSED.values(), ids=REFUSED.keys())
def test_what_no_database_stores_is_refused_kindly(client: Client, value: str) -> None:
    answer = client.post(begin(client, "check"), {"who_for": value})
    assert answer.status_code == 400
    assert "<h1" in answer.content.decode()
