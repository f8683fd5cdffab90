"""Are the samples loaded once, marked as samples, and taken away whole?"""

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from core import clock
from directory.actions.cards import refresh_aged
from directory.actions.sample_files import SHIPPED
from directory.actions.samples import load_samples, remove_samples
from directory.actions.taxonomy import load_taxonomy
from directory.indexing import all_ids, documents_for
from directory.models import ListingCard, Location, Organisation, Service, TaxonomyTerm
from directory.selectors import cards
from directory.selectors.headings import top_of
from tests.factories.directory import locales, make_listing

pytestmark = pytest.mark.django_db


@pytest.fixture
def samples() -> None:
    locales()
    load_taxonomy()
    load_samples(now=clock.now())


def test_loading_twice_makes_nothing_new(samples: None) -> None:
    count, cards_before = Service.objects.count(), ListingCard.objects.count()
    assert load_taxonomy() == 0
    assert load_samples(now=clock.now()) == 0
    assert (Service.objects.count(), ListingCard.objects.count()) == (count, cards_before)


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


def test_every_sample_says_that_it_is_one(samples: None) -> None:
    assert Service.objects.sources().count() >= 30
    assert not Service.objects.sources().filter(is_sample=False).exists()


def test_every_weekly_sample_has_a_date_within_two_weeks(samples: None) -> None:
    soon = clock.today() + timedelta(days=14)
    for document in documents_for(list(all_ids())):
        card = cards([document.public_id], "en")[document.public_id]
        if any(s.rule.every == 1 and not s.rule.nth and not s.term_time for s in card.sessions):
            assert document.dates
            assert document.dates[0] <= soon, document.names["en"]


def test_the_worker_builds_only_cards_of_earlier_days(samples: None) -> None:
    assert refresh_aged(now=clock.now()) == 0
    one = ListingCard.objects.first()
    assert one is not None
    ListingCard.objects.filter(service=one.service).update(built_at=clock.now() - timedelta(days=2))
    assert refresh_aged(now=clock.now()) == 1


def test_headings_have_names_in_every_language(samples: None) -> None:
    for code in ("gu", "pl", "ur"):
        assert TaxonomyTerm.objects.words_in(code).count() == TaxonomyTerm.objects.sources().count()


def test_a_heading_knows_its_top_group(samples: None) -> None:
    assert top_of("walking") == "moving"
    assert top_of("moving") == "moving"


def test_removing_samples_leaves_real_listings(samples: None) -> None:
    real = make_listing()
    assert remove_samples(now=clock.now()) > 0
    assert list(Service.objects.values_list("pk", flat=True)) == [real.pk]
    assert not Organisation.objects.filter(is_sample=True).exists()
    assert not Location.objects.filter(is_sample=True).exists()
    assert not ListingCard.objects.exclude(service=real).exists()


def test_documents_of_many_listings_cost_a_fixed_number_of_queries(
    samples: None, django_assert_max_num_queries: Any
) -> None:
    ids = list(all_ids())
    with django_assert_max_num_queries(26):
        assert len(list(documents_for(ids))) == len(ids)
