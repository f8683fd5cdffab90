"""Everything the site holds about a person's case, for the copy that they may ask for."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from core.models import AuditEvent, OutboxMessage
from selfassessment.referrals import labels
from selfassessment.referrals.enums import EventKind
from selfassessment.referrals.models import (
    Case,
    Event,
    FamilyAction,
    FamilyGoal,
    FollowUp,
    HandOver,
)
from selfassessment.referrals.selectors.home import of_line

FORMAT = "waymark-person-copy-1"
Copy = dict[str, Any]
_READS = ("case.opened", "case.compared", "case.exported")
# Their notes hold the reference of somebody else's case, or the name of a member of staff.
_OF_OTHERS = (EventKind.OPENED, EventKind.SAMENESS, EventKind.ASSIGNED)


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
        "answers": [
            {"question": one.get("question_text", ""), "answer": one.get("answer_text", "")}
            for one in case.answers
        ],
        "permissions": [{"words": one["text"], "given": one["given"]} for one in case.consents],
        "lines": [_line(line) for line in case.lines.all()],
        "family": [{"who": str(one), "name": one.sealed_name} for one in case.family_members.all()],
        "family_plan": _plan(case),
        "follow_ups": _follow_ups(case),
        "activities": [
            {"on": one.at.isoformat(), "name": one.name} for one in case.handed.order_by("at")
        ],
        "what_happened": [_event(event) for event in _events(case)],
        "messages": [_message(message) for message in _messages(case)],
        "who_looked": _looks(case),
    }


def _case(case: Case) -> Copy:
    return {
        "received_at": case.received_at.isoformat(),
        "how": case.get_channel_display(),
        "for": case.get_about_display(),
        "language": case.language,
        "journey": f"{case.journey} {case.journey_version}",
        "ward": case.ward,
        "deprivation_tenth": case.imd_decile,
        "read_by": case.read_by_date.isoformat(),
        "contact_by": case.contact_by_date.isoformat(),
        "safety_flag_is_open": case.safety_hold,
    }


def _line(line: Any) -> Copy:
    hand_overs = HandOver.objects.filter(line=line).order_by("pk")
    return {
        "need": labels.name("need", line.need),
        "offer": labels.name("offer", line.offer),
        "with": labels.name("provider", line.provider),
        "state": line.get_state_display(),
        "since": line.state_since.isoformat(),
        "priority": line.priority,
        "why": line.why,
        "handed_over": [_plain_row(row) for row in hand_overs],
        "home": {kind: [_plain_row(row) for row in rows] for kind, rows in of_line(line).items()},
        "outcomes": [_plain_row(row) for row in line.outcomes.order_by("recorded_at", "turn")],
    }


def _plain_row(row: Any) -> Copy:
    """Return the dates and codes of a row; keys and people of the staff are left out."""
    found = {}
    for field in row._meta.local_fields:
        value = getattr(row, field.attname)
        if field.is_relation or field.primary_key or value in (None, ""):
            continue
        found[field.name] = value.isoformat() if isinstance(value, date) else value
    return found


def _plan(case: Case) -> list[Copy]:
    """Return what was planned on this case for its family."""
    goals = FamilyGoal.objects.filter(case=case).prefetch_related("actions")
    return [
        {**_planned(goal), "actions": [_planned(one) for one in goal.actions.all()]}
        for goal in goals
    ]


def _planned(row: FamilyGoal | FamilyAction) -> Copy:
    who: Copy = {}
    if isinstance(row, FamilyAction):
        who = {"who": row.sealed_who or "", "by": row.due_on.isoformat()}
    ended = f"{row.get_ended_as_display()}, {row.ended_on:%d/%m/%Y}" if row.ended_on else ""
    return {"words": row.words, **who, "ended": ended}


def _follow_ups(case: Case) -> list[Copy]:
    rows = FollowUp.objects.filter(line__case=case, done_at__isnull=False).order_by("due_on")
    return [
        {"weeks": row.weeks, "outcome": row.get_outcome_display(), "answers": row.answers}
        for row in rows
    ]


def _events(case: Case) -> list[Event]:
    return list(case.events.select_related("line").order_by("number"))


def _event(event: Event) -> Copy:
    told: Mapping[str, Any] = {
        "at": event.at.isoformat(),
        "what": event.get_kind_display(),
        "by": "a member of staff" if event.actor_id else "the site or you",
        "from": event.from_state,
        "to": event.to_state,
        "channel": event.channel,
        "outcome": event.get_outcome_display() if event.outcome else "",
        "note": "" if event.kind in _OF_OTHERS else event.sealed_note or "",
    }
    return {name: value for name, value in told.items() if value}


def _messages(case: Case) -> list[OutboxMessage]:
    mine = OutboxMessage.objects.filter(unique_key__startswith=f"person:{case.pk}:")
    return list(mine.order_by("created_at"))


def _message(message: OutboxMessage) -> Copy:
    return {
        "written_at": message.created_at.isoformat(),
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
