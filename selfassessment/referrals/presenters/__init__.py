"""How does a case look on the desk: a row of the queue, and the page of one case?"""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils.timesince import timesince

from core.clock import day_of
from selfassessment.referrals import labels
from selfassessment.referrals.enums import State
from selfassessment.referrals.models import Case, ReferralLine
from selfassessment.referrals.names import language_name
from selfassessment.referrals.presenters.flags import Flag, flag_of
from selfassessment.referrals.rules.standing import NO_CLOCK, priority_in_words, stage_of
from selfassessment.referrals.rules.transitions import buttons_from
from selfassessment.referrals.types import PersonDetails

_DAYS = dict(zip(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), calendar.day_name, strict=True))
_WAYS = {"phone": "telephone", "text": "text message", "email": "e-mail", "post": "letter"}


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
    if "text" in details.told_in:
        lines.append("Text instead of voice: calls do not work for this person")
    if details.safe_times:
        lines.append(f"When: {details.safe_times}")
    if details.contact_notes:
        lines.append(details.contact_notes)
    return lines


def told_in(details: PersonDetails) -> list[str]:
    """Return the forms in which the person is written and talked to, their own words last."""
    named = [labels.name("told_in", code) for code in details.told_in if code != "other"]
    return [*named, *filter(None, [details.told_in_other])]


def can_go(details: PersonDetails) -> str:
    """Return what an activity has to be for a person, as they said it; "" when they did not."""
    days = [_DAYS[code] for code in details.days if code in _DAYS]
    parts = ["free ones only"] if details.free_only else []
    if days:
        parts.append(f"on {', '.join(days)}")
    return ", ".join(parts)


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
    due: date | None
    reading: str
    plan: date | None
    asks_now: list[str]
    follow_up: date | None
    state: str
    state_class: str
    owner: str
    channel: str
    next_step: str
    priority: str
    is_urgent: bool
    flag: Flag | None


_STAGE_CLASS = {
    "new": "t-new",
    "triage": "t-new",
    "provider": "t-wait",
    "contacting": "t-wait",
    "helping": "t-ok",
}


def state_class(state: str) -> str:
    """Return the colour of a state's label."""
    return _STAGE_CLASS.get(stage_of(state), "")


def age_words(band: str | None) -> str:
    """Return an age band in words."""
    return (band or "").replace("_plus", " and over").replace("_", " to ")


def _who(case: Case, details: PersonDetails) -> str:
    parts = [details.name or "No name given"]
    if details.age_band:
        parts.append(age_words(details.age_band))
    if details.postcode:
        parts.append(details.postcode.split()[0])
    return " · ".join(parts) + (" · sample" if case.is_sample else "")


def _languages(case: Case, details: PersonDetails) -> str:
    if details.interpreter:
        return f"{language_name(details.interpreter)} interpreter"
    return "" if case.language == "en" else f"Reads {language_name(case.language)}"


def _first(lines: Sequence[ReferralLine]) -> ReferralLine | None:
    going = [line for line in lines if stage_of(line.state) not in ("follow_up", "closed")]
    return next(iter(going or lines), None)


def _next_step(state: str, case: Case) -> str:
    if stage_of(state) == "follow_up" and case.follow_up_on:
        return "Follow up"
    usual = buttons_from(state)
    return usual[0].verb if usual and stage_of(state) != "closed" else "Look"


@dataclass(frozen=True)
class About:
    """What is known of a case beside its own row, read before.

    `plan` is the day of a family plan to look at, `asks` what is to be asked now, `languages`
    those of texts that wait for a reader, `flag_by` when its safety flag is taken on at the latest.
    """

    duplicates: Sequence[Case] = ()
    tries: int = 0
    plan: date | None = None
    asks: Sequence[str] = ()
    languages: Sequence[str] = ()
    flag_by: datetime | None = None


def needs_reading(languages: Sequence[str]) -> str:
    """Return who has to read a text: "Needs reading by an Urdu reader"."""
    named = " and ".join(language_name(code) for code in languages)
    return f"Needs reading by {'an' if named[:1] in 'AEIOU' else 'a'} {named} reader"


def row(case: Case, about: About, now: datetime) -> Row:
    """Return a case as a row; reads nothing from the database."""
    details = case.person.details
    lines = list(case.lines.all())
    first = _first(lines)
    state = State(first.state) if first else State.RECEIVED
    words = state.label
    if state == State.CONTACTING and about.tries:
        words = "Tried once" if about.tries == 1 else f"Tried {about.tries} times"
    step = _next_step(state, case)
    today = day_of(now)
    reading = needs_reading(about.languages or (case.language,))
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
        duplicates=list(about.duplicates),
        waiting=timesince(case.received_at, now, depth=1),
        overdue=case.is_open and case.due_on < today,
        due=None if case.due_on == NO_CLOCK else case.due_on,
        reading=reading if case.needs_reading else "",
        plan=about.plan,
        asks_now=list(about.asks),
        follow_up=case.follow_up_on,
        state="Safety flag" if case.safety_hold else words,
        state_class="t-red" if case.safety_hold else state_class(state),
        owner=str(case.owner) if case.owner else "Nobody",
        channel=case.get_channel_display(),
        priority=priority_in_words(case.priority),
        is_urgent=case.is_open and case.priority <= 1,
        flag=flag_of(case, about.flag_by, now),
        next_step="Call now" if case.safety_hold else "Ask and write down" if about.asks else step,
    )
