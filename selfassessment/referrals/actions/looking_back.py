"""What plans the looks back at a line: from its end, or from a day such as the quit date?"""

from datetime import date, datetime, timedelta

from core.clock import day_of
from selfassessment.referrals.actions import standing
from selfassessment.referrals.models import FollowUp, ReferralLine
from selfassessment.referrals.rules.outcome_sets import OutcomeSet
from selfassessment.referrals.rules.standing import stage_of
from selfassessment.referrals.selectors.following import turn_of

WEEKS = (4, 12, 26, 52)


def plan(*, line: ReferralLine, ended: datetime) -> None:
    """Plan the looks back at a line from the moment it ended; those that are there stay."""
    day, turn = day_of(ended), turn_of(line)
    FollowUp.objects.bulk_create(
        (
            FollowUp(line=line, turn=turn, weeks=weeks, due_on=day + timedelta(weeks=weeks))
            for weeks in WEEKS
        ),
        ignore_conflicts=True,
    )


def plan_from(*, line: ReferralLine, known: OutcomeSet, start: date | None) -> None:
    """Plan the looks back of a set from a day, or move them there; those that are done stay.

    Without a day those that are planned go: nothing is left to count from. Nobody looks back
    at a line that is closed.
    """
    if stage_of(line.state) == "closed":
        return
    if start is None:
        forget(line)
        return
    turn = turn_of(line)
    for weeks in (int(stage) for stage in known.stages if stage.isdigit()):
        due = start + timedelta(weeks=weeks)
        row, made = FollowUp.objects.get_or_create(
            line=line, turn=turn, weeks=weeks, defaults={"due_on": due}
        )
        if not made and row.done_at is None and row.due_on != due:
            row.due_on = due
            row.save(update_fields=["due_on"])
    standing.refresh(line.case)


def forget(line: ReferralLine) -> None:
    """Plan no looks back at a line any more; those that are done stay."""
    gone, _ = FollowUp.objects.filter(line=line, done_at__isnull=True).delete()
    if gone:
        standing.refresh(line.case)
