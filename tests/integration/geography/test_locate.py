"""Is a typed place found where it is, from the data that ships with the site?"""

from collections.abc import Iterator

import pytest
from django.core.management import call_command
from django.db import transaction
from pytest_django import DjangoAssertNumQueries, DjangoDbBlocker, Settings

from geography.enums import LsoaBasis
from geography.models import Outcode, Postcode
from geography.selectors import in_council_area, locate, wards
from geography.types import Located, Malformed, NotFound

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module", autouse=True)
def shipped_data(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Load the shipped data once for the module, in a transaction that is gone after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_geography")
        yield
        transaction.set_rollback(True)


def found(text: str) -> Located:
    """Return the place, which has to be there."""
    located = locate(text)
    assert isinstance(located, Located)
    return located


def test_a_whole_postcode_has_ward_district_and_decile() -> None:
    located = found("le4 5qd leicester")
    assert (located.label, located.kind, located.approximate) == ("LE4 5QD", "postcode", False)
    assert (located.ward_name, located.district_name) == ("Abbey", "Leicester")
    assert located.imd_decile == 3
    assert located.outcode_label == "LE4"
    assert in_council_area(located) is True


def test_the_edition_of_deprivation_is_a_setting(settings: Settings) -> None:
    row = Postcode.objects.get(code="LE45QD")
    settings.WAYMARK_IMD_EDITION = 2019
    older = found("LE4 5QD")
    assert row.lsoa11 != ""
    assert older.imd_decile is not None
    settings.WAYMARK_IMD_EDITION = 2025
    Postcode.objects.filter(code="LE45QD").update(lsoa21="")
    assert found("LE4 5QD").imd_decile is None


def test_a_guessed_neighbourhood_has_no_decile() -> None:
    guessed = Postcode.objects.filter(lsoa21_basis=LsoaBasis.GUESS).first()
    assert guessed is not None
    located = found(guessed.code)
    assert located.imd_decile is None
    assert located.lsoa21 is None


def test_a_decile_stated_by_the_file_serves_where_no_neighbourhood_is_known() -> None:
    Postcode.objects.create(
        code="ZE11AA", lat=60.1, lon=-1.1, lsoa21_basis="e", stated_decile_2025=7
    )
    assert found("ZE1 1AA").imd_decile == 7


def test_an_unknown_postcode_falls_back_to_its_outcode() -> None:
    located = found("LE4 9ZZ")
    assert (located.label, located.kind, located.approximate) == ("LE4", "outcode", True)
    assert (located.imd_decile, located.lsoa21, located.ward) == (None, None, None)


def test_no_outcode_has_a_decile() -> None:
    for code in Outcode.objects.filter(code__startswith="LE").values_list("code", flat=True):
        assert found(code).imd_decile is None


@pytest.mark.parametrize(
    ("text", "is_inside"), [("LE4", None), ("M1", False), ("PO1 9ZZ", False), ("LE1 1FZ", True)]
)
def test_an_outcode_may_be_on_either_side(text: str, is_inside: bool | None) -> None:
    assert in_council_area(found(text)) is is_inside


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Belgrave", "Belgrave"),
        ("evington", "Evington"),
        ("near Belgrave, Leicester", "Belgrave"),
        ("Rowley Fields", "Rowley Fields"),
        ("new parks", "New Parks"),
        ("Evignton", "Evington"),
        ("Stoneygat", "Stoneygate"),
        ("Leicester", "Leicester"),
        ("Oadby", "Oadby, Oadby and Wigston"),
        ("Manchester", "Manchester"),
        ("manchestr", "Manchester"),
    ],
)
def test_a_place_is_found_by_name(text: str, label: str) -> None:
    located = found(text)
    assert (located.label, located.kind, located.approximate) == (label, "place", True)
    assert located.imd_decile is None


def test_a_name_begun_is_found_in_the_councils_area() -> None:
    located = found("braunstone")
    assert located.label.startswith("Braunstone")
    assert in_council_area(located) is True


def test_a_ward_name_gives_its_ward() -> None:
    assert found("Evington").ward_name == "Evington"


def test_another_council_finds_its_own_places_first(settings: Settings) -> None:
    settings.WAYMARK_DISTRICTS = ["E06000044"]
    assert found("Fratton").district_name == "Portsmouth"
    assert in_council_area(found("LE4 5QD")) is False


@pytest.mark.parametrize("text", ["qqqqqqq", "swimming", "x", "Łódź", "બેલગ્રેવ", "BF1 1AA"])
def test_what_is_nowhere_is_not_found(text: str) -> None:
    answer = locate(text)
    assert isinstance(answer, NotFound | Malformed)
    assert answer.text == text


@pytest.mark.parametrize("text", ["LE4 5Q", "", "ZZ1 1AA"])
def test_a_bad_postcode_is_malformed(text: str) -> None:
    assert locate(text) == Malformed(text)


@pytest.mark.parametrize(
    ("text", "queries"),
    [("LE4 5QD", 1), ("LE4", 1), ("LE4 9ZZ", 2), ("Evington", 1), ("Evignton", 2), ("LE4 5Q", 0)],
)
def test_it_takes_two_queries_at_most(
    text: str, queries: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(queries):
        locate(text)


def test_leicester_has_21_wards_each_with_its_middle() -> None:
    found_wards = wards("E06000016")
    assert len(found_wards) == 21
    assert all(52.5 < ward.lat < 52.7 and -1.3 < ward.lon < -1.0 for ward in found_wards)
