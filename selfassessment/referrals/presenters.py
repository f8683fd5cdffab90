"""How does a case look on the desk: a row of the queue, and the page of one case?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from babel import Locale
from django.utils.timesince import timesince

from selfassessment.referrals import labels
from selfassessment.referrals.enums import State
from selfassessment.referrals.models import Case, ReferralLine
from selfassessment.referrals.rules import clocks
from selfassessment.referrals.rules.transitions import Move, moves_from
from selfassessment.referrals.types import PersonDetails

_WAYS = {"phone": "telephone", "text": "text message", "email": "e-mail", "post": "letter"}


def language_name(code: str) -> str:
    """Return the English name of a language code; an unknown code stays itself."""
    if code == "bsl":
        return "British Sign Language"
    try:
        return Locale.parse(code).get_display_name("en") or code
    except (ValueError, LookupError):
        return code


def safe_contact(details: PersonDetails) -> list[str]:
    """Return the safe-contact rule in short sentences, the strictest first."""
    lines = []
    if details.through_person:
        lines.append(f"Only through {details.through_person}")
    if details.contact_by:
        ways = ", ".join(_WAYS.get(way, way) for way in details.contact_by)
        lines.append(f"Contact by {ways}")
    if details.voicemail_ok is False:
        lines.append("No message on voicemail")
    if details.text_ok is False:
        lines.append("No text messages")
    if details.safe_times:
        lines.append(f"When: {details.safe_times}")
    if details.contact_notes:
        lines.append(details.contact_notes)
    return lines


@dataclass(frozen=True)
class Row:
    """One row of the queue."""

    case: Case
    reference: str
    who: str
    asks: str
    safety: list[str]
    contact_rules: list[str]
    languages: str
    duplicates: list[Case]
    waiting: str
    overdue: bool
    state: str
    state_class: str
    owner: str
    channel: str
    next_step: str


_STATE_CLASS = {
    State.RECEIVED: "t-new",
    State.TRIAGE: "t-new",
    State.CONTACTING: "t-wait",
    State.ALLOCATED: "t-wait",
    State.ACCEPTED: "t-ok",
}


def _who(case: Case, details: PersonDetails) -> str:
    parts = [details.name or "No name given"]
    if details.age_band:
        parts.append(details.age_band.replace("_plus", " and over").replace("_", " to "))
    if details.postcode:
        parts.append(details.postcode.split()[0])
    return " · ".join(parts) + (" · sample" if case.is_sample else "")


def _languages(case: Case, details: PersonDetails) -> str:
    if details.interpreter:
        return f"{language_name(details.interpreter)} interpreter"
    return "" if case.language == "en" else f"Reads {language_name(case.language)}"


def _first(lines: Sequence[ReferralLine]) -> ReferralLine | None:
    going = [line for line in lines if line.state != State.DISCHARGED]
    return next(iter(going or lines), None)


def row(case: Case, *, duplicates: Sequence[Case], tries: int, now: datetime) -> Row:
    """Return a case as a row; reads nothing from the database."""
    details = case.person.details
    lines = list(case.lines.all())
    first = _first(lines)
    state = State(first.state) if first else State.RECEIVED
    words = state.label
    if state == State.CONTACTING and tries:
        words = "Tried once" if tries == 1 else f"Tried {tries} times"
    usual = moves_from(state)
    step = usual[0].verb if usual else "Look"
    today = now.astimezone(clocks.LONDON).date()
    unread = state in (State.RECEIVED, State.TRIAGE, State.ALLOCATED)
    return Row(
        case=case,
        reference=str(case),
        who=_who(case, details),
        asks=", ".join(dict.fromkeys(labels.name("offer", line.offer) for line in lines)),
        safety=[labels.name("safety", code) for code in case.safety_flags]
        if case.safety_hold
        else [],
        contact_rules=safe_contact(details),
        languages=_languages(case, details),
        duplicates=list(duplicates),
        waiting=timesince(case.received_at, now, depth=1),
        overdue=unread and case.contact_by_date < today,
        state="Safety flag" if case.safety_hold else words,
        state_class="t-red" if case.safety_hold else _STATE_CLASS.get(state, ""),
        owner=str(case.owner) if case.owner else "Nobody",
        channel=case.get_channel_display(),
        next_step="Call now" if case.safety_hold else step,
    )


def rows(
    cases: Sequence[Case],
    *,
    duplicates: Mapping[UUID, Sequence[Case]],
    tries: Mapping[UUID, int],
    now: datetime,
) -> list[Row]:
    """Return cases as rows, in their order."""
    return [
        row(case, duplicates=duplicates.get(case.pk, ()), tries=tries.get(case.pk, 0), now=now)
        for case in cases
    ]


@dataclass(frozen=True)
class LineView:
    """One line on the page of a case, with the moves it may make."""

    line: ReferralLine
    offer: str
    need: str
    provider: str
    state_class: str
    moves: tuple[Move, ...]


def line_views(case: Case) -> list[LineView]:
    """Return the lines of a case with their names and moves."""
    return [
        LineView(
            line=line,
            offer=labels.name("offer", line.offer),
            need=labels.name("need", line.need),
            provider=labels.name("provider", line.provider),
            state_class=_STATE_CLASS.get(State(line.state), ""),
            moves=tuple(
                move
                for move in moves_from(line.state)
                if not (move.blocked_by_safety and case.safety_hold)
            ),
        )
        for line in case.lines.all()
    ]
