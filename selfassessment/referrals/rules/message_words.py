"""What may stand in a message to a person, and what must?

A message may be read by anyone who sees the phone: a reference, dates, a first name when the
person agreed, the address of the status page. Nothing says what the help is for.
"""

import json
import re
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path

from selfassessment.referrals.rules.safe_contact import EMAIL, TEXT


class Kind(StrEnum):
    """What a message to a person is about."""

    RECEIVED = "received"
    PASSED = "passed"
    UNREACHED = "unreached"
    LEAVING = "leaving"
    FOLLOW_UP = "follow_up"


LABELS: Mapping[str, str] = {
    Kind.RECEIVED: "We have your request",
    Kind.PASSED: "Your request was passed on",
    Kind.UNREACHED: "We could not reach you",
    Kind.LEAVING: "What you can go to",
    Kind.FOLLOW_UP: "How did it go?",
}
ALLOWED: Mapping[str, str] = {
    "reference": "WM 4C2D 7JT3",
    "read_by": "Monday 30 November",
    "contact_by": "Tuesday 1 December",
    "first_name": "Asha",
    "status_url": "https://example.org/en/refer/status/",
    "phone": "0116 496 0100",
    "activities": "Tuesday social, Reading circle",
}
REQUIRED: Mapping[str, frozenset[str]] = {
    Kind.RECEIVED: frozenset({"reference", "contact_by", "status_url"}),
    Kind.PASSED: frozenset({"reference", "status_url"}),
    Kind.UNREACHED: frozenset({"reference", "phone"}),
    Kind.LEAVING: frozenset({"reference", "status_url"}),
    Kind.FOLLOW_UP: frozenset({"reference", "status_url"}),
}
# Two texts of Unicode letters: more is often cut or charged four times.
LONGEST = {EMAIL: 2000, TEXT: 268}
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_ADDRESS = re.compile(r"https?://|www\.|\b[\w-]+\.(?:uk|com|org|net|nhs)\b", re.IGNORECASE)
_FOLDER = Path(__file__).resolve().parent


@cache
def forbidden_words() -> Mapping[str, tuple[str, ...]]:
    """Return the beginnings of words that would say what the help is for, by language."""
    read = json.loads((_FOLDER / "message_words.json").read_text("utf-8"))
    return {language: tuple(words) for language, words in read.items()}


def faults(kind: str, *, text: str, part: str, subject: str = "") -> list[str]:
    """Return what is wrong with the words of a message; `part` is "email" or "sms".

    What has to be said has to stand in the text: a subject is cut off on a telephone.
    """
    found = []
    missing = sorted(REQUIRED[Kind(kind)] - set(_PLACEHOLDER.findall(text)))
    text = f"{subject}\n{text}"
    named = set(_PLACEHOLDER.findall(text))
    found += [f"{{{name}}} is not known here" for name in sorted(named - set(ALLOWED))]
    found += [f"{{{name}}} has to stand in it" for name in missing]
    bare = _PLACEHOLDER.sub(" ", text)
    if "{" in bare or "}" in bare:
        found.append("A bracket { or } stands alone")
    if _ADDRESS.search(bare):
        found.append("The only address in a message is {status_url}")
    found += [f"“{word}” says what the help is for" for word in telling_words(bare)]
    shown = fill(text, ALLOWED)
    if len(shown) > LONGEST[part]:
        found.append(f"It is {len(shown)} signs long; {LONGEST[part]} are the most")
    return found


def telling_words(text: str) -> list[str]:
    """Return the words in a text that would say what the help is for, in any language."""
    words = re.findall(r"[^\W\d_][^\s.,;:!?()“”\"]*", text.casefold())
    beginnings = tuple(word for listed in forbidden_words().values() for word in listed)
    return sorted({word for word in words if word.startswith(beginnings)})


def tells_nothing(name: str) -> bool:
    """Return whether the name of an activity may stand in a message."""
    return not telling_words(name) and not _ADDRESS.search(name)


def fill(text: str, values: Mapping[str, str]) -> str:
    """Return a text with its placeholders filled in; without a name no gap is left."""
    filled = _PLACEHOLDER.sub(lambda found: values.get(found[1], ""), text)
    return re.sub(r" +([,.!])", r"\1", re.sub(r" {2,}", " ", filled)).strip()


def fill_lines(text: str, values: Mapping[str, str]) -> str:
    """Return a text of several lines with its placeholders filled in."""
    return "\n".join(fill(line, values) for line in text.split("\n"))
