"""Are the made-up listings complete, well formed and kind to read?"""

import json
import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

DATA = Path(__file__).resolve().parents[3] / "directory" / "data"
SAMPLES = DATA / "samples"
TOP_GROUPS = {
    *("moving", "food", "money", "company", "quitting", "drinking", "mind"),
    *("family", "home", "abuse", "language", "health", "libraries"),
}
PLACE_ACCESS = {"step_free", "accessible_toilet", "hearing_loop", "quiet", "parking"}
ACCESS = PLACE_ACCESS | {"seated", "bsl", "large_print", "carers_welcome"}
SPOKEN = {"en", "gu", "pl", "ur", "pa", "hi", "bn", "so", "ar", "bsl"}
FORMATS = {"in_person", "online", "telephone"}
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
AGE_BANDS = ((0, 4), (5, 10), (11, 15), (16, 17), (18, 49), (50, 64), (65, 120))
LEICESTER_WARDS = {f"E050104{number}" for number in range(58, 79)}
WORDS = ("summary", "first_visit", "who_for", "how_to_join")
LONGEST = {"name": 60, "summary": 260, "first_visit": 260, "who_for": 160, "how_to_join": 160}
PHONE = re.compile(r"0116 496 0\d{3}")
POSTCODE = re.compile(r"LE\d{1,2} \d[A-Z]{2}")
CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")

Record = dict[str, Any]


def read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


TAXONOMY: list[Record] = read(DATA / "taxonomy.json")
ORGANISATIONS: list[Record] = read(SAMPLES / "organisations.json")
LOCATIONS: list[Record] = read(SAMPLES / "locations.json")
ACTIVITIES: list[Record] = read(SAMPLES / "activities.json")
LOCATION_BY_CODE = {location["code"]: location for location in LOCATIONS}
by_code = pytest.mark.parametrize("activity", ACTIVITIES, ids=lambda activity: activity["code"])


def sentences(text: str) -> list[str]:
    return [part for part in re.split(r"(?<=[.!?])[”’]?\s+", text) if part]


def weekly_free(low: int, high: int) -> Iterator[Record]:
    """Give free weekly activities on site that anyone of these ages may join all year."""
    for activity in ACTIVITIES:
        ages = activity["ages"]
        if (
            activity["kind"] == "activity"
            and activity["cost"]["free"]
            and activity["gender"] is None
            and activity["formats"] == ["in_person"]
            and any(s["every"] == 1 and not s["term_time"] for s in activity["sessions"])
            and ages["lowest"] <= low
            and ages["highest"] >= high
        ):
            yield activity


@pytest.mark.parametrize("records", [TAXONOMY, ORGANISATIONS, LOCATIONS, ACTIVITIES])
def test_codes_are_unique_and_plain(records: list[Record]) -> None:
    codes = [record["code"] for record in records]
    assert [code for code, times in Counter(codes).items() if times > 1] == []
    assert [code for code in codes if not re.fullmatch(r"[a-z0-9_-]+", code)] == []


def test_every_leicester_ward_has_a_venue_and_several_activities() -> None:
    assert {location["ward"] for location in LOCATIONS} == LEICESTER_WARDS
    per_ward = Counter(
        LOCATION_BY_CODE[activity["location_code"]]["ward"]
        for activity in ACTIVITIES
        if activity["location_code"]
    )
    assert {ward for ward in LEICESTER_WARDS if per_ward[ward] < 5} == set()


@pytest.mark.parametrize("location", LOCATIONS, ids=lambda location: location["code"])
def test_a_venue_has_an_address_in_leicester_and_says_what_is_there(location: Record) -> None:
    assert POSTCODE.fullmatch(location["postcode"])
    assert 52.57 < location["lat"] < 52.70
    assert -1.23 < location["lon"] < -1.04
    assert set(location["access"]) == PLACE_ACCESS
    assert set(location["access"].values()) <= {"yes", "no", "unknown"}
    assert location["name"]
    assert location["address"]
    assert len(location["how_to_find"]) <= 160


@pytest.mark.parametrize("group", ORGANISATIONS, ids=lambda group: group["code"])
def test_a_group_can_be_reached_at_made_up_addresses_only(group: Record) -> None:
    assert PHONE.fullmatch(group["phone"])
    assert group["email"].endswith("@example.org")
    assert group["name"]
    assert 0 < len(group["description"]) <= 220


@by_code
def test_an_activity_refers_to_things_that_exist(activity: Record) -> None:
    assert activity["organisation_code"] in {group["code"] for group in ORGANISATIONS}
    assert activity["categories"]
    assert set(activity["categories"]) <= {term["code"] for term in TAXONOMY}
    assert activity["kind"] in {"activity", "service"}
    assert set(activity["spoken"]) <= SPOKEN
    assert set(activity["access"]) <= ACCESS
    assert set(activity["formats"]) <= FORMATS
    assert activity["formats"]
    assert activity["booking"] in {"none", "ring", "online"}
    assert activity["gender"] in {None, "women", "men"}
    if activity["location_code"] is not None:
        assert activity["location_code"] in LOCATION_BY_CODE
    elif activity["formats"] == ["in_person"]:
        pytest.fail("An activity in a place needs a place")


@by_code
def test_an_activity_promises_no_access_that_its_venue_lacks(activity: Record) -> None:
    if activity["location_code"] is not None:
        venue = LOCATION_BY_CODE[activity["location_code"]]
        promised = set(activity["access"]) & (PLACE_ACCESS - {"quiet"})
        assert {code for code in promised if venue["access"][code] != "yes"} == set()
    assert ("bsl" in activity["access"]) == ("bsl" in activity["spoken"])


@by_code
def test_the_times_of_an_activity_are_real_times(activity: Record) -> None:
    assert activity["sessions"]
    for session in activity["sessions"]:
        assert session["days"]
        assert sorted(session["days"], key=DAYS.index) == session["days"]
        assert CLOCK.fullmatch(session["start"])
        assert CLOCK.fullmatch(session["end"])
        assert session["start"] < session["end"]
        assert session["every"] in (1, 2) or session["every"] == {"nth": [1, 3]}
        assert isinstance(session["term_time"], bool)


@by_code
def test_the_sessions_of_an_activity_do_not_overlap(activity: Record) -> None:
    for day in DAYS:
        times = sorted((s["start"], s["end"]) for s in activity["sessions"] if day in s["days"])
        assert all(first[1] <= second[0] for first, second in pairwise(times))


@by_code
def test_ages_cost_and_contact_of_an_activity_are_possible(activity: Record) -> None:
    assert 0 <= activity["ages"]["lowest"] < activity["ages"]["highest"] <= 120
    cost = activity["cost"]
    assert cost["note"]
    assert (cost["pence"] is None) == cost["free"]
    assert cost["free"] == cost["note"].startswith("Free")
    assert PHONE.fullmatch(activity["contact"]["phone"])
    assert activity["contact"]["email"].endswith("@example.org")


@by_code
def test_the_words_of_an_activity_are_short_and_easy(activity: Record) -> None:
    words = activity["words"]
    assert tuple(words) == WORDS
    texts = {"name": activity["name"], **words}
    assert {key for key, text in texts.items() if not 0 < len(text) <= LONGEST[key]} == set()
    lengths = [len(s.split()) for text in words.values() for s in sentences(text)]
    assert sum(lengths) / len(lengths) <= 16
    assert max(lengths) <= 25
    assert 2 <= len(sentences(words["summary"])) <= 4
    assert "!" not in " ".join(texts.values())


def test_abuse_listings_show_no_place_and_name_the_emergency_number() -> None:
    about_abuse = {"home_abuse", "sexual_violence", "older_abuse"}
    found = [a for a in ACTIVITIES if about_abuse & set(a["categories"])]
    assert found
    for activity in found:
        assert activity["location_code"] is None
        assert "999" in activity["words"]["summary"]


@pytest.mark.parametrize("band", AGE_BANDS)
@pytest.mark.parametrize("need", sorted(ACCESS))
def test_each_age_and_access_need_finds_five_free_weekly_activities(
    band: tuple[int, int], need: str
) -> None:
    fitting = [a for a in weekly_free(*band) if need in a["access"]]
    assert len(fitting) >= 5


def test_there_is_something_to_join_from_home_for_every_age() -> None:
    for remote in ("online", "telephone"):
        open_to_all = [
            a
            for a in ACTIVITIES
            if remote in a["formats"] and a["ages"] == {"lowest": 0, "highest": 120}
        ]
        assert open_to_all


def test_the_samples_are_as_varied_as_real_life() -> None:
    sessions = [session for activity in ACTIVITIES for session in activity["sessions"]]
    assert 140 <= len(ACTIVITIES) <= 180
    assert sum(not activity["cost"]["free"] for activity in ACTIVITIES) >= 25
    assert sum(session["start"] >= "17:00" for session in sessions) >= 30
    assert sum(bool({"sat", "sun"} & set(session["days"])) for session in sessions) >= 25
    assert sum(session["term_time"] for session in sessions) >= 5
    assert sum(session["every"] == 2 for session in sessions) >= 3
    assert sum(session["every"] == {"nth": [1, 3]} for session in sessions) >= 3
    assert {activity["gender"] for activity in ACTIVITIES} == {None, "women", "men"}
    assert {code for activity in ACTIVITIES for code in activity["spoken"]} == SPOKEN
    topics = {term["code"]: term["parent"] for term in TAXONOMY}
    reached = {topics[c] or c for activity in ACTIVITIES for c in activity["categories"]}
    assert TOP_GROUPS - reached == set()


def test_names_of_activities_are_all_different() -> None:
    names = [activity["name"].casefold() for activity in ACTIVITIES]
    assert [name for name, times in Counter(names).items() if times > 1] == []


def test_the_english_words_to_translate_are_those_of_the_activities() -> None:
    words = read(SAMPLES / "words.en.json")
    groups = words.pop("organisations")
    venues = words.pop("locations")
    assert words == {
        a["code"]: {"name": a["name"], **a["words"], "cost_note": a["cost"]["note"]}
        for a in ACTIVITIES
    }
    assert groups == {g["code"]: {"description": g["description"]} for g in ORGANISATIONS}
    assert venues == {v["code"]: {"how_to_find": v["how_to_find"]} for v in LOCATIONS}


TRANSLATED = sorted(SAMPLES.glob("words.*.json"))


@pytest.mark.parametrize("path", TRANSLATED, ids=lambda path: path.name)
def test_a_file_of_translated_words_names_only_what_exists(path: Path) -> None:
    words = read(path)
    assert set(words.pop("organisations", {})) <= {g["code"] for g in ORGANISATIONS}
    assert set(words.pop("locations", {})) <= set(LOCATION_BY_CODE)
    assert set(words) <= {a["code"] for a in ACTIVITIES}
    for texts in words.values():
        assert set(texts) <= {"name", *WORDS, "cost_note"}
