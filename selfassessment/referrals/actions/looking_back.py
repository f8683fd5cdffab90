"""What plans the looks back that count from a day of the help, such as the quit date?"""

from datetime import date, timedelta

from selfassessment.referrals.actions import standing
from selfassessment.referrals.models import FollowUp, ReferralLine
from selfassessment.referrals.rules.outcome_sets import OutcomeSet
from selfassessment.referrals.rules.standing import stage_of


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
    for weeks in (int(stage) for stage in known.stages if stage.isdigit()):
        due = start + timedelta(weeks=weeks)
        row, made = FollowUp.objects.get_or_create(line=line, weeks=weeks, defaults={"due_on": due})
        if not made and row.done_at is None and row.due_on != due:
            row.due_on = due
            row.save(update_fields=["due_on"])
    standing.refresh(line.case)


def forget(line: ReferralLine) -> None:
    """Plan no looks back at a line any more; those that are done stay."""
    gone, _ = FollowUp.objects.filter(line=line, done_at__isnull=True).delete()
    if gone:
        standing.refresh(line.case)
