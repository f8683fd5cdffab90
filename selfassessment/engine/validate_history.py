"""Has anything changed that somebody signed off: safety words, numbers, an instrument?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from selfassessment.engine.findings import Finding, Surroundings, error
from selfassessment.engine.graph import Graph
from selfassessment.engine.model import JourneyDefinition, ScoreUse
from selfassessment.engine.text_keys import TextClass, text_keys

NUMBER = re.compile(r"\d[\d ]{1,}\d")


def history_findings(
    definition: JourneyDefinition, graph: Graph, around: Surroundings
) -> Iterator[Finding]:
    """Yield safety words and instruments that are no longer as they were signed off."""
    yield from _words(definition, around)
    scores = dict(definition.scores)
    if around.routing is not None:
        scores |= around.routing.scores
    for key, use in scores.items():
        yield from _version(use, f"scores.{key}", around)


def _words(definition: JourneyDefinition, around: Surroundings) -> Iterator[Finding]:
    careful = [key for key, kind in text_keys(definition).items() if kind is TextClass.SAFETY]
    for locale, signed in around.signed_off.items():
        words = (around.texts or {}).get(locale, {})
        for key in careful:
            before, now = signed.get(key), words.get(key)
            if before is None or now is None or before == now:
                continue
            place = f"texts.{locale}.{key}"
            if NUMBER.findall(before) != NUMBER.findall(now):
                yield error("number_changed", place, "A number changed: two people must agree.")
            yield error(
                "safety_changed",
                place,
                "Safety words changed since they were signed off: somebody with the permission "
                "for clinical safety has to agree.",
            )


def _version(use: ScoreUse, place: str, around: Surroundings) -> Iterator[Finding]:
    instrument = around.instruments.get(use.instrument)
    if instrument is None:
        return
    named = use.version or around.published_versions.get(use.instrument, instrument.version)
    if named != instrument.version:
        yield error(
            "instrument_version",
            place,
            f"“{use.instrument}” is version {instrument.version} now, not {named}: look at what "
            "changed and name the new version here.",
        )
