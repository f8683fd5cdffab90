"""Is each Gujarati and Urdu page in its own script, and what on it is in English?"""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any

import pytest
from bs4 import Tag
from django.test import Client

from directory.models import Location, Organisation, Service
from home.models import InformationPage, TopicPage
from tests.fixtures.journeys import begin, submit, walk
from tests.fixtures.scripts import english_parts, main_of, share

LANGUAGES = ("gu", "ur")
LEAST_PERCENT = 95
POSTCODE = re.compile(r"[A-Z]{1,2}[0-9][0-9A-Z]?( [0-9][A-Z]{2})?")
CHECK = {
    "who_for": "self",
    "signs": "none",
    "safe": "none",
    "age_band": "65_plus",
    "postcode": "LE4 5QD",
    "matters": ["moving"],
    "access": ["step_free"],
}
REFER = {
    **CHECK,
    "topics": ["moving"],
    "your_name": "હંસા",
    "contact_by": ["phone"],
    "phone": "0116 496 0456",
    "voicemail_ok": "no",
    "text_ok": "no",
    "consent_share": "yes",
}
PAGES = {
    "home": "",
    "search": "directory/",
    "results": "directory/?q=walk&near=LE4",
    "no results": "directory/?q=zzzzzz&near=LE1",
    "bad place": "directory/?q=walk&near=LE99%209ZZ",
    "check": "check/",
    "refer": "refer/",
    "emergency": "emergency/",
    "call-back": "call-back/",
    "languages": "languages/",
    "not there": "not-there/",
}

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("demonstration")]


def content(client: Client, address: str) -> str:
    """Return a page."""
    return client.get(address).content.decode()


def right_script(html: str, language: str, name: str, names: Collection[str] = ()) -> list[str]:
    """Return a sentence when a page has too few letters of its own script, names left out."""
    found = share(html, language, names)
    if found.percent >= LEAST_PERCENT:
        return []
    return [f"{name}: {found.percent:.1f} %: {found.foreign}"]


def names() -> set[str]:
    """Return every name and address of the directory, which stands in English everywhere."""
    known: set[str] = set()
    for rows in (
        Service.objects.sources().values_list("name"),
        Organisation.objects.sources().values_list("name"),
        Location.objects.sources().values_list("name", "address", "area", "postcode"),
    ):
        known.update(text.strip() for row in rows for text in row if text)
    return known


def is_doubled_or_link(part: Tag) -> bool:
    """Whether English is a safety text's second half, or the link to the page in English."""
    return "wm-both" in (part.get("class") or []) or (
        part.name == "a" and part.get("hreflang") == "en"
    )


def english_out_of_place(html: str, known: set[str]) -> list[str]:
    """Return the English parts that are neither names, nor doubled safety texts, nor that link."""
    wrong = []
    for part in english_parts(html):
        text = " ".join(part.get_text(" ").split()).replace("،", ",")
        is_name = text in known or POSTCODE.fullmatch(text) or not any(map(str.isalpha, text))
        if not is_doubled_or_link(part) and not is_name:
            wrong.append(f"<{part.name}> {text}")
    return wrong


def faults(
    html: str, language: str, name: str, known: set[str], within: Collection[str] = ()
) -> list[str]:
    """Return what is wrong with a page that shows no listing from outside."""
    assert f'lang="{language}"' in html
    english = [f"{name}: English: {text}" for text in english_out_of_place(html, known)]
    return right_script(html, language, name, within) + english


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_in_its_own_script(client: Client, language: str, name: str) -> None:
    html = content(client, f"/{language}/{PAGES[name]}")
    assert faults(html, language, name, names()) == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", [TopicPage, InformationPage])
def test_the_editors_pages_are_in_their_own_script(
    client: Client, language: str, kind: type[TopicPage] | type[InformationPage]
) -> None:
    known = names()
    pages = kind.objects.filter(locale__language_code=language, live=True)
    assert pages.count() == kind.objects.filter(locale__language_code="en", live=True).count()
    found: list[str] = []
    for page in pages:
        found += faults(content(client, page.url), language, page.slug, known)
    assert found == []


def listing_page(client: Client, language: str, service: Service) -> str:
    """Return the page of a listing."""
    address = f"/{language}/directory/{service.slug}-{service.short_code}/"
    return content(client, address)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_fourth_sample_is_in_its_own_script(client: Client, language: str) -> None:
    known = names()
    found: list[str] = []
    for service in Service.objects.sources().filter(is_sample=True).order_by("pk")[::4]:
        html = listing_page(client, language, service)
        found += faults(html, language, service.name, known)
    assert found == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["library", "gp", "pharmacy", "club"])
def test_a_listing_from_outside_is_in_its_own_script_but_for_what_is_marked(
    client: Client, language: str, kind: str
) -> None:
    service = Service.objects.sources().filter(is_sample=False, kind=kind, live=True).first()
    assert service
    assert right_script(listing_page(client, language, service), language, kind) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_group_and_place_are_in_their_own_script(client: Client, language: str) -> None:
    service = Service.objects.sources().filter(is_sample=True, location__isnull=False).first()
    assert service
    page = main_of(listing_page(client, language, service))
    # Their names stand in the names of what they do: "Goldfinch" in "Goldfinch circuits".
    groups = [*Organisation.objects.sources().values_list("name", flat=True)]
    groups += Location.objects.sources().values_list("name", flat=True)
    found: list[str] = []
    for part in ("group", "place"):
        link = page.select_one(f'a[href*="/directory/{part}/"]')
        assert link, part
        html = content(client, str(link["href"]))
        found += faults(html, language, part, names(), within=groups)
    assert found == []


class LookingClient(Client):
    """A browser that shows each page it gets to `look`."""

    def __init__(self, look: Callable[[str, str], None]) -> None:
        super().__init__()
        self.look = look

    def get(self, *args: Any, **kwargs: Any) -> Any:
        """Get a page and show it."""
        answer = super().get(*args, **kwargs)
        if answer.status_code == 200:
            self.look(str(args[0]), answer.content.decode())
        return answer


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(("journey", "answers"), [("check", CHECK), ("refer", REFER)])
def test_each_page_of_a_journey_is_in_its_own_script(
    language: str, journey: str, answers: Mapping[str, Any]
) -> None:
    known = names()
    found: dict[str, None] = {}
    seen: set[str] = set()

    def look(path: str, html: str) -> None:
        heading = main_of(html).find("h1")
        name = heading.get_text(" ", strip=True) if heading else path
        seen.add(path)
        found.update(dict.fromkeys(faults(html, language, f"{path[-14:]} {name}", known)))

    client = LookingClient(look)
    address = begin(client, journey, language)
    look(f"{address} refused", submit(client, address, {}).content.decode())
    end = walk(client, address, answers)
    assert end.endswith("/results/" if journey == "check" else "/answers/")
    if journey == "refer":
        sent = client.post(end)
        assert sent.status_code == 302
        client.get(sent["Location"])
    assert len(seen) > 10
    assert list(found) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_emergency_page_says_everything_twice(client: Client, language: str) -> None:
    main = main_of(content(client, f"/{language}/emergency/"))
    assert main.select('.wm-both[lang="en"]')
    assert "999" in main.get_text()


@pytest.mark.parametrize("language", ["gu", "pl", "ur"])
def test_the_note_about_drafts_stands_once_with_a_link_to_the_same_page(
    client: Client, language: str
) -> None:
    html = content(client, f"/{language}/directory/?q=walk")
    assert html.count('class="wm-draft"') == 1
    assert 'hreflang="en">Read this page in English' in html
