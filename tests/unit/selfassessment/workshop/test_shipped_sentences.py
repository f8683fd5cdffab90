"""Does every shipped row, way on and condition read as the sentences that people have read?

The list stands in `expected_sentences.json`. Whoever changes a row reads the new sentences and
renews the list: `WAYMARK_RENEW_EXPECTED=1 python -m pytest <this file>`.
"""

import json
import os
from pathlib import Path

import pytest

from selfassessment import shipped
from selfassessment.fixed_names import ROUTING
from selfassessment.selectors.workshop import WorkingCopy
from selfassessment.workshop.presenters import journeys
from selfassessment.workshop.presenters.speaking import speaker

EXPECTED = Path(__file__).with_name("expected_sentences.json")


@pytest.fixture(scope="module")
def copy() -> WorkingCopy:
    """Return what ships, as the workshop reads it."""
    return WorkingCopy(documents=shipped.documents(), revisions={}, texts=shipped.texts())


def sentences(copy: WorkingCopy) -> dict[str, dict[str, str]]:
    """Return every sentence by the place of what it says, in both languages."""
    found: dict[str, dict[str, str]] = {}
    english, gujarati = speaker(copy, ROUTING), speaker(copy, ROUTING, "gu")
    for table, rows in copy.routing.tables.items():
        for row in rows:
            place = f"tables.{table.value}.{row.order}"
            found[place] = {"en": english.row(row), "gu": gujarati.row(row)}
    for name in (ROUTING, *copy.journeys):
        english, gujarati = speaker(copy, name), speaker(copy, name, "gu")
        for key in english.speech.conditions:
            said = {"en": english.named(key), "gu": gujarati.named(key)}
            found[f"{name}.conditions.{key}"] = said
    for name, journey in copy.journeys.items():
        english = speaker(copy, name)
        titles = journeys.page_titles(journey, copy.texts["en"])
        for page in journey.pages:
            said_en = journeys.ways(page, titles, english)
            said_gu = journeys.ways_in_gujarati(copy, name, page)
            for number, (one, other) in enumerate(zip(said_en, said_gu, strict=True)):
                found[f"{name}.{page.key}.{number}"] = {"en": one, "gu": other}
    return found


def test_each_sentence_stands_in_the_list(copy: WorkingCopy) -> None:
    found = sentences(copy)
    if os.environ.get("WAYMARK_RENEW_EXPECTED"):
        text = json.dumps(found, ensure_ascii=False, indent=1)
        EXPECTED.write_text(f"{text}\n", "utf-8")
    listed = json.loads(EXPECTED.read_text("utf-8"))
    changed = [place for place in {*found, *listed} if found.get(place) != listed.get(place)]
    assert not changed, f"Read these and renew the list: {sorted(changed)[:20]}"


def test_a_gujarati_sentence_has_no_english_pattern_in_it(copy: WorkingCopy) -> None:
    for place, said in sentences(copy).items():
        for words in (" is ", " includes ", "If ", " then ", "Always "):
            assert words not in said["gu"], place
