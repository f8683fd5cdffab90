"""End what is asked about a listing: the first answer of anybody ends it for all."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from accounts.models import User
from core.clock import LONDON
from directory.enums import Answer, AnsweredBy
from directory.models import CheckRound


def end_rounds(
    *, keys: Sequence[int], answer: Answer, how: AnsweredBy, by: User | None, now: datetime
) -> int:
    """End the open rounds of these listings with an answer; return how many there were."""
    rounds = CheckRound.objects.open().filter(service_id__in=keys)
    return rounds.update(ended_at=now, answer=answer, answered_by=how, answered_by_user=by)


def keep_answer(
    *,
    key: int,
    answer: Answer,
    how: AnsweredBy,
    by: User | None,
    now: datetime,
    undo: Mapping[str, object] | None = None,
) -> CheckRound:
    """End the open round of a listing with an answer, or keep the answer in a row of its own."""
    today = now.astimezone(LONDON).date()
    row = CheckRound.objects.select_for_update().open().filter(service_id=key).first()
    row = row or CheckRound(service_id=key, opened_on=today, due_on=today)
    row.ended_at, row.answer, row.answered_by = now, answer, how
    row.answered_by_user, row.undo = by, dict(undo or {})
    row.save()
    return row
