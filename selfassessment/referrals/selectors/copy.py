"""Everything the site holds about a person's case, for the copy that they may ask for."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from core.models import AuditEvent, OutboxMessage
from selfassessment.referrals import labels
from selfassessment.referrals.enums import EventKind
from selfassessment.referrals.models import (
    Case,
    Event,
    FamilyGoal,
    FollowUp,
    HandOver,
    Sameness,
)
from selfassessment.referrals.selectors.families import place_of
from selfassessment.referrals.selectors.home import of_line
from selfassessment.referrals.selectors.own_words import of_case

FORMAT = "waymark-person-copy-2"
Copy = dict[str, Any]
Hook = Callable[[Case], Copy]
_elsewhere: dict[str, Hook] = {}
_READS = ("case.opened", "case.compared", "case.exported")
# Their notes hold the reference of somebody else's case, or the name of a member of staff.
OF_OTHERS = (EventKind.OPENED, EventKind.SAMENESS, EventKind.ASSIGNED)
_LEAD = re.compile(r"Lead: .+?\.(?= Agreed on |$)")


def register(name: str, hook: Hook) -> None:
    """Let an app add what it holds of a case under a name; called from ready()."""
    _elsewhere[name] = hook


def copy_of(case: Case, now: datetime) -> Copy:
    """Return all that is held, in plain values that JSON can hold; staff are not named."""
    return {
        "format": FORMAT,
        "made_at": now.isoformat(),
        "reference": str(case),
        "case": _case(case),
        "you": {name: value for name, value in case.person.details.as_json().items() if value},
        "referred_by": dict(case.sealed_referrer or {}),
        "safety": [labels.name("safety", code) for code in case.safety_flags],
        "answers": [_answer(one) for one in case.answers],
        "in_english": [
            {"question": one.sealed_question, "words": one.sealed_words, "says": one.sealed_english}
            for one in of_case(case)
            if one.read_at
        ],
        "permissions": [
            {"about": one["kind"], "words": one["text"], "given": one["given"]}
            for one in case.consents
        ],
        "lines": [_line(line) for line in case.lines.all()],
        "family": _family(case),
        "family_plan": _plan(case),
        "follow_ups": _follow_ups(case),
        "activities": [_plain_row(one) for one in case.handed.order_by("at")],
        "compared_with_other_requests": _compared(case),
        "status_page": _plain_row(case.standing, without=("code_digest",)),
        "what_happened": [_event(event) for event in _events(case)],
        "messages": [_message(message) for message in _messages(case)],
        "who_looked": _looks(case),
        **{name: hook(case) for name, hook in _elsewhere.items()},
    }


def _answer(one: Mapping[str, Any]) -> Copy:
    told = {
        "question": one.get("question_text", ""),
        "answer": one.get("answer_text", ""),
        "question_for_staff": one.get("staff_question", ""),
        "answer_for_staff": one.get("staff_answer", ""),
        "language": one.get("words_in", ""),
        "codes": [one.get("question", ""), one.get("value") or ""],
    }
    return {name: value for name, value in told.items() if value}


def _family(case: Case) -> Copy:
    place = place_of(case)
    people = [_plain_row(one) for one in case.family_members.all()]
    if place is None:
        return {"people": people} if people else {}
    return {"people": people, **_plain_row(place), **_plain_row(place.family)}


def _compared(case: Case) -> list[Copy]:
    rows = Sameness.objects.filter(Q(first=case) | Q(second=case))
    return [{"at": one.at.isoformat(), "was_the_same_person": one.same} for one in rows]


def _case(case: Case) -> Copy:
    return {
        "received_at": case.received_at.isoformat(),
        "how": case.get_channel_display(),
        "for": case.get_about_display(),
        "language": case.language,
        "journey": case.journey,
        "version": case.journey_version,
        "ward": case.ward,
        "deprivation_tenth": case.imd_decile,
        "read_by": case.read_by_date.isoformat(),
        "contact_by": case.contact_by_date.isoformat(),
        "safety_flag_is_open": case.safety_hold,
    }


def _line(line: Any) -> Copy:
    given = HandOver.objects.filter(line=line).select_related("provider").order_by("pk")
    return {
        "need": labels.name("need", line.need),
        "offer": labels.name("offer", line.offer),
        "with": labels.name("provider", line.provider),
        "state": line.get_state_display(),
        "ended_as": line.get_ended_as_display(),
        "since": line.state_since.isoformat(),
        "priority": line.priority,
        "to_be_checked": line.needs_check,
        "why": line.why,
        "ended_because": [_plain_row(row) for row in line.departures.all()],
        "handed_over": [{"to": row.provider.name, **_plain_row(row)} for row in given],
        "home": {kind: [_plain_row(row) for row in rows] for kind, rows in of_line(line).items()},
        "outcomes": [_plain_row(row) for row in line.outcomes.order_by("recorded_at", "turn")],
    }


def _plain_row(row: Any, without: tuple[str, ...] = ()) -> Copy:
    """Return the dates and words of a row; keys and people of the staff are left out."""
    found = {}
    for field in row._meta.local_fields:
        if field.is_relation or field.primary_key or field.name in without:
            continue
        value = getattr(row, field.attname)
        if value in (None, ""):
            continue
        if field.choices:
            value = getattr(row, f"get_{field.name}_display")()
        name = field.name.removeprefix("sealed_")
        found[name] = value.isoformat() if isinstance(value, date) else value
    return found


def _plan(case: Case) -> list[Copy]:
    """Return what was planned on this case for its family."""
    goals = FamilyGoal.objects.filter(case=case).prefetch_related("actions")
    return [
        {**_plain_row(goal), "actions": [_plain_row(one) for one in goal.actions.all()]}
        for goal in goals
    ]


def _follow_ups(case: Case) -> list[Copy]:
    rows = FollowUp.objects.filter(line__case=case).order_by("due_on")
    return [{"about": labels.name("need", row.line.need), **_plain_row(row)} for row in rows]


def _events(case: Case) -> list[Event]:
    return list(case.events.select_related("line").order_by("number"))


def _event(event: Event) -> Copy:
    told: Mapping[str, Any] = {
        "at": event.at.isoformat(),
        "happened_at": event.happened_at.isoformat() if event.happened_at else "",
        "what": event.get_kind_display(),
        "about": labels.name("need", event.line.need) if event.line else "",
        "by": "a member of staff" if event.actor_id else "the site or you",
        "from": event.from_state,
        "to": event.to_state,
        "channel": event.channel,
        "outcome": event.get_outcome_display() if event.outcome else "",
        "note": _note(event),
    }
    return {name: value for name, value in told.items() if value}


def _note(event: Event) -> str:
    if event.kind in OF_OTHERS:
        return ""
    return _LEAD.sub("Lead: a member of staff.", event.sealed_note or "")


def _messages(case: Case) -> list[OutboxMessage]:
    mine = OutboxMessage.objects.filter(unique_key__startswith=f"person:{case.pk}:")
    return list(mine.order_by("created_at"))


def _message(message: OutboxMessage) -> Copy:
    return {
        "written_at": message.created_at.isoformat(),
        "sent_at": message.sent_at.isoformat() if message.sent_at else "",
        "language": message.language,
        "channel": message.get_channel_display(),
        "to": message.to or "",
        "subject": message.subject or "",
        "words": message.body or "",
        "status": message.get_status_display(),
        "delivery": message.delivery,
    }


def _looks(case: Case) -> list[Copy]:
    trail = AuditEvent.objects.about(case).filter(verb__in=_READS)
    return [{"at": row.at.isoformat(), "by": "a member of staff"} for row in trail]
