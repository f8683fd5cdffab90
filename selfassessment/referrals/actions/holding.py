"""What keeps two people who change one case in the same instant from waiting for each other?

Whatever happens to a case is written at the end of its chain of events, and that row is locked
until the transaction ends. So it is locked first, or right after the row of the line, and all
other rows after it, that of the case too: two that lock in another order each would wait for
ever, and the database ends one of them. Several cases are held in the order they came in.
"""

from selfassessment.referrals.models import Case, ChainEnd


def hold(case: Case) -> None:
    """Let nobody else write down anything about a case until this transaction ends."""
    ChainEnd.objects.select_for_update().filter(case=case).first()
