"""What is there to say of an instrument that waits for a permission?"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from selfassessment.fixed_names import SOURCE
from selfassessment.instruments.model import Instrument
from selfassessment.instruments.registry import ALL, is_gated
from selfassessment.models import InstrumentSwitch
from selfassessment.selectors.workshop import WorkingCopy

WAITS = {"clinical": "a clinical sign-off", "licence": "a licence"}


@dataclass(frozen=True)
class GatedRow:
    """One instrument, the decisions about it (the newest first), and the pages that ask it."""

    instrument: Instrument
    waits_for: str
    decisions: Sequence[InstrumentSwitch]
    pages: Sequence[str]

    @property
    def last(self) -> InstrumentSwitch | None:
        """Return the decision that counts."""
        return self.decisions[0] if self.decisions else None

    @property
    def is_on(self) -> bool:
        """Return whether residents may be asked it."""
        return self.last is not None and self.last.on


def gated(copy: WorkingCopy, decisions: Iterable[InstrumentSwitch]) -> list[GatedRow]:
    """Return every instrument that waits, with the decisions about it."""
    by_key: dict[str, list[InstrumentSwitch]] = {}
    for one in decisions:
        by_key.setdefault(one.instrument, []).append(one)
    return [gated_one(copy, key, by_key.get(key, ())) for key in ALL if is_gated(key)]


def gated_one(copy: WorkingCopy, key: str, decisions: Sequence[InstrumentSwitch]) -> GatedRow:
    """Return one instrument; `decisions` come in the order in which they were made."""
    instrument = ALL[key]
    return GatedRow(instrument, WAITS[instrument.gate], decisions[::-1], _pages(copy, key))


def _pages(copy: WorkingCopy, key: str) -> list[str]:
    words = copy.texts.get(SOURCE, {})
    return [
        words.get(f"page.{page.key}.title") or page.key
        for journey in copy.journeys.values()
        for page in journey.pages
        if page.instrument == key
    ]
