"""What would the rows of a translators' file change, and which meet a text written meanwhile?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from accounts.models import User
from selfassessment.workshop.documents.exchange import Entry, mark
from selfassessment.workshop.texts import Text
from selfassessment.workshop.translating import Typed, refusal

GONE = "No text has this key. Take the file from here again."
TWICE = "This key stands in the file more than once."


@dataclass(frozen=True)
class Line:
    """What a row of a file would do; it `meets` a text that was written after the file was made."""

    entry: Entry
    before: str
    problem: str = ""
    note: str = ""
    meets: bool = False


def lines(entries: Iterable[Entry], there: Mapping[str, Text], by: User) -> list[Line]:
    """Return what each row would change, or why it cannot; rows that change nothing are left."""
    found, seen = [], set()
    for entry in entries:
        text = there.get(entry.key)
        if text is None:
            found.append(Line(entry, "", GONE))
        elif entry.key in seen:
            found.append(Line(entry, text.text, TWICE))
        elif _changes(entry, text):
            found.append(_line(entry, text, by))
        seen.add(entry.key)
    return found


def _changes(entry: Entry, text: Text) -> bool:
    """Whether the translator wrote something new; what came back untouched is no change."""
    new = entry.text.strip()
    return bool(new) and new != text.text and mark(new) != entry.was


def _line(entry: Entry, text: Text, by: User) -> Line:
    note = ""
    if entry.english.strip() != text.english.strip():
        note = "The English has changed since: it is kept as out of date."
    meets = entry.was not in ("", mark(text.text))
    return Line(entry, text.text, refusal(text, Typed(entry.text), by=by), note, meets)
