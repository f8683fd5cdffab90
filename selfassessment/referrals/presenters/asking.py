"""How does it look what is to be asked now? A next step, with the address of its form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.urls import reverse

from selfassessment.referrals import labels
from selfassessment.referrals.enums import OutcomeStage
from selfassessment.referrals.models import ReferralLine
from selfassessment.referrals.selectors.asking import ToAsk


@dataclass(frozen=True)
class AskView:
    """One thing to ask: what, when, at which line, and where it is written down."""

    what: str
    when: str
    offer: str
    address: str
    due: date | None


def ask_views(
    asked: Sequence[ToAsk], lines: Mapping[UUID, ReferralLine], *, is_desk: bool
) -> list[AskView]:
    """Return what is to be asked for the lines given, as desk or provider open it."""
    return [
        AskView(
            what=words(one),
            when=OutcomeStage(one.stage).label,
            offer=labels.name("offer", lines[one.key].offer),
            address=_address(lines[one.key], one, is_desk=is_desk),
            due=one.due_on,
        )
        for one in asked
        if one.key in lines
    ]


def words(one: ToAsk) -> str:
    """Return what is asked in words: the set, and which of its questionnaires."""
    names = [name for name in one.names if name != one.known.label]
    return f"{one.known.label} ({', '.join(names)})" if names else one.known.label


def _address(line: ReferralLine, one: ToAsk, *, is_desk: bool) -> str:
    tail = [line.pk, one.known.code, one.stage]
    if is_desk:
        return reverse("referrals:outcome", args=[line.case_id, *tail])
    return reverse("referrals:own-outcome", args=tail)
