"""What does a person read about how they are reached, and which answers may they choose from?"""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from selfassessment.contact_forms import (
    NO_NEED,
    PARTS,
    TIME_WORDS,
    beginning,
    ending,
    known_times,
)
from selfassessment.journeys.published import NothingPublished, current_version, published
from selfassessment.journeys.texts import Words
from selfassessment.referrals.rules import reaching
from selfassessment.referrals.types import PersonDetails

# Which question of the self-referral has the answers of a part.
_QUESTIONS = {"interpreter": "talk_language", "needs": "access", "formats": "formats"}


@dataclass(frozen=True)
class PartView:
    """One thing that can be changed: its name, what we have, and where it is changed."""

    code: str
    name: str
    lines: tuple[str, ...]
    is_there: bool
    change: str
    remove: str = ""


def offered(part: str, language: str) -> list[tuple[str, str]]:
    """Return code and words of the answers of a part, as the self-referral has them."""
    if part not in _QUESTIONS:
        return []
    key = _QUESTIONS[part]
    try:
        found = published(current_version("refer"))
    except NothingPublished:
        return []
    question = found.definition.questions.get(key)
    words = Words(language, found.words)
    codes = question.choice_keys if question else ()
    return [(code, str(words(f"c.{key}.{code}"))) for code in codes if code != NO_NEED]


def is_offered(part: str, language: str) -> bool:
    """Return whether there is anything to choose or to write for a part."""
    return part not in _QUESTIONS or bool(offered(part, language))


def part_views(details: PersonDetails, language: str) -> list[PartView]:
    """Return what can be changed, in the reader's language; nothing tells a whole number."""
    return [_view(part, details, language) for part in PARTS if is_offered(part, language)]


def _view(part: str, details: PersonDetails, language: str) -> PartView:
    way = PARTS[part].way
    is_there = (
        reaching.has(details, way) if way else part != "safety" or bool(details.contact_notes)
    )
    lines = _lines(part, details, language) if is_there else (_("We have none."),)
    if is_there and way and way not in reaching.used(details):
        lines = (*lines, _("We do not use it."))
    return PartView(
        code=part,
        name=str(PARTS[part].title),
        lines=lines,
        is_there=is_there,
        change=reverse("refer:status-contact-part", args=[part]),
        remove=reverse("refer:status-contact-remove", args=[part]) if way and is_there else "",
    )


def _lines(part: str, details: PersonDetails, language: str) -> tuple[str, ...]:
    match part:
        case "phone":
            return _phone(details)
        case "email":
            start = beginning(details.email)
            return (_("It begins with %(start)s.") % {"start": start},)
        case "post":
            return (_("We have an address."),)
        case "person":
            return (_("We get in touch through them."),)
        case "safety":
            return (_("We have a note of yours."),)
        case "times":
            return (_times(details),)
        case "interpreter":
            named = dict(offered(part, language))
            code = details.interpreter
            return (named.get(code, code) if code else _("No interpreter"),)
        case _:
            named = dict(offered(part, language))
            codes = details.formats if part == "needs" else details.told_in
            needs = [named[code] for code in codes if code in named]
            return (", ".join(needs) or _("None of these"),)


def _phone(details: PersonDetails) -> tuple[str, ...]:
    voice = {
        True: _("We may leave a voice message."),
        False: _("We leave no voice message."),
    }
    text = {True: _("We may send a text."), False: _("We send no texts.")}
    said = (voice.get(bool(details.voicemail_ok)), text.get(bool(details.text_ok)))
    return (_("It ends in %(end)s.") % {"end": ending(details.phone)}, *filter(None, said))


def _times(details: PersonDetails) -> str:
    if not details.safe_times:
        return str(TIME_WORDS["any"])
    named = [str(TIME_WORDS[code]) for code in known_times(details)]
    return ", ".join(named) or _("As you told us")
