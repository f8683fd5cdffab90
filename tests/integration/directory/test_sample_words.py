"""Do the words of a language in the samples become drafted translations?"""

import json
from pathlib import Path

import pytest

from core import clock
from directory.actions.sample_files import SHIPPED
from directory.actions.samples import load_samples
from directory.actions.taxonomy import load_taxonomy
from directory.models import Service
from directory.selectors import cards
from tests.factories.directory import locales

pytestmark = pytest.mark.django_db


def test_words_of_a_language_become_drafted_translations(tmp_path: Path) -> None:
    locales()
    load_taxonomy()
    for name in ("organisations", "locations", "activities"):
        rows = json.loads((SHIPPED / f"{name}.json").read_text(encoding="utf-8"))
        (tmp_path / f"{name}.json").write_text(json.dumps(rows), encoding="utf-8")
    first, place = rows[0], rows[0]["location_code"]
    words = {
        first["code"]: {"name": "دریا کنارے چائے", "cost_note": "مفت"},
        "organisations": {first["organisation_code"]: {"name": "گرم کمرہ"}},
        "locations": {place: {"name": "ہال", "how_to_find": "سبز چھت"}},
    }
    load_samples(now=clock.now(), folder=tmp_path)
    (tmp_path / "words.ur.json").write_text(json.dumps(words), encoding="utf-8")
    assert load_samples(now=clock.now(), folder=tmp_path) == 0
    service = Service.objects.sources().get(name=first["name"])
    card = cards([service.public_id], "ur")[service.public_id]
    assert (card.name.text, card.name.state) == ("دریا کنارے چائے", "drafted")
    assert card.organisation is not None
    assert card.organisation.name.language == "ur"
    assert card.place is not None
    assert card.place.directions is not None
    assert card.place.directions.text == "سبز چھت"
    assert card.has_drafted_words
