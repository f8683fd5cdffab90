"""What keeps texts that are to be read in their language, and what they say in English?"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from accounts.models import User
from core.audit import record
from selfassessment.referrals.actions.holding import hold
from selfassessment.referrals.enums import EventKind
from selfassessment.referrals.models import Case, Event, OwnWords
from selfassessment.referrals.rules.own_words import Text


class NothingWritten(ValueError):
    """Nobody wrote what a text says."""


class WordsAreGone(LookupError):
    """The text was erased meanwhile."""


def keep(*, case: Case, texts: Iterable[Text], now: datetime) -> int:
    """Keep texts that are to be read, each by itself; return how many."""
    found = OwnWords.objects.bulk_create(
        OwnWords(
            case=case,
            asked=text.asked,
            language=text.language,
            sealed_question=text.question,
            sealed_words=text.words,
            written_at=now,
        )
        for text in texts
    )
    if found and not case.needs_reading:
        case.needs_reading = True
        case.save(update_fields=["needs_reading"])
    return len(found)


def read(*, words: OwnWords, english: str, by: User, now: datetime) -> Event:
    """Keep what somebody who reads the language says a text means; the original stays.

    Said again it counts from then on; what was said before stays in the history. The other
    texts of the case go on waiting. Raises NothingWritten without words, and WordsAreGone.
    """
    if not english.strip():
        raise NothingWritten("Write what it says in English.")
    case = words.case
    with transaction.atomic():
        hold(case)
        fresh = OwnWords.objects.filter(pk=words.pk).first()
        if fresh is None:
            raise WordsAreGone
        fresh.sealed_english, fresh.read_at, fresh.read_by = english.strip(), now, by
        fresh.save(update_fields=["sealed_english", "read_at", "read_by"])
        event = Event.objects.create(
            case=case,
            kind=EventKind.READ,
            at=now,
            actor=by,
            sealed_note=f"{fresh.sealed_question}: {english.strip()}",
        )
        case.needs_reading = OwnWords.objects.filter(case=case, read_at__isnull=True).exists()
        case.save(update_fields=["needs_reading"])
        record(actor=by, verb="case.read_in_english", subject=case, now=now)
    return event
