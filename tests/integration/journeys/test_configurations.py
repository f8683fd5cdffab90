"""Does another council's configuration come whole: rows, words, samples in its own area?"""

import json
from pathlib import Path

import pytest
from django.conf import settings

from core import clock
from directory.actions.sample_files import SHIPPED
from directory.actions.sample_places import placed_anew
from directory.actions.samples import SampleFiles
from geography.types import Spot
from selfassessment import council_words, overlay
from selfassessment.actions.configurations import OwnJourneys, use
from selfassessment.journeys.texts import Words
from selfassessment.models import Fact, Journey, Manuscript

LANCASHIRE = Path(settings.WAYMARK_CONFIGURATION_FOLDER).parent / "lancashire"
NELSON = Spot("BB9 7AA", 53.83, -2.21, "E05013000", "Nelson East", "E07000122", "Pendle")


@pytest.mark.django_db
def test_a_configuration_is_published_as_a_new_version_with_its_numbers() -> None:
    before = Journey.objects.get(slug="refer").current
    shipment = use(LANCASHIRE, now=clock.now())
    after = Journey.objects.get(slug="refer").current
    assert not shipment.kept
    assert before is not None
    assert after is not None
    assert after.number == before.number + 1
    assert "home_north" in json.loads(after.routing)["providers"]
    assert Fact.objects.get(key="council_care").value == "0116 496 0710"


@pytest.mark.django_db
def test_journeys_that_were_changed_on_the_site_are_not_written_over() -> None:
    Manuscript.objects.update_or_create(
        name="refer",
        defaults={"content": "{}", "edited_by": "somebody", "edited_at": clock.now()},
    )
    with pytest.raises(OwnJourneys):
        use(LANCASHIRE, now=clock.now())


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("language", "name"), [("en", "Leicester"), ("gu", "લેસ્ટર"), ("ur", "لیسٹر")]
)
def test_a_text_names_the_council_in_the_readers_language(language: str, name: str) -> None:
    assert name in Words(language)("page.area_link.title")


def test_a_name_nobody_knows_stays_as_it_is_typed() -> None:
    assert council_words.fill("{council.mayor} of {council.place}", "pl") == (
        "{council.mayor} of Leicester"
    )


def test_what_ships_is_read_as_the_configuration_that_is_tried() -> None:
    with overlay.trying(LANCASHIRE):
        assert overlay.chosen() == LANCASHIRE
    assert overlay.chosen() == settings.WAYMARK_CONFIGURATION_FOLDER


def test_samples_stand_in_the_new_area_and_no_longer_name_the_old_one() -> None:
    files = SampleFiles.read(SHIPPED)
    moved = placed_anew(files, [NELSON] * len(files.locations))
    assert {row["district"] for row in moved.locations} == {"E07000122"}
    told = json.dumps(
        [
            *(moved.locations, [(row["name"], row["email"]) for row in moved.organisations]),
            *([row["name"], row.get("words"), row["contact"]] for row in moved.activities),
        ]
    ).lower()
    assert not [name for name in ("leicester", "braunstone", "belgrave") if name in told]
    assert len(moved.activities) == len(files.activities)


def test_what_names_a_place_is_not_shown_with_its_old_translation() -> None:
    files = SampleFiles.read(SHIPPED)
    moved = placed_anew(files, [NELSON] * len(files.locations))
    pairs = zip(files.activities, moved.activities, strict=True)
    renamed = {row["code"] for row, other in pairs if {**other, "contact": row["contact"]} != row}
    assert renamed
    assert not renamed & set(moved.words["gu"].services)
    assert set(files.words["gu"].services) - renamed == set(moved.words["gu"].services)
