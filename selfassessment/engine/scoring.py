"""What does an instrument say about the live answers?"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from datetime import date
from decimal import Decimal
from typing import Protocol

from selfassessment.engine.ages import age_on
from selfassessment.engine.answer import Answer
from selfassessment.engine.model import ScoreInput, ScoreUse
from selfassessment.instruments.registry import UnknownInstrumentError, get, is_gated


class ScoreView(Protocol):
    """What the engine reads of a score."""

    @property
    def total(self) -> Decimal | None:
        """The number, None until complete."""

    @property
    def band(self) -> str | None:
        """The band, None until complete or where none applies."""

    @property
    def complete(self) -> bool:
        """Whether all that is needed was answered."""


Scorer = Callable[[str, Mapping[str, object], date | None], ScoreView | None]


def instrument_scores(
    instrument: str, items: Mapping[str, object], on: date | None
) -> ScoreView | None:
    """Score with the shipped instruments by the cut-offs of a day; None for an unknown one."""
    try:
        return get(instrument).score(items, on)
    except UnknownInstrumentError:
        return None


def score_of(
    use: ScoreUse,
    live: Mapping[str, Answer],
    facts: Mapping[str, object],
    today: date | None,
    scorer: Scorer,
) -> ScoreView | None:
    """Score an instrument from live answers and facts; missing items are left out.

    One that waits for a sign-off or a licence gives nothing until it is among the facts.
    """
    if is_gated(use.instrument) and use.instrument not in _shown(facts):
        return None
    items = {
        item: value
        for item, source in use.inputs.items()
        if (value := _item_value(source, live, facts, today)) is not None
    }
    return scorer(use.instrument, items, today)


def _shown(facts: Mapping[str, object]) -> Collection[object]:
    shown = facts.get("validated_instruments")
    return shown if isinstance(shown, tuple | list | set | frozenset) else ()


def _item_value(
    source: ScoreInput,
    live: Mapping[str, Answer],
    facts: Mapping[str, object],
    today: date | None,
) -> object:
    if source.value is not None:
        return source.value
    value = facts.get(source.fact) if source.fact is not None else None
    if source.question is not None:
        answer = live.get(source.question)
        value = answer.value if answer is not None and answer.has_value else None
    if source.as_age and isinstance(value, date):
        return age_on(value, today) if today is not None else None
    return value
