"""Do the pages of offers, groups and places say what a person needs to know?"""

import json
import re
from datetime import date

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from core import clock
from core.site_facts import telephone_href
from directory.actions.cards import refresh
from directory.enums import Status
from directory.models import Location, Schedule, Service
from search.actions.rebuild import rebuild
from tests.factories.directory import make_place

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_directory")]

SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def service(**wanted: object) -> Service:
    """Return the first published offer of this sort."""
    found = Service.objects.listed().filter(**wanted).order_by("pk").first()
    assert found is not None
    return found


def address(offer: Service, language: str = "en") -> str:
    """Return the address of its page."""
    return f"/{language}/directory/{offer.slug}-{offer.short_code}/"


def read(client: Client, path: str) -> str:
    """Return the page, which has to be there."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def again(offer: Service) -> None:
    """Have the card follow a change made behind the editor's back."""
    refresh(public_ids=[offer.public_id], now=clock.now())


def test_what_is_about_a_marked_heading_shows_the_quick_way_out(client: Client) -> None:
    for offer, shown in (
        ("Safe Harbour phone line", True),
        ("Gentle chair exercise and tea", False),
    ):
        assert ("wm-exit" in read(client, address(service(name=offer)))) is shown
    for category, shown in (("sexual_violence", True), ("moving", False)):
        assert ("wm-exit" in read(client, f"/ur/directory/?category={category}")) is shown


def test_a_sample_says_everything_and_that_it_is_one(client: Client) -> None:
    offer = service(name="Gentle chair exercise and tea")
    text = read(client, address(offer))
    for part in (
        "Tuesdays, 10am to 11:30am",
        "Tuesday 1 December",
        "Marigold Hall",
        "LE4",
        "Free",
        "Age 18 and over",
        "Just turn up",
        'href="tel:0116496',
        "Step-free",
        "Please ask first",
        "The council checked this on",
        "This is a sample",
        "noindex",
    ):
        assert part in text, part


@pytest.mark.parametrize("language", ["gu", "pl", "ur"])
def test_the_page_answers_in_every_language(client: Client, language: str) -> None:
    offer = service(name="Gentle chair exercise and tea")
    text = read(client, address(offer, language))
    assert offer.short_code in text


def test_an_outside_listing_names_source_licence_and_date(client: Client) -> None:
    text = read(client, address(service(kind="gp")))
    assert "NHS England" in text
    assert "Open Government Licence" in text
    assert "December 2023" in text
    assert "This is a sample" not in text


def test_a_wrong_name_in_the_address_is_put_right(client: Client) -> None:
    offer = service(is_sample=True)
    answer = client.get(f"/en/directory/something-else-{offer.short_code}/")
    assert answer.status_code == 301
    assert answer["Location"] == address(offer)


@pytest.mark.parametrize(
    "path", ["tea-zzzzzzz/", "group/tea-zzzzzzz/", "place/tea-zzzzzzz/", "%22-zzzzzzz/", "nonsense"]
)
def test_an_unknown_code_is_not_found(client: Client, path: str) -> None:
    assert client.get(f"/en/directory/{path}", follow=True).status_code == 404


def test_opening_hours_older_than_twelve_months_are_not_shown(client: Client) -> None:
    library = service(kind="library", location__isnull=False)
    assert library.schedules.filter(kind="opening").exists()
    text = read(client, address(library))
    assert "am to " not in text.partition("Key facts")[2].partition("Where")[0]
    Schedule.objects.filter(service=library).update(as_of=date(2026, 6, 1))
    again(library)
    assert "am to " in read(client, address(library))


def test_a_closed_listing_says_so_and_is_found_by_its_name_alone(client: Client) -> None:
    offer = service(name="Gentle chair exercise and tea")
    Service.objects.filter(pk=offer.pk).update(status=Status.CLOSED)
    again(offer)
    rebuild()
    text = read(client, address(offer))
    assert "This has closed for good" in text
    by_name = read(client, f"/en/directory/?q={offer.name}")
    assert address(offer) in by_name
    assert "Closed for good" in by_name
    assert address(offer) not in read(client, "/en/directory/?category=chair_exercise")
    Service.objects.filter(pk=offer.pk).update(status=Status.ARCHIVED)
    again(offer)
    assert client.get(address(offer)).status_code == 404


def test_an_unknown_cost_says_ask(client: Client) -> None:
    assert "Ask about the cost" in read(client, address(service(cost_options__isnull=True)))


def test_six_queries_are_enough(
    client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    path = address(service(name="Gentle chair exercise and tea"))
    read(client, path)
    with django_assert_max_num_queries(6):
        read(client, path)


@pytest.mark.parametrize("kind", ["activity", "service", "gp", "pharmacy", "library", "club"])
def test_search_engines_are_told_in_data_that_nothing_can_break_out_of(
    client: Client, kind: str
) -> None:
    offer = service(kind=kind)
    Service.objects.filter(pk=offer.pk).update(name='</script><b>Tea & "cake"')
    again(offer)
    offer.refresh_from_db()
    found = SCRIPT.search(read(client, address(offer)))
    assert found
    assert "<" not in found[1]
    data = json.loads(found[1])
    assert data["@context"] == "https://schema.org"
    assert data["name"] == '</script><b>Tea & "cake"'


def test_parts_in_another_language_say_which(client: Client) -> None:
    offer = service(kind="gp")
    text = read(client, address(offer, "ur"))
    assert re.search(rf'<h1><bdi lang="en" dir="ltr">{re.escape(offer.name)}', text)


def test_a_group_lists_what_it_offers(client: Client) -> None:
    offer = service(is_sample=True, organisation__isnull=False)
    group = offer.organisation
    assert group is not None
    text = read(client, f"/en/directory/group/{group.slug}-{group.short_code}/")
    assert address(offer) in text
    wrong = client.get(f"/en/directory/group/wrong-{group.short_code}/")
    assert wrong.status_code == 301


def test_a_place_lists_what_goes_on_there(client: Client) -> None:
    offer = service(is_sample=True, location__isnull=False)
    place = offer.location
    assert place is not None
    text = read(client, f"/en/directory/place/{place.slug}-{place.short_code}/")
    assert address(offer) in text
    assert place.postcode in text
    assert client.get(f"/ur/directory/place/x-{place.short_code}/").status_code == 301


def test_a_place_says_how_its_desk_is_reached_also_to_search_engines(client: Client) -> None:
    place = make_place(name="Teal Hall", phone="0116 496 0611", website="https://example.org/teal")
    address = f"/en/directory/place/teal-hall-{place.short_code}/"
    text = read(client, address)
    assert f'href="{telephone_href("0116 496 0611")}"' in text
    assert '"telephone": "0116 496 0611"' in text
    assert '"sameAs": "https://example.org/teal"' in text
    Location.objects.filter(pk=place.pk).update(phone="", website="")
    assert "no telephone number" not in read(client, address)


def test_every_card_of_the_directory_can_be_shown(client: Client) -> None:
    for offer in Service.objects.listed().order_by("pk")[::7]:
        for language in ("en", "ur"):
            read(client, address(offer, language))
