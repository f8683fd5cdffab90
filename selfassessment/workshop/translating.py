"""May a text be written or checked like this? Then it is kept; otherwise the reason is said."""

from dataclasses import dataclass
from datetime import datetime

from accounts.models import User
from core.audit import actor_name
from selfassessment.actions.wording import Place, WordedMeanwhile, write
from selfassessment.fixed_names import SOURCE
from selfassessment.workshop.documents.placeholders import problem
from selfassessment.workshop.texts import Text

LONGEST = 5_000


@dataclass(frozen=True)
class Typed:
    """What somebody typed for a text: the words, what it was before, whether they checked it."""

    text: str
    was: str | None = None
    checked: bool | None = None
    english: str | None = None


def refusal(there: Text, typed: Typed, *, by: User) -> str:
    """Say why a text cannot be kept, or nothing."""
    if there.is_locked:
        return "This belongs to a scored questionnaire without a validated translation."
    if len(typed.text) > LONGEST:
        return f"This is longer than {LONGEST} letters."
    if there.locale == SOURCE:
        return "" if typed.text.strip() else "The English cannot be empty."
    if typed.text.strip():
        wrong = problem(typed.text, there.english)
        if wrong:
            return wrong
    return _not_by_oneself(there, typed, by)


def _not_by_oneself(there: Text, typed: Typed, by: User) -> str:
    """A translation that may harm when it is wrong is checked by another person than wrote it."""
    if not (typed.checked and there.is_careful):
        return ""
    is_changed = typed.text.strip() != there.text
    if is_changed or there.edited_by == actor_name(by):
        return "Safety, consent and scored texts are checked by another person than wrote them."
    return ""


def keep(there: Text, typed: Typed, *, by: User, now: datetime) -> tuple[bool, str]:
    """Keep a text; return whether anything changed, and why not where it was refused."""
    reason = refusal(there, typed, by=by)
    if reason:
        return False, reason
    checker = None if typed.checked is None else (str(by) if typed.checked else "")
    if checker and there.state == "checked" and typed.text.strip() == there.text:
        checker = None
    try:
        changed = write(
            Place(there.locale, there.key, typed.english),
            typed.text,
            by=by,
            now=now,
            was=typed.was,
            checked_by=None if there.locale == SOURCE else checker,
        )
    except WordedMeanwhile as meanwhile:
        return False, (
            f"Somebody changed this meanwhile to: “{meanwhile.text}”. Yours is still here. "
            "Save again to use yours."
        )
    return changed, ""
