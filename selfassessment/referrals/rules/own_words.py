"""Which texts must somebody read who knows their language? (Nothing is translated by a machine.)"""

from collections.abc import Iterable, Iterator
from types import MappingProxyType
from typing import NamedTuple

from selfassessment.referrals.types import AnswerShown, PersonDetails

OF_STAFF = "en"
SAFETY_NOTE = "contact_notes"
# What people change themselves later, by the field of their details.
LATER = MappingProxyType(
    {
        SAFETY_NOTE: "What to know, so that they stay safe",
        "told_in_other": "In which form they want to be told things",
    }
)


class Text(NamedTuple):
    """A text in its language, and the question it answers in English."""

    asked: str
    question: str
    words: str
    language: str


def to_read(answers: Iterable[AnswerShown], language: str) -> Iterator[Text]:
    """Yield the free texts of some answers that staff cannot read as they are."""
    for answer in answers:
        spoken = answer.words_in or language
        if answer.free_text and answer.answer_text and spoken != OF_STAFF:
            question = answer.staff_question or answer.question_text
            yield Text(answer.question, question, answer.answer_text, spoken)


def changed_later(details: PersonDetails, changed: Iterable[str], language: str) -> Iterator[Text]:
    """Yield the texts among the details that somebody changed in a language."""
    for field in changed:
        words = getattr(details, field) if field in LATER else ""
        if words and language != OF_STAFF:
            yield Text(field, LATER[field], words, language)
