"""How does a working copy become what residents see: asked for by one, approved by another?"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.db import transaction
from django.db.models import Model

from core.audit import actor_name, record
from selfassessment.actions import golden
from selfassessment.engine.snapshot import snapshot
from selfassessment.fixed_names import APPROVE_SAFETY, PUBLISH
from selfassessment.models import Journey, JourneyVersion, PublishRequest
from selfassessment.selectors.publishing import Proposal, proposal
from selfassessment.selectors.workshop import working_copy

State = PublishRequest.State


class Person(Protocol):
    """Somebody who signed in."""

    pk: Any

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Return whether the person has a permission."""


class NotReady(ValueError):
    """Something is still in the way; `problems` says what, in sentences."""

    def __init__(self, problems: list[str]) -> None:
        """Keep the sentences."""
        self.problems = problems
        super().__init__(" ".join(problems))


class NotAllowed(PermissionError):
    """This person may not do it; the message says why."""


@dataclass(frozen=True)
class Wish:
    """What somebody asks for besides the content itself."""

    note: str = ""
    golden_reason: str = ""
    diff_seen: bool = False
    must_apply: bool = False
    go_live_at: datetime | None = None
    retire_at: datetime | None = None

    def asking_problems(self, now: datetime) -> list[str]:
        """Say what is wrong with the dates for somebody who asks now."""
        if self.go_live_at is not None and self.go_live_at < now:
            return ["The day to go live has passed. Leave it empty to publish at once."]
        return self.problems(now)

    def problems(self, now: datetime) -> list[str]:
        """Say what is wrong with the dates, also of what was asked for some time ago."""
        if self.retire_at is not None and self.retire_at <= max(now, self.go_live_at or now):
            return ["The end must be after the beginning, and not in the past."]
        return []


def ask(name: str, wish: Wish, *, sha256: str, by: Model, now: datetime) -> PublishRequest:
    """Ask to publish a journey of the working copy; plain words are published at once.

    `sha256` is the content the person looked at. Raises NotReady when something is in the way.
    """
    with transaction.atomic():
        journey, _made = Journey.objects.select_for_update().get_or_create(slug=name)
        found = proposal(working_copy(), name)
        problems = wish.asking_problems(now) + found.in_the_way(
            golden_reason=wish.golden_reason, diff_seen=wish.diff_seen
        )
        if found.sha256 != sha256:
            problems.insert(0, "The content changed while you looked. Look at it again.")
        _drop_outdated(found, now)
        if found.request is not None:
            problems.append("It has been asked for already and waits for a second person.")
        if problems:
            raise NotReady(problems)
        request = PublishRequest.objects.create(
            journey=journey,
            sha256=found.sha256,
            before=found.before,
            kind=found.changes.kind,
            touches_safety=found.changes.touches_safety,
            asked_by=actor_name(by),
            asked_at=now,
            note=wish.note[:500],
            golden_reason=wish.golden_reason[:500],
            must_apply=wish.must_apply,
            go_live_at=wish.go_live_at,
            retire_at=wish.retire_at,
        )
        record(actor=by, verb="journey.asked", subject=request, now=now)
        if not found.changes.needs_two_people:
            _release(request, found, by, now)
    return request


def approve(request: PublishRequest, *, by: Person, now: datetime) -> PublishRequest:
    """Approve what somebody else asked for, and publish it, or have it published on its day.

    Raises NotAllowed for one's own request or without the permissions, NotReady when the
    request was decided already, when the content changed (it is void then) or got findings.
    """
    with transaction.atomic():
        Journey.objects.select_for_update().get(pk=request.journey_id)
        locked = PublishRequest.objects.select_for_update().get(pk=request.pk)
        if locked.state != State.OPEN:
            raise NotReady(["Somebody has decided about this already."])
        _check_person(locked, by)
        found = proposal(working_copy(), locked.journey.slug)
        if found.fits(locked):
            if _wish(locked).problems(now):
                raise NotReady(["Its last moment has passed. Take the request back and ask anew."])
            if found.errors:
                raise NotReady(["There are findings that must be mended first."])
            if found.golden_differ and not locked.golden_reason:
                raise NotReady(["Saved people end elsewhere, and nobody said why this is right."])
            _release(locked, found, by, now)
            return locked
        close(locked, State.VOID, by, now)
    raise NotReady(["The content changed after it was asked for, so this approval is void."])


def withdraw(request: PublishRequest, *, by: Model, now: datetime) -> None:
    """Take a request back, also one that waits for its day."""
    with transaction.atomic():
        locked = PublishRequest.objects.select_for_update().get(pk=request.pk)
        if locked.state not in {State.OPEN, State.SCHEDULED}:
            raise NotReady(["Somebody has decided about this already."])
        close(locked, State.WITHDRAWN, by, now)


def _wish(request: PublishRequest) -> Wish:
    return Wish(go_live_at=request.go_live_at, retire_at=request.retire_at)


def _check_person(request: PublishRequest, by: Any) -> None:
    if actor_name(by) == request.asked_by:
        raise NotAllowed("Somebody else must approve what you asked for.")
    if not by.has_perm(PUBLISH):
        raise NotAllowed("You may not publish journeys.")
    if request.touches_safety and not by.has_perm(APPROVE_SAFETY):
        raise NotAllowed("Safety content is approved by somebody responsible for clinical safety.")


def _drop_outdated(found: Proposal, now: datetime) -> None:
    """Void an open request about other content, so that a new one can be made."""
    if found.request is not None and not found.fits(found.request):
        close(found.request, State.VOID, "system", now)
        found.__dict__.pop("request", None)  # read anew: the proposal itself is frozen


def close(request: PublishRequest, state: str, by: Any, now: datetime) -> None:
    """Say what became of a request, and by whom."""
    request.state, request.decided_by, request.decided_at = state, actor_name(by), now
    request.save(update_fields=["state", "decided_by", "decided_at", "version"])
    record(actor=by, verb=f"journey.request_{state}", subject=request, now=now)


def _release(request: PublishRequest, found: Proposal, by: Any, now: datetime) -> None:
    approvals = [{"asked": request.asked_by}, {"approved": actor_name(by)}]
    request.version = JourneyVersion.objects.create(
        journey=request.journey,
        number=next_number(request.journey),
        definition=snapshot(found.definition).text,
        routing=snapshot(found.routing).text,
        texts=found.words.texts,
        texts_state=found.words.state,
        sha256=found.sha256,
        published_at=now,
        kind=request.kind,
        approvals=json.dumps(approvals),
        note=request.note,
        go_live_at=request.go_live_at,
        retire_at=request.retire_at,
        must_apply=request.must_apply,
    )
    request.accepted = [one.golden.name for one in found.golden if one.differences]
    request.save(update_fields=["accepted"])
    if request.go_live_at is not None and request.go_live_at > now:
        close(request, State.SCHEDULED, by, now)
        return
    close(request, State.PUBLISHED, by, now)
    make_current(request.journey, request.version, by=by, now=now)
    golden.accept(request.version, request.accepted, by=by, now=now)


def next_number(journey: Journey) -> int:
    """Return the number of the next version."""
    last = journey.versions.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def make_current(journey: Journey, version: JourneyVersion, *, by: Any, now: datetime) -> None:
    """Give new drafts this version."""
    journey.current = version
    journey.save(update_fields=["current"])
    record(actor=by, verb="journey.published", subject=version, now=now)
