"""How does a line look to the provider it was handed to?"""

from dataclasses import dataclass
from datetime import date

from selfassessment.referrals import labels
from selfassessment.referrals.forms_departing import LEAVING, ReasonForm
from selfassessment.referrals.models import HandOver
from selfassessment.referrals.presenters import state_class
from selfassessment.referrals.rules.transitions import Move, buttons_from


@dataclass(frozen=True)
class OwnRow:
    """One line of a provider."""

    own: HandOver
    reference: str
    offer: str
    state_class: str
    is_late: bool


def row(own: HandOver, today: date) -> OwnRow:
    """Return a line as a row of the provider's list: the reference, not the name."""
    return OwnRow(
        own=own,
        reference=str(own.line.case),
        offer=labels.name("offer", own.line.offer),
        state_class=state_class(own.line.state),
        is_late=own.acknowledged_at is None and own.acknowledge_by < today,
    )


def leaving(own: HandOver) -> ReasonForm | None:
    """Return the form that asks why a line ends, when the provider may end it now."""
    may_end = any(move.end in LEAVING for move in moves(own))
    return ReasonForm(to="declined") if may_end else None


def moves(own: HandOver) -> tuple[Move, ...]:
    """Return what the provider may do with a line now."""
    return buttons_from(own.line.state, provider=True)
