"""Are the samples loaded once, marked as samples, and taken away whole?"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from core import clock
from core.remembering import forget_all
from directory.actions import proposals
from directory.actions.cards import refresh_aged
from directory.actions.sample_members import HELPER, LEAD, load_sample_members
from directory.actions.sample_waiting import load_sample_waiting
from directory.actions.samples import load_samples, remove_samples
from directory.actions.taxonomy import load_taxonomy
from directory.indexing import all_ids, documents_for
from directory.models import (
    GroupNeed,
    ListingCard,
    Location,
    Member,
    Membership,
    Organisation,
    ProblemReport,
    Proposal,
    Service,
    TaxonomyTerm,
)
from directory.selectors import cards
from directory.selectors.headings import top_of
from directory.selectors.moderation import in_order, items
from tests.factories.directory import locales, make_group, make_listing

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def loaded_once(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Load the samples in a transaction around the tests of this file."""
    with django_db_blocker.unblock():
        with transaction.atomic():
            locales()
            load_taxonomy()
            load_samples(now=clock.now())
            yield
            transaction.set_rollback(True)
        forget_all()


@pytest.fixture
def samples(loaded_once: None, db: None) -> None:
    """Give the samples, in a transaction of the test's own."""


def test_loading_twice_makes_nothing_new(samples: None) -> None:
    count, cards_before = Service.objects.count(), ListingCard.objects.count()
    assert load_taxonomy() == 0
    assert load_samples(now=clock.now()) == 0
    assert (Service.objects.count(), ListingCard.objects.count()) == (count, cards_before)


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


def test_a_sample_group_has_two_people_who_keep_its_listings_once(samples: None) -> None:
    assert load_sample_members(now=clock.now()) == 2
    assert load_sample_members(now=clock.now()) == 0
    rows = list(Membership.objects.current().select_related("member", "organisation"))
    assert [row.member.value for row in rows] == [LEAD, HELPER]
    assert all(row.organisation.is_sample for row in rows)
    assert rows[0].organisation.services.count() > 1
    assert GroupNeed.objects.count() == 1


def test_something_made_up_waits_for_staff_once(samples: None) -> None:
    assert load_sample_waiting(now=clock.now()) == 4
    assert load_sample_waiting(now=clock.now()) == 0
    found = items(in_order("", 0, 50))
    assert {one.kind for one in found} == {"new", "edit", "claim", "report"}
    assert not proposals.missing(Proposal.objects.get(kind="new"))
    for row in Proposal.objects.exclude(kind="claim"):
        assert proposals.approve(row, by=None, now=clock.now()).service is not None


def test_all_that_is_made_up_goes_and_what_is_real_stays(samples: None) -> None:
    load_sample_members(now=clock.now())
    load_sample_waiting(now=clock.now())
    both = Member.objects.get(memberships__role="lead")
    group = make_group(name="Real one")
    real = make_listing(organisation=group)
    Membership.objects.create(member=both, organisation=group, since=clock.now())
    assert remove_samples(now=clock.now()) > 0
    assert list(Service.objects.values_list("pk", flat=True)) == [real.pk]
    assert not Organisation.objects.filter(is_sample=True).exists()
    assert not Location.objects.filter(is_sample=True).exists()
    assert not ListingCard.objects.exclude(service=real).exists()
    assert list(Member.objects.all()) == [both]
    assert not ProblemReport.objects.exists()
    assert not Proposal.objects.exclude(service=None).exists()


def test_documents_of_many_listings_cost_a_fixed_number_of_queries(
    samples: None, django_assert_max_num_queries: Any
) -> None:
    ids = list(all_ids())
    with django_assert_max_num_queries(26):
        assert len(list(documents_for(ids))) == len(ids)
