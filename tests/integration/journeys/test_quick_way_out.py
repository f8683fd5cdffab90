"""Does each page after "not safe at home" show the quick way out?"""

import re
from typing import Any

import pytest
from django.test import Client

from tests.fixtures.filling import ANSWERS
from tests.fixtures.journeys import begin, submit, walk

FRONT = {"who_for": "self", "signs": "none", "safe": "none", "age_band": "18_39"}
WAY_OUT = "wm-exit"


class Noting(Client):
    """A browser that notes which pages have no quick way out, once it is told to."""

    def __init__(self) -> None:
        """Begin without noting anything."""
        super().__init__()
        self.notes, self.without, self.seen = False, list[str](), 0

    def get(self, path: str, *args: Any, **kwargs: Any) -> Any:  # type: ignore[override]
        """Open a page, and look for the way out."""
        page = super().get(path, *args, **kwargs)
        if self.notes and page.status_code == 200:
            self.seen += 1
            if WAY_OUT not in page.content.decode():
                title = re.search(r"<title>([^<]*)", page.content.decode())
                self.without.append(f"{path} {title[1].strip() if title else ''}")
        return page


@pytest.fixture
def told(db: None) -> tuple[Noting, str]:
    """Return a browser whose reader says that home is not always safe, and where it stands."""
    browser = Noting()
    address = begin(browser, "check")
    for name, value in FRONT.items():
        address = str(submit(browser, address, {name: value})["Location"])
    parts = browser.get(address).content.decode()
    assert WAY_OUT not in parts
    money = parts.partition("Money")[0].rpartition('href="')[2].partition('"')[0]
    asked = str(browser.post(money, {"skip": "1"})["Location"])
    warned = str(submit(browser, asked, {"home_safe": "not_always"})["Location"])
    browser.notes = True
    after = str(submit(browser, warned, {})["Location"])
    return browser, after


def test_each_page_of_the_check_and_of_the_request_shows_it(told: tuple[Noting, str]) -> None:
    browser, address = told
    results = walk(browser, address, {})
    assert results.endswith("/results/")
    browser.get(results)
    saved = str(browser.post(results, {"later": "1"})["Location"])
    for page in (saved, saved.replace("saved", "send"), saved.replace("saved", "on-its-way")):
        assert browser.get(page).status_code == 200, page
    browser.get(results.replace("results", "forget"))
    browser.get("/en/call-back/")
    draft = results.split("/")[3]
    request = str(browser.post("/en/refer/", {"check": draft, "topic": "money"})["Location"])
    answers = walk(browser, request, ANSWERS)
    assert answers.endswith("/answers/"), answers
    browser.get(answers)
    done = str(browser.post(answers)["Location"])
    assert browser.get(done).status_code == 200
    assert browser.seen > 30
    assert browser.without == []


def test_whoever_is_safe_sees_it_only_where_it_was_asked(client: Client, db: None) -> None:
    results = walk(client, begin(client, "check"), FRONT)
    assert WAY_OUT not in client.get(results).content.decode()
