"""What does a message say that asks whether listings are still right?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from core.enums import Channel
from core.models import OutboxMessage
from core.site_facts import site_facts
from directory.models import CheckMessage, TeamContact
from directory.rules.answer_links import LINKS_LAST, PURPOSE
from directory.when import full_date

KEYS = "directory.check:"


@dataclass(frozen=True, slots=True)
class Question:
    """One listing that is asked about, and by when."""

    name: str
    due: date


def token_of(message: UUID) -> str:
    """Return the signed number of a message: made for answers alone, and dated."""
    return signing.TimestampSigner(salt=PURPOSE).sign(message.hex)


def answer_address(message: UUID) -> str:
    """Return the address of the page that answers a message, in the language in force."""
    path = reverse("answer:answer", args=[token_of(message)])
    return str(settings.WAYMARK_BASE_URL).rstrip("/") + path


def letter(
    message: CheckMessage, contact: TeamContact, questions: Sequence[Question], today: date
) -> OutboxMessage:
    """Return the unsaved e-mail or text, in the language of the contact."""
    with override(message.language):
        address = answer_address(message.pk)
        is_text = contact.channel == Channel.SMS
        return OutboxMessage(
            unique_key=f"{KEYS}{message.pk}",
            channel=contact.channel,
            language=message.language,
            to=contact.value,
            subject=_subject(questions),
            body=_text(questions, address) if is_text else _body(questions, address, today),
        )


def _subject(questions: Sequence[Question]) -> str:
    if len(questions) == 1:
        return _("Is “%(name)s” still right?") % {"name": _one_line(questions[0].name)}
    return ngettext(
        "Is your %(number)s listing still right?",
        "Are your %(number)s listings still right?",
        len(questions),
    ) % {"number": len(questions)}


def _text(questions: Sequence[Question], address: str) -> str:
    values = {"site": site_facts()["site_name"], "question": _subject(questions)}
    return _("%(site)s: %(question)s One tap answers:") % values + f"\n{address}"


def _body(questions: Sequence[Question], address: str, today: date) -> str:
    values = {
        "site": site_facts()["site_name"],
        "phone": site_facts()["phone"],
        "until": full_date(today + LINKS_LAST),
    }
    parts = [
        _("People find this on %(site)s:") % values,
        "\n".join(_said(question, today) for question in questions),
        _("Open this page and press one button. You need no password:") + f"\n{address}",
        _(
            "Nothing changes until you press. Afterwards you see how often people opened your "
            "page in the last 30 days."
        ),
        _("If nobody answers, your page stays, but it asks people to ring first."),
        _("The link works until %(until)s. Any question? Ring us: %(phone)s") % values,
    ]
    return "\n\n".join(parts) + "\n"


def _said(question: Question, today: date) -> str:
    values = {"name": _one_line(question.name), "day": full_date(question.due)}
    if question.due < today:
        return "• " + _("%(name)s (we have asked before)") % values
    return "• " + _("%(name)s (please answer by %(day)s)") % values


def _one_line(name: str) -> str:
    return " ".join(name.split())
