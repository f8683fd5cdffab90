"""What changes the saved people who walk a journey at each publishing?"""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Model

from core.audit import actor_name, record
from selfassessment import instruments, shipped
from selfassessment.engine.changes import Content, content
from selfassessment.fixed_names import ROUTING
from selfassessment.freezing import content_of
from selfassessment.models import GoldenChange, GoldenJourney, JourneyVersion
from selfassessment.models.workshop import SHIPPED
from selfassessment.selectors.publishing import golden_result

DAY = date(2026, 11, 25)


def lay_out(*, now: datetime) -> int:
    """Lay out the saved people that ship, with what they come to; keep those changed here."""
    documents = shipped.documents()
    routing = documents[ROUTING]
    contents = {
        name: content(document, routing) for name, document in documents.items() if name != ROUTING
    }
    there = {(one.journey, one.name): one for one in GoldenJourney.objects.all()}
    new, changed = [], []
    for row in shipped.golden():
        old = there.get((row["journey"], row["name"]))
        if old is None:
            new.append(_laid_out(GoldenJourney(), row, contents[row["journey"]], now))
        elif old.edited_by == SHIPPED:
            changed.append(_laid_out(old, row, contents[row["journey"]], now))
    GoldenJourney.objects.bulk_create(new)
    fields = ["story", "answers", "facts", "expected", "day", "edited_at"]
    GoldenJourney.objects.bulk_update(changed, fields)
    return len(new)


def _laid_out(
    golden: GoldenJourney, row: dict[str, Any], shipped_content: Content, now: datetime
) -> GoldenJourney:
    language = row["facts"].get("language", "en")
    golden.journey, golden.name, golden.story = row["journey"], row["name"], row["story"]
    golden.answers, golden.day = row["answers"], DAY
    golden.facts = {
        **row["facts"],
        "validated_instruments": sorted(instruments.validated_in(language)),
    }
    golden.edited_by, golden.edited_at = SHIPPED, now
    golden.expected = golden_result(golden, shipped_content).found.as_json()
    return golden


def accept(version: JourneyVersion, names: Collection[str], *, by: Any, now: datetime) -> None:
    """Let saved people expect what they come to in a version that has just gone live."""
    if not names:
        return
    live = content_of(version)
    for golden in GoldenJourney.objects.filter(journey=version.journey.slug, name__in=names):
        golden.expected = golden_result(golden, live).found.as_json()
        golden.edited_by, golden.edited_at = actor_name(by), now
        golden.save(update_fields=["expected", "edited_by", "edited_at"])


class NotSo(ValueError):
    """A saved person cannot be changed so; the message says why, in a sentence."""


def keep(
    golden: GoldenJourney, *, after: Content, by: Model, now: datetime, reason: str = ""
) -> GoldenJourney:
    """Keep a new or changed person, who from now on is expected to come where they come now."""
    with transaction.atomic():
        there = _there(golden.journey, golden.name)
        if golden.pk is None and there is not None:
            raise NotSo("There is a saved person of this name already.")
        if golden.pk is not None and (there is None or there.edited_at != golden.edited_at):
            raise NotSo("Somebody changed this person meanwhile. Look at it again.")
        golden.edited_by, golden.edited_at = actor_name(by), now
        golden.expected = golden_result(golden, after).found.as_json()
        golden.save()
        verb = GoldenChange.Verb.CHANGED if there else GoldenChange.Verb.ADDED
        change = GoldenChange(
            verb=verb, before=kept_of(there), content=kept_of(golden), reason=reason
        )
        _note(golden, change, by=by, now=now)
    return golden


def remove(golden: GoldenJourney, *, reason: str, by: Model, now: datetime) -> None:
    """Remove a person; why must be said, and they can be put back."""
    if not reason.strip():
        raise NotSo("Write why this person is not needed any more.")
    with transaction.atomic():
        there = _there(golden.journey, golden.name)
        if there is None:
            raise NotSo("This person was removed already.")
        verb = GoldenChange.Verb.REMOVED
        change = GoldenChange(verb=verb, before=kept_of(there), reason=reason)
        _note(there, change, by=by, now=now)
        there.delete()


def put_back(change: GoldenChange, *, by: Model, now: datetime) -> GoldenJourney:
    """Put a person back as they were before a change, also with what they were expected to do."""
    if not change.before:
        raise NotSo("There was no such person before this change.")
    with transaction.atomic():
        there = _there(change.journey, change.name)
        was = kept_of(there)
        golden = there or GoldenJourney(journey=change.journey, name=change.name)
        for name in KEPT:
            setattr(golden, name, change.before[name])
        golden.day = date.fromisoformat(change.before["day"])
        golden.edited_by, golden.edited_at = actor_name(by), now
        golden.save()
        verb = GoldenChange.Verb.RESTORED
        done = GoldenChange(verb=verb, before=was, content=kept_of(golden))
        _note(golden, done, by=by, now=now)
    return golden


KEPT = ("story", "answers", "facts", "expected")


def kept_of(golden: GoldenJourney | None) -> dict[str, Any]:
    """Return what is remembered of a person."""
    if golden is None:
        return {}
    return {name: getattr(golden, name) for name in KEPT} | {"day": golden.day.isoformat()}


def _there(journey: str, name: str) -> GoldenJourney | None:
    return GoldenJourney.objects.select_for_update().filter(journey=journey, name=name).first()


def _note(golden: GoldenJourney, change: GoldenChange, *, by: Model, now: datetime) -> None:
    """Add what became of a person to the history."""
    change.journey, change.name = golden.journey, golden.name
    change.reason, change.by, change.at = change.reason[:300], actor_name(by), now
    change.save()
    record(actor=by, verb=f"golden.{change.verb}", subject=golden, now=now)
