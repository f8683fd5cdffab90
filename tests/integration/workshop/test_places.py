"""Are places split by need, shown with their arithmetic, and does a full provider lead on?"""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from pytest_django import Settings

from accounts.roles import Role
from config.settings.configurations import FOLDER, names
from geography.models import Area, Deprivation, Postcode
from geography.need import neighbourhoods
from selfassessment import shipped
from selfassessment.actions.places import Plan, keep, settle
from selfassessment.demonstration.places import load_sample_places
from selfassessment.fixed_names import ROUTING
from selfassessment.models import PlacesPlan
from selfassessment.selectors.places import full_providers
from tests.fixtures.members import member_of

pytestmark = pytest.mark.django_db
NOW = datetime.fromisoformat("2026-11-27T10:00:00+00:00")
ADDRESS = "/admin/journeys/places/"


@pytest.fixture
def areas() -> None:
    """Lay out two districts: three poor neighbourhoods in one, one rich one in the other."""
    for code, name in (("E07000117", "Burnley"), ("E07000124", "Ribble Valley")):
        Area.objects.get_or_create(code=code, defaults={"kind": "district", "name": name})
    homes = (("B1", 1, "E07000117"), ("B2", 1, "E07000117"), ("B3", 2, "E07000117"))
    for number, (lsoa, decile, district) in enumerate((*homes, ("R1", 10, "E07000124"))):
        Deprivation.objects.create(edition=2025, lsoa=lsoa, rank=number + 1, decile=decile)
        Postcode.objects.create(
            code=f"BB1{number}AA", lat=53, lon=-2, district_id=district, lsoa21=lsoa
        )


def plan(**others: Any) -> Plan:
    """Return a plan for two providers."""
    facts: dict[str, Any] = {
        "title": "Home improvement",
        "total": 100,
        "starts_on": date(2020, 1, 1),
        "ends_on": date(2090, 1, 1),
        "areas": {"desk": ("E07000117",), "lifestyle_team": ("E07000124",)},
        "weights": dict.fromkeys(range(1, 11), Decimal(1)),
    }
    return Plan(**{**facts, **others})


def test_a_neighbourhood_belongs_where_most_of_its_postcodes_are(areas: None) -> None:
    Postcode.objects.create(code="BB19ZZ", lat=53, lon=-2, district_id="E07000124", lsoa21="B1")
    Postcode.objects.create(code="BB19ZY", lat=53, lon=-2, district_id="E07000124", lsoa21="B1")
    found = neighbourhoods(["E07000117", "E07000124"])
    assert found == {"E07000117": {1: 1, 2: 1}, "E07000124": {1: 1, 10: 1}}


def test_places_follow_neighbourhoods_and_weights(areas: None) -> None:
    kept = keep(plan(), by="test", now=NOW)
    assert kept.places == '{"desk": 75, "lifestyle_team": 25}'


def test_a_provider_without_a_place_is_full_and_others_are_not(areas: None) -> None:
    kept = keep(
        plan(areas={"desk": ("E07000117",), "lifestyle_team": ()}, total=1), by="t", now=NOW
    )
    assert full_providers() == ()
    settle(kept, by="else", now=NOW)
    assert full_providers() == ("lifestyle_team",)


def test_a_plan_that_has_ended_makes_nobody_full(areas: None) -> None:
    settle(keep(plan(total=0, ends_on=date(2020, 2, 1)), by="test", now=NOW), by="t", now=NOW)
    assert full_providers() == ()


@pytest.mark.parametrize("name", names())
def test_a_demonstration_has_places_split_over_providers_of_its_tables(
    name: str, settings: Settings
) -> None:
    settings.WAYMARK_CONFIGURATION_FOLDER = FOLDER / name
    assert load_sample_places(now=NOW) == 1
    assert load_sample_places(now=NOW) == 0
    kept = PlacesPlan.objects.get()
    places = json.loads(kept.places)
    assert sum(places.values()) == kept.total
    assert set(places) <= set(shipped.documents()[ROUTING]["providers"])
    assert "sample" in kept.title
    assert full_providers() == ()


def test_staff_split_places_and_see_every_step(
    client: Client, django_user_model: Any, areas: None
) -> None:
    client.force_login(member_of(Role.EDITOR, django_user_model))
    page = client.get(ADDRESS).content.decode()
    assert "Split the places" in page
    form = {
        "title": "Homes",
        "total": "10",
        "starts_on": "2026-04-01",
        "ends_on": "2090-03-31",
        "areas": "desk: E07000117\nlifestyle_team: e07000124",
        **{f"weight_{decile}": "2" if decile == 1 else "1" for decile in range(1, 11)},
    }
    answer = client.post(ADDRESS, form)
    assert answer.status_code == 302
    shown = client.get(answer["Location"]).content.decode()
    assert "2 × 2 + 1 × 1" in shown
    assert PlacesPlan.objects.get().places == '{"desk": 8, "lifestyle_team": 2}'
    sheet = client.get(f"{answer['Location']}places.csv")
    assert b"desk" in sheet.content


def test_what_one_person_splits_counts_once_another_one_approves(
    client: Client, django_user_model: Any, areas: None
) -> None:
    settled = settle(keep(plan(total=100), by="test", now=NOW), by="t", now=NOW)
    asks, agrees = (
        member_of(role, django_user_model) for role in (Role.EDITOR, Role.CLINICAL_SAFETY)
    )
    waiting = keep(plan(total=10), kept=settled, by=asks, now=NOW)
    settled.refresh_from_db()
    assert (settled.total, waiting.replaces) == (100, settled)
    approve = f"{ADDRESS}{waiting.pk}/approve/"
    client.force_login(asks)
    assert client.post(approve, {"as_of": NOW.isoformat()}).status_code in {302, 409}
    client.force_login(agrees)
    assert "Approve" in client.get(f"{ADDRESS}{waiting.pk}/").content.decode()
    assert client.post(approve, {"as_of": "another moment"}).status_code == 409
    assert PlacesPlan.objects.get(pk=settled.pk).total == 100
    assert client.post(approve, {"as_of": NOW.isoformat()}).status_code == 302
    assert PlacesPlan.objects.get().total == 10
    assert client.post(f"{ADDRESS}{settled.pk}/take-back/").status_code == 409


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("nobody: E07000117", "is not a provider"),
        ("desk: E99999999", "is not a district or ward"),
        ("desk: E07000117\nlifestyle_team: E07000117", "stands twice"),
        ("desk", "one line with codes"),
    ],
)
def test_a_slip_is_said_and_nothing_is_lost(
    client: Client, django_user_model: Any, areas: None, lines: str, said: str
) -> None:
    client.force_login(member_of(Role.EDITOR, django_user_model))
    answer = client.post(ADDRESS, {"title": "Homes", "total": "10", "areas": lines})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "Homes" in answer.content.decode()
    assert not PlacesPlan.objects.exists()


def test_translators_are_not_let_in(client: Client, django_user_model: Any) -> None:
    client.force_login(member_of(Role.TRANSLATOR, django_user_model))
    assert client.get(ADDRESS).status_code in {302, 403}
