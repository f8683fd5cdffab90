"""What are those who work referrals told by message? A reference and a link, never who or what."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from selfassessment.referrals.rules.message_words import fill, telling_words


class Notice(StrEnum):
    """What a notice to the desk, the duty contact or a provider is about."""

    NEW = "new"
    FLAGGED = "flagged"
    DUTY = "duty"
    RAISED = "raised"
    CONTACT = "contact"
    WITHDRAWN = "withdrawn"
    FURTHER = "further"
    UNANSWERED = "unanswered"
    HANDED = "handed"


@dataclass(frozen=True)
class Words:
    """Subject and text of a notice; the subject does not go with a text to a telephone."""

    subject: str
    text: str


LABELS: Mapping[str, str] = {
    Notice.NEW: "To the desk: a new referral",
    Notice.FLAGGED: "To the desk: a new referral with a safety flag",
    Notice.DUTY: "To the duty contact: a safety flag while the desk is closed",
    Notice.RAISED: "To the desk: a safety flag was put on a referral",
    Notice.CONTACT: "To the desk: new contact details",
    Notice.WITHDRAWN: "To the desk: the person withdrew",
    Notice.FURTHER: "To the desk: a visit found another need",
    Notice.UNANSWERED: "To the desk: no answer from the provider",
    Notice.HANDED: "To a provider: a new referral",
}
SHIPPED: Mapping[str, Words] = {
    Notice.NEW: Words(
        "New referral {reference}",
        "A new referral has come in: {reference}.\n\nOpen it: {link}\n",
    ),
    Notice.FLAGGED: Words(
        "SAFETY FLAG. New referral {reference}",
        "SAFETY FLAG. A new referral has come in: {reference}.\n\nOpen it: {link}\n",
    ),
    Notice.DUTY: Words(
        "SAFETY FLAG while the desk is closed: {reference}",
        "A referral with a safety flag came in while the desk is closed: {reference}. "
        "Open it: {link}",
    ),
    Notice.RAISED: Words(
        "SAFETY FLAG on {reference}",
        "SAFETY FLAG. Somebody put a safety flag on {reference}.\n\nOpen it: {link}\n",
    ),
    Notice.CONTACT: Words(
        "{reference}: new contact details",
        "The person changed how to reach them. Read the case before you get in touch.\n\n"
        "Open it: {link}\n",
    ),
    Notice.WITHDRAWN: Words(
        "{reference}: the person withdrew",
        "The person withdrew this referral on the status page.\n\nOpen it: {link}\n",
    ),
    Notice.FURTHER: Words(
        "Another need on {reference}",
        "A visit at home found another need: {reference}.\n\nOpen it: {link}\n",
    ),
    Notice.UNANSWERED: Words(
        "{reference}: no answer from the provider",
        "Nobody at the provider acknowledged it in time. It is in triage again.\n\n"
        "Open it: {link}\n",
    ),
    Notice.HANDED: Words(
        "New referral {reference}",
        "A referral has been given to you: {reference}.\n\n"
        "Please sign in and acknowledge it by {answer_by}: {link}\n",
    ),
}
EXAMPLES: Mapping[str, str] = {
    "reference": "WM 4C2D 7JT3",
    "link": "https://example.org/admin/desk/cases/…",
    "answer_by": "30/11/2026",
}
# What may be said of a flag: whoever works the desk has to see at once that there is one.
_SAID_AT_WORK = ("safe",)
_LONGEST_SUBJECT, _LONGEST_TEXT = 120, 1000
# The duty contact may get it on a telephone: two texts.
_LONGEST_DUTY = 306
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def allowed(notice: str) -> frozenset[str]:
    """Return the placeholders that a notice may have."""
    return frozenset(EXAMPLES) - (frozenset() if notice == Notice.HANDED else {"answer_by"})


def required(notice: str) -> frozenset[str]:
    """Return the placeholders that have to stand in the text of a notice."""
    return allowed(notice) if notice == Notice.HANDED else frozenset({"link"})


def notice_faults(notice: str, words: Words) -> dict[str, list[str]]:
    """Return what is wrong with the words of a notice, by field ("subject", "text")."""
    found = {
        "subject": _faults(notice, words.subject, _LONGEST_SUBJECT),
        "text": _faults(
            notice, words.text, _LONGEST_DUTY if notice == Notice.DUTY else _LONGEST_TEXT
        ),
    }
    missing = sorted(required(notice) - set(_PLACEHOLDER.findall(words.text)))
    found["text"] += [f"{{{name}}} has to stand in it" for name in missing]
    if "{reference}" not in words.subject + words.text:
        found["text"].append("{reference} has to stand in the subject or the text")
    return {name: said for name, said in found.items() if said}


def _faults(notice: str, text: str, longest: int) -> list[str]:
    bare = _PLACEHOLDER.sub(" ", text)
    unknown = sorted(set(_PLACEHOLDER.findall(text)) - allowed(notice))
    found = [f"{{{name}}} is not known here" for name in unknown]
    if "{" in bare or "}" in bare:
        found.append("A bracket { or } stands alone")
    found += [
        f"“{word}” says what the help is for"
        for word in telling_words(bare)
        if not word.startswith(_SAID_AT_WORK)
    ]
    if len(fill(text, EXAMPLES)) > longest:
        found.append(f"It is longer than {longest} signs")
    return found
