"""Which texts are there in a language, in which state, and which may be changed?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from selfassessment.engine.text_keys import TextClass, routing_text_keys, text_keys
from selfassessment.fixed_names import SOURCE
from selfassessment.instruments.registry import ALL
from selfassessment.journeys.texts import is_safety
from selfassessment.models import Wording
from selfassessment.selectors.workshop import WorkingCopy, is_stale

RESULTS = ("result.", "offer.", "need.", "provider.")


class State(StrEnum):
    """How a text stands in a language."""

    MISSING = "missing"
    STALE = "stale"
    UNCHECKED = "unchecked"
    DRAFT = "draft"
    CHECKED = "checked"
    LOCKED = "locked"


@dataclass(frozen=True)
class Text:
    """One text in one language beside its English."""

    key: str
    locale: str
    english: str
    text: str
    kind: TextClass
    state: State
    checked_by: str = ""
    checked_at: datetime | None = None
    edited_by: str = ""

    @property
    def is_careful(self) -> bool:
        """Return whether it needs a translation that somebody else has checked."""
        return self.kind is not TextClass.PLAIN

    @property
    def is_locked(self) -> bool:
        """Return whether it belongs to a scored questionnaire without a validated translation."""
        return self.state is State.LOCKED


def classes(copy: WorkingCopy) -> dict[str, TextClass]:
    """Return how careful one must be with each text."""
    found = dict.fromkeys(copy.texts[SOURCE], TextClass.PLAIN)
    found |= dict.fromkeys((key for key in found if is_safety(key)), TextClass.SAFETY)
    for journey in copy.journeys.values():
        for key, kind in text_keys(journey).items():
            if kind is not TextClass.PLAIN or key not in found:
                found[key] = kind
    return found


def locked_keys(copy: WorkingCopy, locale: str) -> dict[str, str]:
    """Return the texts of scored questionnaires that may not be translated freely, by name."""
    found: dict[str, str] = {}
    if locale == SOURCE:
        return found
    for journey in copy.journeys.values():
        for page in journey.pages:
            instrument = ALL.get(page.instrument or "")
            if instrument is None or instrument.validated_for(locale):
                continue
            for question in page.questions:
                keys = (f"q.{question.key}.", f"c.{question.key}.", f"page.{page.key}.")
                for key in copy.texts[SOURCE]:
                    if key.startswith(keys):
                        found[key] = instrument.name
    return found


def keys_of(copy: WorkingCopy, part: str) -> frozenset[str] | None:
    """Return the texts of a part: a journey, the results, or all that need care; None for all."""
    if part in copy.journeys:
        return frozenset(text_keys(copy.journeys[part]))
    if part == "results":
        own = {key for key in copy.texts[SOURCE] if key.startswith(RESULTS)}
        return frozenset(own | routing_text_keys(copy.routing))
    if part == "careful":
        kinds = classes(copy)
        return frozenset(key for key, kind in kinds.items() if kind is not TextClass.PLAIN)
    return None


def texts_in(copy: WorkingCopy, locale: str) -> list[Text]:
    """Return every text of the journeys in a language, in the order of the English ones."""
    rows = {one.key: one for one in Wording.objects.filter(locale=locale)}
    english, kinds, locked = copy.texts[SOURCE], classes(copy), locked_keys(copy, locale)
    return [
        _text(key, locale, rows.get(key), english.get(key, ""), kinds[key], key in locked)
        for key in _in_order(kinds, english)
    ]


def _in_order(kinds: Mapping[str, TextClass], english: Mapping[str, str]) -> Iterable[str]:
    yield from english
    yield from (key for key in kinds if key not in english)


def _text(
    key: str, locale: str, row: Wording | None, english: str, kind: TextClass, locked: bool
) -> Text:
    if row is None:
        state = State.LOCKED if locked else State.MISSING
        return Text(key, locale, english, "", kind, state)
    return Text(
        key=key,
        locale=locale,
        english=english,
        text=row.text,
        kind=kind,
        state=State.LOCKED if locked else _state(row, english, kind),
        checked_by=row.checked_by,
        checked_at=row.checked_at,
        edited_by=row.edited_by,
    )


def _state(row: Wording, english: str, kind: TextClass) -> State:
    if not row.text:
        return State.MISSING
    if row.locale == SOURCE:
        return State.CHECKED
    if is_stale(row.text, row.english_sha, english):
        return State.STALE
    if row.state == Wording.State.CHECKED:
        return State.CHECKED
    return State.DRAFT if kind is TextClass.PLAIN else State.UNCHECKED
