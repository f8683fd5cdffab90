"""What keeps two people who change one case in the same instant from waiting for each other?

Whatever happens to a case is written at the end of its chain of events, and that row is locked
until the transaction ends. So it is locked before any other row of the case or of its lines is
locked, changed or added: two that lock in another order each would wait for ever, and the
database ends one of them. A row that is added counts, since it locks the case it belongs to.
Before the ends come, where they are locked at all, messages and then the family.
"""

from uuid import UUID

from selfassessment.referrals.models import Case, ChainEnd


def hold(*cases: Case | UUID) -> None:
    """Let nobody else write down anything about cases until this transaction ends."""
    list(ChainEnd.objects.select_for_update().filter(case__in=cases).order_by("case"))
