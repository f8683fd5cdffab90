"""Can a merger be taken back, and what happens when two people act at once?"""

from typing import Any

import pytest
from django.test import Client
from wagtail.models import ModelLogEntry

from core import clock
from core.models import AuditEvent
from directory.actions import merging
from directory.actions.duplicates import check_one
from directory.actions.listings import set_status
from directory.actions.merging import CannotMerge, Decision, merge, undo
from directory.enums import Status
from directory.models import DuplicatePair, Merger, Service
from directory.selectors import card_by_short_code, cards
from directory.selectors.duplicates import open_pairs
from directory.selectors.merged import current_public_ids
from directory.selectors.merging import values_of
from directory.staff_enums import PairState
from tests.factories.directory import make_listing, make_translation
from tests.fixtures.merging import decision, fresh, made_one

pytestmark = pytest.mark.django_db


def test_undo_gives_both_back_as_they_were(
    client: Client, kept: Service, other: Service, editor_user: Any
) -> None:
    check_one(service=kept, now=clock.now())
    before = values_of(fresh(kept)), values_of(fresh(other))
    choices = {"summary": "both", "contacts": "both", "ages": "other", "name": "other"}
    merger = made_one(kept, other, by=editor_user, **choices)
    assert not open_pairs()
    assert undo(merger=merger, by=editor_user, now=clock.now()) == ()
    assert (values_of(fresh(kept)), values_of(fresh(other))) == before
    assert client.get(f"/en/directory/{other.slug}-{other.short_code}/").status_code == 200
    assert DuplicatePair.objects.get().state == PairState.OPEN
    verbs = AuditEvent.objects.filter(actor=f"accounts.user:{editor_user.pk}")
    assert {"listing.merged", "listing.merge_undone"} <= set(verbs.values_list("verb", flat=True))
    logged = ModelLogEntry.objects.filter(object_id=str(other.pk)).values_list("action", flat=True)
    assert {merging.MERGED, merging.UNDONE} <= set(logged)


def test_undo_leaves_alone_what_somebody_has_changed_since(kept: Service, other: Service) -> None:
    merger = made_one(kept, other, summary="both", ages="other")
    Service.objects.filter(pk=kept.pk).update(summary="New words")
    assert undo(merger=merger, by=None, now=clock.now()) == ("summary",)
    row = fresh(kept)
    assert (row.summary, row.minimum_age) == ("New words", None)


def test_undo_twice_or_before_a_later_merger_is_refused(kept: Service, other: Service) -> None:
    third = make_listing(name="Chat and tea")
    first, second = made_one(kept, other), made_one(third, kept)
    with pytest.raises(CannotMerge, match="later"):
        undo(merger=first, by=None, now=clock.now())
    undo(merger=second, by=None, now=clock.now())
    undo(merger=first, by=None, now=clock.now())
    with pytest.raises(CannotMerge, match="gone"):
        undo(merger=first, by=None, now=clock.now())


def test_two_editors_merge_at_once_and_one_is_told(kept: Service, other: Service) -> None:
    one, two = decision(kept, other), decision(other, kept)
    merge(decision=one, by=None, now=clock.now())
    for late in (one, two):
        with pytest.raises(CannotMerge, match="away"):
            merge(decision=late, by=None, now=clock.now())
    assert Merger.objects.count() == 1


def test_one_that_was_merged_and_made_active_by_hand_is_not_merged_again(
    kept: Service, other: Service
) -> None:
    made_one(kept, other)
    set_status(service=other, status=Status.ACTIVE, by=None, now=clock.now())
    third = make_listing(name="Tea for all", location=kept.location)
    for stays, goes in ((third, other), (other, kept)):
        with pytest.raises(CannotMerge, match="away"):
            made_one(stays, goes)
    assert cards([kept.public_id], "en")


def test_a_circle_of_mergers_ends(kept: Service, other: Service) -> None:
    made_one(kept, other)
    row = Merger.objects.get()
    row.pk, row.kept, row.merged, row.merged_public_id = None, other, kept, kept.translation_key
    row.save()
    assert set(current_public_ids([kept.public_id, other.public_id])) <= {other.public_id}
    cards([kept.public_id, other.public_id], "en")


def test_a_change_since_it_was_looked_at_is_not_lost(kept: Service, other: Service) -> None:
    seen = decision(kept, other, summary="other")
    set_status(service=other, status=Status.PAUSED, by=None, now=clock.now())
    with pytest.raises(CannotMerge, match="changed"):
        merge(decision=seen, by=None, now=clock.now())
    assert fresh(other).status == Status.PAUSED


def test_what_cannot_be_merged(kept: Service, other: Service, editor_user: Any) -> None:
    gone = Decision(kept.pk, 999_999, {}, "")
    for wrong, code in ((gone, "gone"), (decision(kept, kept), "itself")):
        with pytest.raises(CannotMerge, match=code):
            merge(decision=wrong, by=None, now=clock.now())
    translation = make_translation(other, "gu", name="ચા")
    with pytest.raises(CannotMerge, match="gone"):
        merge(decision=decision(kept, translation), by=None, now=clock.now())
    Service.objects.filter(pk=other.pk).update(locked=True, locked_by=editor_user)
    with pytest.raises(CannotMerge, match="locked"):
        made_one(kept, other)
    Service.objects.filter(pk=other.pk).update(locked=False, locked_by=None)
    Service.objects.filter(pk=kept.pk).update(live=False)
    with pytest.raises(CannotMerge, match="hidden"):
        made_one(kept, other)
    assert not Merger.objects.exists()
    assert card_by_short_code(other.short_code, "en") is not None
