"""How is an instrument that waits for a permission switched on and off?"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import Model

from core.audit import record
from core.remembering import forget_all
from selfassessment.instruments.registry import get, is_gated
from selfassessment.models import InstrumentSwitch


class NothingToSwitch(ValueError):
    """The instrument waits for no permission."""


class NobodyAnswers(ValueError):
    """A switch needs the name and role of who answers for it, and the ground."""


@dataclass(frozen=True)
class SignOff:
    """Who answers for a decision, in which role, and the minute or licence it rests on."""

    name: str
    role: str
    ground: str

    @property
    def whole(self) -> bool:
        """Whether nothing is left out."""
        return all(part.strip() for part in (self.name, self.role, self.ground))


def switch(
    instrument: str, sign_off: SignOff, *, on: bool, by: Model | str, now: datetime
) -> InstrumentSwitch:
    """Note a decision; it counts at once.

    Switching off needs a sign-off too, so that the trail is whole.
    """
    get(instrument)
    if not is_gated(instrument):
        raise NothingToSwitch(f"{instrument} waits for no permission.")
    if not sign_off.whole:
        raise NobodyAnswers("Give the name and role of who answers for it, and the ground.")
    with transaction.atomic():
        decision = InstrumentSwitch.objects.create(
            instrument=instrument,
            on=on,
            name=sign_off.name.strip(),
            role=sign_off.role.strip(),
            ground=sign_off.ground.strip(),
            decided_at=now,
        )
        verb = "instrument.switched_on" if on else "instrument.switched_off"
        record(actor=by, verb=verb, subject=decision, now=now, detail={"instrument": instrument})
    forget_all()
    return decision
