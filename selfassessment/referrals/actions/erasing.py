"""How is what a person told erased: at their wish, or when its time is over?

Names, contacts, answers, notes, reasons and messages go; the reference, dates, states and areas
stay for the reports. Sealed fields of every model that hangs on a case are found by themselves.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any

from dateutil.relativedelta import relativedelta
from django.apps import apps
from django.db import models, transaction
from django.db.models import Exists, Max, OuterRef, Prefetch, Q, QuerySet

from accounts.models import User
from core.actions import messages
from core.audit import record
from core.encryption.fields import _EncryptedField
from core.models import OutboxMessage
from core.models.messages import OutboxMessageQuerySet
from core.tasks.wiping import ask_for_wiping
from selfassessment.referrals.actions import handing
from selfassessment.referrals.actions.cases import lift_safety
from selfassessment.referrals.actions.holding import hold
from selfassessment.referrals.actions.lines import step
from selfassessment.referrals.actions.person import standing_of
from selfassessment.referrals.enums import EventKind
from selfassessment.referrals.models import (
    Case,
    Event,
    Family,
    FamilyKey,
    FollowUp,
    HandedActivity,
    HandOver,
    OwnWords,
    Person,
    PersonMatch,
    ReferralLine,
    RetentionSettings,
    Standing,
)
from selfassessment.referrals.rules.retention import KINDS, STILL, LineEnd, Periods, due_at
from selfassessment.referrals.rules.transitions import ENDED, moves_from
from selfassessment.referrals.types import PersonDetails

BY_PERSON, BY_CLOCK = "person", "retention"
# Whoever looked did nothing about it yet.
_READ = (EventKind.OPENED, EventKind.STATUS_SEEN)
Hook = Callable[[Case], None]
# Whatever is written down about a person leaves a note: one that is there came after an erasure.
# That somebody looked is no such note.
_TOLD = Q(sealed_note__isnull=False) & ~Q(kind=EventKind.OPENED)
_elsewhere: list[Hook] = []
# So many cases are looked at together: all of them would not fit into memory.
_AT_ONCE = 500


class AlreadyErased(ValueError):
    """What the person told was erased before."""


def register(hook: Hook) -> None:
    """Let an app erase what it keeps of a case; called from ready(), in the same transaction."""
    if hook not in _elsewhere:
        _elsewhere.append(hook)


def erase(*, case: Case, by: User | str | None, now: datetime, reason: str = BY_PERSON) -> None:
    """Erase what a person told; raise AlreadyErased when that was done and nothing came since."""
    with transaction.atomic():
        _hold_all(case)
        standing = standing_of(case)
        again = standing.reopened_at is not None or Event.objects.filter(_TOLD, case=case).exists()
        if standing.erased_at is not None and not again:
            raise AlreadyErased(str(case))
        actor = by if isinstance(by, User) else None
        _end_lines(case, by=actor, now=now, reason=reason)
        _erase_person(case)
        _erase_case(case)
        for rows in _hanging_on(case):
            _erase_rows(rows)
        Event.objects.filter(case=case).update(sealed_note=None)
        # How far three places are from home tells where that is.
        HandedActivity.objects.filter(case=case).delete()
        # What still waits never leaves.
        messages.erase(_messages_about(case))
        for hook in _elsewhere:
            hook(case)
        standing.erased_at, standing.reopened_at = now, None
        standing.save(update_fields=["erased_at", "reopened_at"])
        _erase_lead(case)
        Event.objects.create(
            case=case, kind=EventKind.ERASED, at=now, actor=actor, outcome="", channel=reason
        )
        ask_for_wiping(now=now)
        record(actor=by, verb="case.erased", subject=case, now=now, detail={"reason": reason})


def _hold_all(case: Case) -> None:
    """Hold everything that is shared with others who write, in the order of `holding.py`."""
    list(_messages_about(case).select_for_update().order_by("pk").values_list("pk"))
    list(Family.objects.select_for_update().filter(places__case=case).order_by("pk"))
    hold(case)


def _end_lines(case: Case, *, by: User | None, now: datetime, reason: str) -> None:
    """End what is open: nobody can be called, followed up or read any more."""
    lines = list(ReferralLine.objects.filter(case=case))
    if case.safety_hold:
        lift_safety(case=case, note="", by=by, now=now)
    for line in lines:
        line.case = case
        if line.state in ENDED:
            continue
        may_withdraw = any(move.end == "withdrawn" for move in moves_from(line.state))
        end = "withdrawn" if reason == BY_PERSON and may_withdraw else "closed"
        step(line=line, to=end, note="", by=by, now=now)
    Case.objects.filter(pk=case.pk).update(needs_reading=False)
    case.needs_reading = False


def _erase_person(case: Case) -> None:
    person = Person.objects.select_for_update().get(pk=case.person_id)
    person.sealed_details = PersonDetails(name="").as_json()
    person.save(update_fields=["sealed_details"])
    PersonMatch.objects.filter(person=person).delete()
    FamilyKey.objects.filter(place__case=case).delete()


def _erase_lead(case: Case) -> None:
    """Erase who of another agency led a family, once nothing else is known of the family."""
    family = Family.objects.filter(places__case=case, sealed_lead__isnull=False).first()
    if family is None:
        return
    if not Standing.objects.filter(case__family_place__family=family, erased_at=None).exists():
        family.sealed_lead = None
        family.save(update_fields=["sealed_lead"])


def _erase_case(case: Case) -> None:
    fresh = Case.objects.get(pk=case.pk)
    names = []
    for field in _sealed(Case):
        setattr(fresh, field.name, None if field.null else [])
        names.append(field.name)
    fresh.needs_reading = False
    fresh.save(update_fields=[*names, "needs_reading"])
    OwnWords.objects.filter(case=case).delete()


def _sealed(model: type[models.Model]) -> list[Any]:
    return [field for field in model._meta.local_fields if isinstance(field, _EncryptedField)]


def _hanging_on(case: Case) -> Iterator[QuerySet[Any]]:
    """Yield the rows with sealed fields that belong to a case or to one of its lines."""
    for model in apps.get_app_config("referrals").get_models():
        if model in (Case, Person, Event, Family) or not _sealed(model):
            continue
        paths = Q(pk__in=[])
        for field in model._meta.local_fields:
            if field.related_model is Case:
                paths |= Q(**{field.name: case.pk})
            elif field.related_model is ReferralLine:
                paths |= Q(**{f"{field.name}__case": case.pk})
            elif field.related_model is Person:
                paths |= Q(**{field.name: case.person_id})
        yield model._default_manager.filter(paths)


def _erase_rows(rows: QuerySet[Any]) -> None:
    names = _sealed(rows.model)
    for row in rows:
        for field in names:
            setattr(row, field.name, None if field.null else {})
        row.save(update_fields=[field.name for field in names])


def _messages_about(case: Case) -> OutboxMessageQuerySet:
    given = HandOver.objects.filter(line__case=case).values_list("pk", flat=True)
    told = Q(unique_key__in=[handing.message_key(key) for key in given])
    return OutboxMessage.objects.filter(Q(unique_key__contains=str(case.pk)) | told)


def due(now: datetime) -> Iterator[Case]:
    """Yield the cases whose time is over by the settings, the oldest first.

    None with a safety flag that nobody dealt with.
    """
    settings = RetentionSettings.load()
    if not settings.is_on:
        return
    periods = settings.periods
    told = Event.objects.filter(_TOLD, case=OuterRef("pk"))
    still_there = Case.objects.filter(
        Q(standing=None)
        | Q(standing__erased_at=None)
        | Q(standing__reopened_at__isnull=False)
        | Exists(told)
    )
    newest = now - relativedelta(months=periods.shortest)
    old = still_there.filter(safety_hold=False, received_at__lte=newest).exclude(
        pk__in=ReferralLine.objects.filter(state_since__gt=newest).values("case")
    )
    waiting = FollowUp.objects.filter(done_at__isnull=True)
    lines = Prefetch("lines", queryset=ReferralLine.objects.prefetch_related(_looks(waiting)))
    keys = list(old.order_by("received_at").values_list("pk", flat=True))
    for start in range(0, len(keys), _AT_ONCE):
        some = Case.objects.filter(pk__in=keys[start : start + _AT_ONCE]).order_by("received_at")
        for case in some.defer("sealed_answers", "sealed_consents").prefetch_related(lines):
            if _is_over(case, periods, now):
                yield case


def _looks(rows: QuerySet[FollowUp]) -> Prefetch[Any]:
    return Prefetch("follow_ups", queryset=rows, to_attr="looks")


def _is_over(case: Case, periods: Periods, now: datetime) -> bool:
    lines = list(case.lines.all())
    ends = [
        LineEnd(
            line.state,
            line.state_since,
            line.ended_as,
            max((look.due_on for look in line.looks), default=None),  # type: ignore[attr-defined]
        )
        for line in lines
    ] or [LineEnd("received", case.received_at)]
    end = due_at(ends, periods)
    if end is None or end > now:
        return False
    if not any(KINDS[one.state] == STILL for one in ends):
        return True
    worked = case.events.exclude(kind__in=_READ).aggregate(last=Max("at"))["last"]
    return worked is None or worked + relativedelta(months=periods.still) <= now


def erase_due(*, now: datetime, limit: int = 500) -> int:
    """Erase what is due, at most `limit` cases in one turn; return how many."""
    done = 0
    for case in due(now):
        if done >= limit:
            break
        erase(case=case, by=BY_CLOCK, now=now, reason=BY_CLOCK)
        done += 1
    return done
