"""Which instruments are shipped, and in which languages may each be shown?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from types import MappingProxyType

from selfassessment.instruments.alcohol import AUDIT, AUDIT_C
from selfassessment.instruments.body import BMI, WAIST_TO_HEIGHT
from selfassessment.instruments.company import LONELY_DIRECT, ONS4, UCLA3
from selfassessment.instruments.diabetes import LEICESTER
from selfassessment.instruments.everyday import FRAT, HUNGER, NHS_CHECK
from selfassessment.instruments.guidance import CMO
from selfassessment.instruments.home import HOME_SAFETY, MINOR_AIDS
from selfassessment.instruments.model import Instrument
from selfassessment.instruments.mood import GAD2, PHQ2, WHO5
from selfassessment.instruments.movement import GPPAQ, MINUTES
from selfassessment.instruments.tobacco import HSI, SMOKING

ALL: Mapping[str, Instrument] = MappingProxyType(
    {
        instrument.id: instrument
        for instrument in (
            BMI,
            WAIST_TO_HEIGHT,
            GPPAQ,
            MINUTES,
            CMO,
            SMOKING,
            HSI,
            UCLA3,
            LONELY_DIRECT,
            *ONS4,
            AUDIT_C,
            AUDIT,
            HUNGER,
            NHS_CHECK,
            FRAT,
            HOME_SAFETY,
            MINOR_AIDS,
            PHQ2,
            GAD2,
            WHO5,
            LEICESTER,
        )
    }
)


class UnknownInstrumentError(KeyError):
    """No such instrument is shipped."""


def get(instrument_id: str) -> Instrument:
    """Return a shipped instrument; UnknownInstrumentError when there is none."""
    try:
        return ALL[instrument_id]
    except KeyError:
        raise UnknownInstrumentError(instrument_id) from None


def is_gated(instrument_id: str) -> bool:
    """Whether an instrument waits for a clinical sign-off or a licence."""
    instrument = ALL.get(instrument_id)
    return instrument is not None and instrument.gate != "none"


def validated_in(language: str, switched_on: Collection[str] = ()) -> frozenset[str]:
    """Return the ids of the instruments that may be shown in a language.

    Those behind a gate are among them only when they are `switched_on`.
    """
    return frozenset(
        key
        for key, instrument in ALL.items()
        if instrument.validated_for(language) and (instrument.gate == "none" or key in switched_on)
    )
