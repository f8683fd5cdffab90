"""Messages to people: written with what causes them, let go only by the safe-contact gate."""

import json
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from core.actions.messages import enqueue_many
from core.messages.watching import Verdict
from core.models import OutboxMessage
from selfassessment.referrals.dates import day_in_words
from selfassessment.referrals.enums import EventKind
from selfassessment.referrals.models import Case, Event, MessageSettings, MessageTemplate
from selfassessment.referrals.rules.message_words import LABELS, fill, fill_lines, tells_nothing
from selfassessment.referrals.rules.safe_contact import EMAIL, TEXT, decide
from selfassessment.referrals.selectors.following import handed_of
from selfassessment.referrals.selectors.reaching import situation_of
from selfassessment.referrals.types import PersonDetails

PREFIX = "person:"
_NAMED = 3
SHIPPED = Path(__file__).resolve().parents[1] / "message_texts.json"
_WAYS = {EMAIL: "E-mail", TEXT: "Text message"}
_ENDS = {
    "sent": "sent",
    "delivered": "delivered",
    "permanent-failure": "not delivered: there is no such address or number",
    "temporary-failure": "not delivered: the mailbox is full or the phone is off",
    "technical-failure": "not delivered: a fault at the provider",
}


@cache
def shipped_texts() -> Mapping[str, Mapping[str, Mapping[str, str]]]:
    """Return the words that ship, by kind and language."""
    texts: Mapping[str, Mapping[str, Mapping[str, str]]] = json.loads(SHIPPED.read_text("utf-8"))
    return texts


def words_of(kind: str, language: str) -> tuple[Mapping[str, str], str]:
    """Return subject, e-mail and text in a language, or in English, and which it is."""
    for code in dict.fromkeys((language, "en")):
        # There is one of a kind and language at most.
        own = next(iter(MessageTemplate.objects.filter(kind=kind, language=code)), None)
        if own is not None:
            return {"subject": own.subject, "email": own.email, "sms": own.sms}, code
        if code in shipped_texts()[kind]:
            return shipped_texts()[kind][code], code
    raise KeyError(kind)


def write_to_person(*, case: Case, kind: str, now: datetime, turn: str = "") -> int:
    """Put a message to the person into the outbox, in the caller's transaction; return how many.

    By e-mail when they want to be written to, else as a text when a text is safe. `turn` tells
    one message of a kind from the next ("52"); the same one is written once. Whether it leaves
    is decided when it would leave.
    """
    return enqueue_many(to_person(case=case, kind=kind, turn=turn), now=now)


def to_person(*, case: Case, kind: str, turn: str = "") -> list[OutboxMessage]:
    """Return the message to the person, not yet in the outbox; nothing when there is no way."""
    if case.is_sample:
        return []
    way = _way(case.person.details)
    if way is None:
        return []
    channel, to = way
    words, language = words_of(kind, case.language)
    values = _values(case, language, words[channel])
    return [
        OutboxMessage(
            channel=channel,
            to=to,
            subject=fill(words["subject"], values) if channel == EMAIL else "",
            body=fill_lines(words[channel], values),
            language=language,
            unique_key=f"{PREFIX}{case.pk}:{kind}:{turn}:{channel}",
        )
    ]


def _way(details: PersonDetails) -> tuple[str, str] | None:
    if "email" in details.contact_by and details.email:
        return EMAIL, details.email
    if details.text_ok and details.phone and {"phone", "text"} & set(details.contact_by):
        return TEXT, details.phone
    return None


def _values(case: Case, language: str, text: str) -> Mapping[str, str]:
    with translation.override(language):
        return {
            "reference": str(case),
            "read_by": day_in_words(case.read_by_date),
            "contact_by": day_in_words(case.contact_by_date),
            "first_name": _first_name(case),
            "status_url": settings.WAYMARK_BASE_URL.rstrip("/") + reverse("refer:status"),
            "phone": settings.WAYMARK_PHONE,
            "activities": _activities(case) if "{activities}" in text else "",
        }


def _activities(case: Case) -> str:
    """Return what the person was given, but for names that say what the help is for.

    Nothing is named where somebody may be in danger: the status page shows it.
    """
    if case.safety_flags:
        return ""
    names = [one.name for one in handed_of(case) if tells_nothing(one.name)]
    return ", ".join(f"\u2068{name[:60]}\u2069" for name in names[:_NAMED])


def _first_name(case: Case) -> str:
    agreed = any(said["kind"] == "name_in_messages" and said["given"] for said in case.consents)
    names = case.person.details.name.split()
    return names[0] if agreed and names else ""


def gate(message: OutboxMessage, now: datetime) -> Verdict:
    """Say whether a message to a person may leave now: asked by the outbox for each of them."""
    case = _case(message)
    if case is None:
        return Verdict(goes=False, reason="no_case")
    answer = decide(
        situation_of(case),
        channel=message.channel,
        to=message.to or "",
        now=now,
        quiet=MessageSettings.load().quiet,
    )
    return Verdict(goes=answer.goes, until=answer.until, reason=answer.reason)


def hear(message: OutboxMessage, code: str, now: datetime) -> None:
    """Keep on the case how a message ended, so that the desk sees it."""
    case = _case(message)
    if case is None:
        return
    kind = message.unique_key.split(":")[2]
    ended = _ENDS.get(code) or _not_sent(code)
    note = f"{_WAYS.get(message.channel, message.channel)} “{LABELS.get(kind, kind)}”: {ended}."
    Event.objects.create(
        case=case, kind=EventKind.MESSAGE, at=now, channel=message.channel, sealed_note=note
    )


def _not_sent(code: str) -> str:
    how, _, reason = code.partition(":")
    words = reason.replace("_", " ")
    if how == "stopped":
        return f"not sent, because of how this person may be reached ({words})"
    return f"could not be sent ({words}). Look for another way"


def _case(message: OutboxMessage) -> Case | None:
    try:
        key = UUID(message.unique_key.split(":")[1])
    except (IndexError, ValueError):
        return None
    return Case.objects.select_related("person", "standing").filter(pk=key).first()
