"""How is a journey taken away at once, given back, put back to an older version, or ended?"""

import json
from datetime import datetime

from django.db import transaction
from django.db.models import F, Model

from core.audit import actor_name, record
from selfassessment.actions import golden
from selfassessment.actions.releasing import NotReady, close, make_current, next_number
from selfassessment.engine.changes import compare
from selfassessment.freezing import content_of
from selfassessment.models import Journey, JourneyVersion, PublishRequest
from selfassessment.models.publishing import been_live
from selfassessment.shipped import safety_prefixes


def stop(slug: str, *, by: Model | str, now: datetime, note: str = "") -> Journey:
    """Take a journey from the public at once; drafts are kept. Stopping twice changes nothing."""
    with transaction.atomic():
        journey = Journey.objects.select_for_update().get(slug=slug)
        if not journey.stopped:
            journey.stopped_at, journey.stopped_by = now, actor_name(by)
            journey.stop_note = note[:300]
            journey.save(update_fields=["stopped_at", "stopped_by", "stop_note"])
            record(actor=by, verb="journey.stopped", subject=journey, now=now)
    return journey


def resume(slug: str, *, by: Model | str, now: datetime) -> Journey:
    """Give a stopped journey back; when its last day has passed it stays until it is stopped."""
    with transaction.atomic():
        journey = Journey.objects.select_for_update().get(slug=slug)
        if journey.stopped:
            journey.stopped_at, journey.stopped_by, journey.stop_note = None, "", ""
            journey.resumed_at = now
            journey.save(update_fields=["stopped_at", "stopped_by", "stop_note", "resumed_at"])
            record(actor=by, verb="journey.resumed", subject=journey, now=now)
    return journey


def roll_back(
    older: JourneyVersion, *, by: Model | str, now: datetime, note: str = ""
) -> JourneyVersion:
    """Publish an older version again, as a new one; it was approved once, so one person may."""
    with transaction.atomic():
        journey = Journey.objects.select_for_update().get(pk=older.journey_id)
        if journey.current_id == older.pk:
            return older
        if not been_live(journey.versions.filter(pk=older.pk)).exists():
            raise NotReady(["This version was never live: it waits for its day or was taken back."])
        version = JourneyVersion.objects.create(
            journey=journey,
            number=next_number(journey),
            definition=older.definition,
            routing=older.routing,
            texts=older.texts,
            texts_state=older.texts_state,
            sha256=older.sha256,
            published_at=now,
            kind=_kind(journey.current, older),
            approvals=json.dumps([{"rolled_back": actor_name(by)}]),
            note=note or f"Back to version {older.number}",
        )
        make_current(journey, version, by=by, now=now)
    return version


def _kind(current: JourneyVersion | None, older: JourneyVersion) -> str:
    if current is None:
        return JourneyVersion.Kind.MAJOR
    found = compare(content_of(current), content_of(older), safety_prefixes=safety_prefixes())
    return JourneyVersion.Kind.MAJOR if found.kind == "major" else JourneyVersion.Kind.MINOR


def follow_dates(*, now: datetime) -> int:
    """Publish what was approved for a day that has come, and stop what has come to its end."""
    done = 0
    due = PublishRequest.objects.filter(
        state=PublishRequest.State.SCHEDULED, go_live_at__lte=now
    ).order_by("go_live_at", "pk")
    for request in due.select_related("journey"):
        done += _go_live(request, now)
    ended = Journey.objects.filter(current__retire_at__lte=now, stopped_at__isnull=True)
    for journey in ended.exclude(resumed_at__gte=F("current__retire_at")):
        stop(journey.slug, by="system", now=now, note="Its last day has passed.")
        done += 1
    return done


def _go_live(due: PublishRequest, now: datetime) -> int:
    with transaction.atomic():
        journey = Journey.objects.select_for_update().get(pk=due.journey_id)
        request = PublishRequest.objects.select_for_update().get(pk=due.pk)
        if request.state != PublishRequest.State.SCHEDULED or request.version is None:
            return 0
        if journey.current is not None and journey.current.number > request.version.number:
            # Something newer was published meanwhile: nobody approved this one after it.
            close(request, PublishRequest.State.VOID, "system", now)
            return 0
        request.state = PublishRequest.State.PUBLISHED
        request.save(update_fields=["state"])
        make_current(journey, request.version, by="system", now=now)
        golden.accept(request.version, request.accepted, by=request.decided_by, now=now)
    return 1
