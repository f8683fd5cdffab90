"""What changes a text of the journeys in one language."""

from datetime import datetime
from typing import NamedTuple

from django.db import transaction
from django.db.models import Model

from core.audit import actor_name, record
from selfassessment.engine.snapshot import fingerprint
from selfassessment.fixed_names import SOURCE
from selfassessment.models import Wording


class WordedMeanwhile(Exception):
    """Somebody else changed the text since it was read; `text` is what it is now."""

    def __init__(self, text: str) -> None:
        """Keep what the text is now."""
        self.text = text
        super().__init__("The text was changed meanwhile")


class Place(NamedTuple):
    """Which text: its language, its key, and the English it is made from (None: today's)."""

    locale: str
    key: str
    english: str | None = None


def write(
    place: Place,
    text: str,
    *,
    by: Model | str,
    now: datetime,
    was: str | None = None,
    checked_by: str | None = None,
) -> bool:
    """Keep a text, and return whether that changed anything.

    `was` is the text the editor read: WordedMeanwhile is raised when it is another one now.
    A translation is made from today's English. `checked_by` says who checked it, "" that nobody
    did; None leaves an unchanged text in its state and makes a changed one a draft.
    """
    locale, key, english = place
    print_of_english = "" if locale == SOURCE else _english_print(key, english)
    text = "\n".join(line.rstrip() for line in text.replace("\r\n", "\n").strip().split("\n"))
    with transaction.atomic():
        row = Wording.objects.select_for_update().filter(locale=locale, key=key).first()
        wording = row or Wording(locale=locale, key=key)
        if was is not None and wording.text not in (was, text):
            raise WordedMeanwhile(wording.text)
        if not _changes(wording, text, checked_by, print_of_english):
            return False
        _set_state(wording, text, checked_by, now)
        if wording.text != text:
            wording.text = text
            wording.edited_by, wording.edited_at = actor_name(by), now
        wording.english_sha = print_of_english
        wording.save()
        record(
            actor=by,
            verb="wording.edited",
            subject=wording,
            now=now,
            detail={"language": locale, "key": key, "state": wording.state},
        )
    return True


def _changes(wording: Wording, text: str, checked_by: str | None, english: str) -> bool:
    if wording.text != text:
        return True
    if checked_by is None or not text:
        return False
    was_checked = wording.state == Wording.State.CHECKED
    is_fresh = wording.english_sha == english
    return bool(checked_by) != was_checked or (bool(checked_by) and not is_fresh)


def _set_state(wording: Wording, text: str, checked_by: str | None, now: datetime) -> None:
    if checked_by:
        wording.state = Wording.State.CHECKED
        wording.checked_by, wording.checked_at = checked_by, now
    elif checked_by == "" or wording.text != text:
        wording.state = Wording.State.DRAFT
        wording.checked_by, wording.checked_at = "", None


def _english_print(key: str, english: str | None) -> str:
    if english is None:
        rows = Wording.objects.filter(locale=SOURCE, key=key)
        english = rows.values_list("text", flat=True).first()
    return fingerprint(english or "")
