"""What do the importers read from the files that ship?"""

from collections import Counter
from pathlib import Path

from directory.importers import clubs, libraries, nhs, trafford
from directory.importers.rows import place

TRAFFORD = Path(__file__).resolve().parents[2] / "samples" / "listings_trafford_gm.csv"


def test_leicester_has_52_practices_and_82_pharmacies() -> None:
    assert Counter(row.kind for row in nhs.listings()) == {"gp": 52, "pharmacy": 82}


def test_no_name_of_a_practice_shouts() -> None:
    assert [row.name for row in nhs.listings() if row.name.isupper()] == []


def test_practices_in_one_building_share_its_address() -> None:
    places = Counter(row.place for row in nhs.listings() if row.place)
    assert max(places.values()) > 1


def test_libraries_keep_their_old_hours_with_their_date() -> None:
    rows = list(libraries.listings())
    assert len(rows) == 18
    assert all(row.hours_as_of is not None for row in rows if row.opening)


def test_the_mobile_library_has_no_fixed_place() -> None:
    bus = next(row for row in libraries.listings() if "Bookbus" in row.name)
    assert bus.place is None
    assert bus.contacts


def test_a_club_without_a_venue_has_only_its_area() -> None:
    club = next(row for row in clubs.listings() if row.name == "AFC Andrews")
    assert (club.place, club.outcode, club.contacts) == (None, "LE2", ())


def test_a_club_is_put_under_its_sport() -> None:
    assert clubs.headings_of("Cosby Cricket Club") == ("cricket",)
    assert clubs.headings_of("Magna 73 FC") == ("football",)
    assert clubs.headings_of("Holwell Rifle Club") == ("moving",)


def test_every_record_of_every_source_has_an_id_of_its_own() -> None:
    for rows in (
        libraries.listings(),
        nhs.listings(),
        clubs.listings(),
        trafford.listings(TRAFFORD),
    ):
        ids = [row.external_id for row in rows]
        assert len(ids) == len(set(ids))


def test_trafford_has_1414_listings() -> None:
    assert len(list(trafford.listings(TRAFFORD))) == 1414


def test_a_postcode_that_cannot_be_one_is_left_out_and_its_place_kept() -> None:
    row = {"postcode": "WA154 1HF", "lat": "53.39", "lon": "-2.33"}
    found = place(row, name="Hall", address="1 High Street")
    assert found is not None
    assert (found.postcode, found.latitude) == ("", 53.39)
    assert place({"postcode": "WA154 1HF"}, name="Hall", address="") is None


def test_a_place_takes_the_contact_of_a_practice_only_when_it_is_the_practice() -> None:
    for row in nhs.listings():
        assert row.place is not None
        number = dict(row.contacts).get("phone", "")
        assert row.place.phone == (number if row.place.name == row.name else "")


def test_a_library_is_written_to_at_its_own_address() -> None:
    (belgrave,) = [row for row in libraries.listings() if row.name == "Belgrave Library"]
    assert belgrave.place is not None
    assert belgrave.place.email == "belgrave.lib@leicester.gov.uk"
