"""Can the parts of the health check be done in any order, and left out?"""

import re

import pytest
from django.test import Client

from tests.fixtures.journeys import begin, submit, walk

pytestmark = pytest.mark.django_db
FRONT = ({"who_for": "self"}, {"signs": "none"}, {"safe": "none"}, {"age_band": "18_39"})


@pytest.fixture
def parts(client: Client) -> str:
    """Return the address of the list of parts of a grown-up's check."""
    address = begin(client, "check")
    for answers in FRONT:
        address = str(submit(client, address, answers)["Location"])
    return address


def lines(client: Client, address: str) -> dict[str, tuple[str, str]]:
    """Return address and state of each part by its name."""
    items = client.get(address).content.decode().split('<li class="govuk-task-list__item')[1:]
    found = {}
    for item in items:
        text = re.sub(r"<[^>]+>", "\n", item).split("\n")
        words = [word.strip() for word in text[1:] if word.strip()]
        found[words[0]] = (item.partition('href="')[2].partition('"')[0], words[1])
    return found


def test_the_list_shows_each_part_with_its_state(client: Client, parts: str) -> None:
    shown = lines(client, parts)
    assert shown["About you"][1] == "Not started yet"
    assert shown["Moving"] == ("", "Do “About you” first")
    assert shown["Smoking and vaping"][1] == "Not started yet"


def test_a_part_in_the_middle_may_come_first(client: Client, parts: str) -> None:
    smoking = lines(client, parts)["Smoking and vaping"][0]
    back = str(submit(client, smoking, {"tobacco": "none"})["Location"])
    assert back == parts
    assert lines(client, parts)["Smoking and vaping"][1] == "Done"
    assert lines(client, parts)["About you"][1] == "Not started yet"


def test_the_list_may_be_left_with_parts_undone(client: Client, parts: str) -> None:
    after = client.post(parts)
    assert after.status_code == 302
    end = walk(client, str(after["Location"]), {})
    assert end.endswith("/results/")
    assert client.get(end).status_code == 200


def test_looking_at_the_list_writes_nothing(client: Client, parts: str) -> None:
    client.get(parts)
    assert str(client.get(parts.rpartition("/check/")[0] + "/check/").status_code) == "200"
    assert lines(client, parts)["About you"][1] == "Not started yet"


def test_a_red_flag_in_a_part_stops_for_it(client: Client, parts: str) -> None:
    mind = lines(client, parts)["How you feel, and company"][0]
    warned = str(submit(client, mind, {"feeling": "very_low"})["Location"])
    page = client.get(warned).content.decode()
    assert "Talk to someone today" in page
    assert "116 123" in page
