"""How was the person of some lines tried, since each line was last begun?"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from uuid import UUID

from django.db.models import Q
from django.db.models.functions import Coalesce

from selfassessment.referrals.enums import AttemptOutcome, EventKind
from selfassessment.referrals.models import Case, Event, ReferralLine
from selfassessment.referrals.rules.attempts import LETTER, Attempt, failed
from selfassessment.referrals.rules.retention import ENDED_STATES

# A line is begun when it is added, and again when it leaves one of the ways it can end.
_BEGUN = Q(kind=EventKind.LINE_ADDED) | (
    Q(kind=EventKind.MOVED, from_state__in=ENDED_STATES) & ~Q(to_state__in=ENDED_STATES)
)


def begun_again(cases: Sequence[Case]) -> dict[UUID, datetime]:
    """Return when a line was added or begun again, by line; those begun once are left out."""
    rows = Event.objects.filter(_BEGUN, case__in=cases, line__isnull=False).order_by("at")
    return {line: at for line, at in rows.values_list("line", "at") if line is not None}


def tried_by_line(
    cases: Sequence[Case], begun: dict[UUID, datetime] | None = None
) -> dict[UUID, list[Attempt]]:
    """Return the attempts that count, by line; the lines of the cases are read already.

    An attempt that names no line is one for all lines the case had then. Two queries.
    """
    begun = begun_again(cases) if begun is None else begun
    by_case: dict[UUID, list[tuple[UUID | None, Attempt]]] = defaultdict(list)
    rows = Event.objects.filter(case__in=cases, kind=EventKind.ATTEMPT).values_list(
        "case", "line", Coalesce("happened_at", "at"), "channel", "outcome"
    )
    for case, line, at, channel, outcome in rows:
        attempt = Attempt(at, channel, outcome == AttemptOutcome.SPOKE)
        by_case[case].append((line, attempt))
    return {
        line.pk: [
            attempt
            for about, attempt in by_case[case.pk]
            if about in (None, line.pk) and (line.pk not in begun or attempt.at >= begun[line.pk])
        ]
        for case in cases
        for line in case.lines.all()
    }


def times_tried(cases: Iterable[Case]) -> dict[UUID, int]:
    """Return how often each case's person was tried in vain: the line tried most counts."""
    known = list(cases)
    tried = tried_by_line(known)
    return {
        case.pk: max((_calls(tried[line.pk]) for line in case.lines.all()), default=0)
        for case in known
    }


def _calls(tried: Iterable[Attempt]) -> int:
    return sum(attempt.channel != LETTER for attempt in failed(tried))


def lines_to_reach(case: Case) -> list[ReferralLine]:
    """Return the lines of a case for which its person is to be reached now."""
    return [line for line in case.lines.all() if line.state == "contacting"]
