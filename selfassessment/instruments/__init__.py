"""Locked, versioned scored questionnaires: pure functions from answers to scores."""

from selfassessment.instruments.model import Instrument, Score
from selfassessment.instruments.registry import (
    ALL,
    UnknownInstrumentError,
    get,
    is_gated,
    validated_in,
)

__all__ = [
    "ALL",
    "Instrument",
    "Score",
    "UnknownInstrumentError",
    "get",
    "is_gated",
    "validated_in",
]
