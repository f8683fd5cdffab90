"""What did a person write in their language, and which of it waits for a reader?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

from selfassessment.referrals.models import Case, OwnWords
from selfassessment.referrals.rules.own_words import SAFETY_NOTE


def of_case(case: Case) -> list[OwnWords]:
    """Return the texts of a case that were not erased, in the order they were written."""
    rows = OwnWords.objects.filter(case=case, sealed_words__isnull=False)
    return list(rows.select_related("read_by"))


def languages_waiting(cases: Iterable[Case]) -> dict[UUID, list[str]]:
    """Return the languages of the texts that wait for a reader, by case; one query or none."""
    waiting = [case.pk for case in cases if case.needs_reading]
    if not waiting:
        return {}
    rows = OwnWords.objects.filter(case__in=waiting, read_at__isnull=True)
    found: dict[UUID, list[str]] = defaultdict(list)
    for case, language in rows.order_by("written_at").values_list("case", "language"):
        if language not in found[case]:
            found[case].append(language)
    return found


def of_safety(texts: Sequence[OwnWords], note: str) -> OwnWords | None:
    """Return the text that is the note on how to stay safe, as it stands now."""
    same = [one for one in texts if one.asked == SAFETY_NOTE and one.sealed_words == note]
    return same[-1] if note and same else None
