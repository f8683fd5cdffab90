"""Is what a page says about a height or a weight in the unit that was typed, and about both?"""

import pytest
from django.test import Client

from tests.fixtures.filling import ANSWERS
from tests.fixtures.journeys import begin, errors, submit


@pytest.fixture
def body(client: Client) -> str:
    """Return the address of the page that asks for height and weight."""
    address = begin(client, "check")
    for _ in range(30):
        page = client.get(address).content.decode()
        if "height_cm" in page:
            return address
        if "govuk-task-list" in page:
            done, _, rest = page.partition("Not started yet")
            address = done.rpartition('href="')[2].partition('"')[0]
            assert rest
            continue
        given = {name: value for name, value in ANSWERS.items() if f'name="{name}"' in page}
        address = str(submit(client, address, given or {"skip": "1"})["Location"])
    raise AssertionError("The page was not reached.")


def send(client: Client, address: str, **boxes: str) -> object:
    """Send the page as its own form would."""
    return submit(client, address, boxes)


@pytest.mark.parametrize(
    ("boxes", "said"),
    [
        ({"height_ft": "3"}, "a number that is 3 feet (ft) 4 inches (in) or more"),
        (
            {"height_ft": "9", "height_in": "0"},
            "a number that is 8 feet (ft) 2 inches (in) or less",
        ),
        ({"height_cm": "99"}, "a number that is 100 centimetres (cm) or more"),
        ({"weight_st": "3"}, "a number that is 4 stones (st) 0 pounds (lb) or more"),
        ({"weight_kg": "351"}, "a number that is 350 kilograms (kg) or less"),
        ({"height_ft": "5", "height_in": "-1"}, "a number that is 0 or more"),
        ({"weight_kg": "-3"}, "a number that is 25 kilograms (kg) or more"),
    ],
)
def test_a_limit_is_said_in_the_unit_that_was_typed(
    client: Client, body: str, boxes: dict[str, str], said: str
) -> None:
    (message,) = errors(send(client, body, **boxes))
    assert said in message


def test_the_limit_that_is_said_is_itself_allowed(client: Client, body: str) -> None:
    allowed = {
        "height_ft": "3",
        "height_in": "4",
        "weight_st": "4",
        "weight_lb": "0",
        "confirm": "1",
    }
    assert send(client, body, **allowed).status_code == 302  # type: ignore[attr-defined]


def test_two_unusual_values_are_both_asked_about(client: Client, body: str) -> None:
    page = send(client, body, height_cm="120", weight_kg="240").content.decode()  # type: ignore[attr-defined]
    assert "Is this height right? Is this weight right?" in page
    assert "120 centimetres (cm), 240 kilograms (kg)" in page


@pytest.mark.parametrize(
    ("boxes", "said"),
    [
        ({"height_cm": "tall"}, "Write a number, like 170"),
        ({"height_ft": "tall"}, "Write a number, like 5 feet (ft) 7 inches (in)"),
        ({"height_ft": "5.5", "height_in": "1"}, "like 5 feet (ft) 7 inches (in)"),
        ({"weight_kg": "heavy"}, "Write a number, like 72"),
        ({"weight_st": "heavy"}, "Write a number, like 11 stones (st) 5 pounds (lb)"),
    ],
)
def test_an_example_could_be_somebody_and_is_in_the_unit_that_was_typed(
    client: Client, body: str, boxes: dict[str, str], said: str
) -> None:
    (message,) = errors(send(client, body, **boxes))
    assert said in message
    assert "{" not in message


def test_an_example_is_in_the_language_of_the_reader(client: Client, body: str) -> None:
    (message,) = errors(send(client, body.replace("/en/", "/pl/"), height_ft="x"))
    assert "na przykład 5 stopy (ft) 7 cale (in)" in message
