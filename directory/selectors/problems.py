"""Which reports of problems are there, and how many wait?"""

from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from directory.enums import ProblemState, ProblemTopic
from directory.models import ProblemReport


@dataclass(frozen=True, slots=True)
class Counts:
    """How many reports are new, being looked at, and unsafe among those."""

    new: int
    looking: int
    unsafe: int


def counts() -> Counts:
    """Return how many reports wait; one query."""
    waiting = ~Q(state=ProblemState.DONE)
    found = ProblemReport.objects.aggregate(
        new=Count("pk", filter=Q(state=ProblemState.NEW)),
        looking=Count("pk", filter=Q(state=ProblemState.LOOKING)),
        unsafe=Count("pk", filter=waiting & Q(topic=ProblemTopic.UNSAFE)),
    )
    return Counts(**found)


def reports(state: str, topic: str) -> QuerySet[ProblemReport]:
    """Return the reports in a state ("" for all that wait) about a topic ("" for any)."""
    rows = ProblemReport.objects.select_related("service", "changed_by").urgent_first()
    rows = rows.filter(state=state) if state in ProblemState.values else rows.waiting()
    return rows.filter(topic=topic) if topic in ProblemTopic.values else rows
