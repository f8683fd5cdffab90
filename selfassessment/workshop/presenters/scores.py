"""Which scored questionnaires does a journey use, where, and what are they?"""

from collections.abc import Sequence
from dataclasses import dataclass

from selfassessment.engine.model import ScoreUse
from selfassessment.fixed_names import ROUTING
from selfassessment.instruments.model import ANY_LANGUAGE, Instrument
from selfassessment.instruments.registry import ALL
from selfassessment.selectors.switches import switched_on
from selfassessment.selectors.workshop import WorkingCopy
from selfassessment.workshop.presenters.findings import Shown, about
from selfassessment.workshop.presenters.journeys import page_title

GATES = {"clinical": "a named clinical sign-off", "licence": "a licence"}


@dataclass(frozen=True)
class ScoreRow:
    """A score of a journey: its questionnaire, what goes in, and what depends on it."""

    key: str
    holder: str
    instrument: str
    inputs: Sequence[tuple[str, str]]
    bands: Sequence[str]
    readers: Sequence[tuple[str, str]]
    findings: Sequence[Shown]


@dataclass(frozen=True)
class InstrumentRow:
    """The facts of a questionnaire, which nobody changes here."""

    instrument: Instrument
    languages: str
    waits_for: str
    is_on: bool
    pages: Sequence[tuple[str, str]]
    is_used: bool


def score_rows(copy: WorkingCopy, name: str, findings: Sequence[Shown]) -> list[ScoreRow]:
    """Return the scores of a journey and of the tables, with the conditions that read each."""
    found = []
    for holder, scores in ((name, copy.journeys[name].scores), (ROUTING, copy.routing.scores)):
        place = "routing.scores" if holder == ROUTING else "scores"
        for key, score in scores.items():
            found.append(
                ScoreRow(
                    key=key,
                    holder=holder,
                    instrument=score.instrument,
                    inputs=_inputs(copy, holder, key),
                    bands=score.bands,
                    readers=_readers(copy, name, key),
                    findings=about(findings, f"{place}.{key}"),
                )
            )
    return found


def _inputs(copy: WorkingCopy, holder: str, key: str) -> list[tuple[str, str]]:
    """Return each item with the question, fact or value it is taken from, as it is written."""
    inputs = copy.documents[holder]["scores"][key].get("inputs", {})
    return [
        (item, source if isinstance(source, str) else ", ".join(str(v) for v in source.values()))
        for item, source in inputs.items()
    ]


def _readers(copy: WorkingCopy, name: str, score: str) -> list[tuple[str, str]]:
    """Return the conditions that read a score: which document holds each, and its key."""
    found = []
    for holder in (name, ROUTING):
        for key, content in copy.documents[holder].get("conditions", {}).items():
            if _reads(content, score):
                found.append((holder, key))
    return found


def _reads(content: object, score: str) -> bool:
    if isinstance(content, dict):
        return content.get("score") == score or any(_reads(v, score) for v in content.values())
    return isinstance(content, list) and any(_reads(one, score) for one in content)


def instrument_rows(copy: WorkingCopy, name: str) -> list[InstrumentRow]:
    """Return every questionnaire that ships: first those the journey uses."""
    journey, texts, on = copy.journeys[name], copy.texts.get("en", {}), switched_on()
    scores: list[ScoreUse] = [*journey.scores.values(), *copy.routing.scores.values()]
    used = {score.instrument for score in scores}
    rows = [
        InstrumentRow(
            instrument=one,
            languages="any: plain facts"
            if ANY_LANGUAGE in one.validated_languages
            else ", ".join(one.validated_languages),
            waits_for=GATES.get(one.gate, ""),
            is_on=one.gate == "none" or key in on,
            pages=[
                (page.key, page_title(page, texts))
                for page in journey.pages
                if page.instrument == key
            ],
            is_used=key in used,
        )
        for key, one in ALL.items()
    ]
    return sorted(rows, key=lambda row: not (row.is_used or row.pages))
