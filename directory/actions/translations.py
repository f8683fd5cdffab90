"""Say that the words of a translation have been read by a person who knows the language."""

from datetime import datetime

from django.db import transaction

from accounts.models import User
from core import audit
from core.clock import LONDON
from directory.actions.cards import refresh
from directory.enums import WordsState
from directory.models import Service, TranslatedRecord
from directory.selectors.affected import listings_with_words_of


class NotATranslation(ValueError):
    """The row is a source row; its words are as they were written."""


@transaction.atomic
def mark_words_checked(*, record: TranslatedRecord, by: User, now: datetime) -> None:
    """Mark the words of a translated row as checked against the source as it is now."""
    if record.is_source:
        raise NotATranslation
    record.words_state = WordsState.CHECKED
    record.words_checked_by = by
    record.words_checked_on = now.astimezone(LONDON).date()
    record.confirm_words()
    record.save()
    if isinstance(record, Service) and record.latest_revision is not None:
        draft = record.latest_revision
        draft.content |= {
            "words_state": record.words_state,
            "translated_from": record.translated_from,
        }
        draft.save(update_fields=["content"])
    audit.record(
        actor=by,
        verb="words.checked",
        subject=record,
        now=now,
        detail={"language": record.language},
    )
    refresh(public_ids=listings_with_words_of(record), now=now)
