"""Which instruments that wait for a permission are on?"""

from core.remembering import remembered
from selfassessment.models import InstrumentSwitch

SECONDS = 30.0


@remembered(SECONDS)
def switched_on() -> frozenset[str]:
    """Return the instruments whose last decision is on."""
    last = dict(
        InstrumentSwitch.objects.order_by("decided_at", "pk").values_list("instrument", "on")
    )
    return frozenset(instrument for instrument, on in last.items() if on)
