"""Are the lines of an activity that a person takes along plain words?"""

import pytest

from selfassessment.journeys.handing import plain


@pytest.mark.parametrize(
    ("marked", "words"),
    [
        ('<bdi lang="en" dir="ltr">Riverside Family Centre</bdi>', "Riverside Family Centre"),
        ("Tea &amp; talk", "Tea & talk"),
        ("Westcotes", "Westcotes"),
    ],
)
def test_a_name_marked_for_a_page_becomesplain(marked: str, words: str) -> None:
    assert plain(marked) == words
