"""What does "try it" show for the answers that were chosen?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.translation import get_language_info

from selfassessment.engine.answer import Answer
from selfassessment.engine.decision import OfferDecision
from selfassessment.engine.drawing.model import kind_of
from selfassessment.engine.path import Step
from selfassessment.engine.phrases import say
from selfassessment.engine.reasons import Names
from selfassessment.engine.routing import OfferOutcome, TableName
from selfassessment.engine.tracing import Mark, RouteTrace, RowTrace, Trace, trace
from selfassessment.fixed_names import ROUTING, SOURCE
from selfassessment.selectors.workshop import WorkingCopy
from selfassessment.workshop.presenters.paths import page_titles
from selfassessment.workshop.presenters.saying import speech_of
from selfassessment.workshop.presenters.speaking import speaker

TABLES = {
    TableName.SAFETY: "Safety",
    TableName.SCOPE: "Who it is for",
    TableName.NEEDS: "Needs",
    TableName.OFFERS: "Offers",
    TableName.ALLOCATION: "Who takes it",
    TableName.PRIORITY: "How soon",
}
OUTCOMES = {
    OfferOutcome.ELIGIBLE: "offered",
    OfferOutcome.NOT_NOW: "not now",
    OfferOutcome.NOT_ELIGIBLE: "not for this person",
}


@dataclass(frozen=True)
class TriedStep:
    """A page of the path with its ways."""

    title: str
    kind: str
    ways: tuple[tuple[RouteTrace, str], ...]


@dataclass(frozen=True)
class TriedTable:
    """A table with its rows, and how many came out which way."""

    title: str
    rows: tuple[RowTrace, ...]
    ticked: int
    crossed: int
    unknown: int
    counted: int


@dataclass(frozen=True)
class PublicPage:
    """The page the public would see now, in the words of the chosen language."""

    title: str
    kind: str
    is_end: bool
    body: tuple[str, ...]
    questions: tuple[tuple[str, str, tuple[str, ...]], ...]
    language: str
    right_to_left: bool


@dataclass(frozen=True)
class Offered:
    """One offer in words."""

    name: str
    outcome: str
    is_open: bool
    instead: str
    needs_check: bool
    provider: str


@dataclass(frozen=True)
class Tried:
    """Everything beside the form."""

    public: PublicPage
    steps: tuple[TriedStep, ...]
    tables: tuple[TriedTable, ...]
    offers: tuple[Offered, ...]
    universal: tuple[str, ...]
    needs: tuple[str, ...]
    scores: tuple[tuple[str, str], ...]
    priority: str
    flags: tuple[str, ...]


def tried(
    copy: WorkingCopy,
    name: str,
    *,
    answers: Mapping[str, Answer],
    facts: Mapping[str, object],
    language: str,
) -> Tried:
    """Walk the answers through a journey as it is being written, and say everything about it."""
    definition = copy.journeys[name]
    speech = speech_of(copy, name)
    titles = {
        **{f"fact.{key}": words for key, words in speech.facts.items()},
        **speech.names,
    }
    found = trace(
        definition,
        copy.routing,
        answers,
        facts,
        names=Names(lambda condition: say(condition, speech), titles),
        wording=speaker(copy, ROUTING).wording,
    )
    called = page_titles(copy, definition)
    decision = found.decision
    words = copy.texts.get(SOURCE, {})
    return Tried(
        public=_public(copy, name, found.shown, language),
        steps=tuple(
            TriedStep(
                called[one.step.page.key] or one.step.page.key,
                kind_of(definition, one.step.page),
                tuple((way, called.get(way.to) or way.to) for way in one.routes),
            )
            for one in found.steps
        ),
        tables=tuple(_table(table, found.rows[table]) for table in TableName),
        offers=tuple(_offered(offer, words) for offer in decision.offers),
        universal=tuple(_offer_name(key, words) for key in decision.universal),
        needs=tuple(f"{_plain(need.need)} ({_plain(need.strength)})" for need in decision.needs),
        scores=tuple(_scores(found)),
        priority=_plain(decision.priority.priority.value) if decision.priority else "",
        flags=tuple(_plain(flag) for flag in decision.flags),
    )


def _table(table: TableName, rows: tuple[RowTrace, ...]) -> TriedTable:
    marks = [row.mark for row in rows]
    return TriedTable(
        title=TABLES[table],
        rows=rows,
        ticked=marks.count(Mark.TICKED),
        crossed=marks.count(Mark.CROSSED),
        unknown=marks.count(Mark.UNKNOWN),
        counted=sum(row.counted for row in rows),
    )


def _public(copy: WorkingCopy, name: str, shown: Step, language: str) -> PublicPage:
    page = shown.page
    texts = {**copy.texts.get(SOURCE, {}), **_filled(copy.texts.get(language, {}))}
    questions = tuple(
        (
            texts.get(f"q.{one.key}.label", _plain(one.key)),
            texts.get(f"q.{one.key}.hint", ""),
            tuple(
                texts.get(f"c.{one.key}.{key}") or texts.get(f"c.{key}") or _plain(key)
                for key in one.choice_keys
            ),
        )
        for one in page.questions
    )
    titled = texts.get(f"page.{page.key}.title") or (questions[0][0] if questions else page.key)
    body = texts.get(f"page.{page.key}.body", "")
    return PublicPage(
        title=titled,
        kind=kind_of(copy.journeys[name], page),
        is_end=page.is_end,
        body=tuple(part for part in body.split("\n") if part.strip()),
        questions=questions,
        language=language,
        right_to_left=bool(get_language_info(language)["bidi"]),
    )


def _filled(texts: Mapping[str, str]) -> dict[str, str]:
    return {key: text for key, text in texts.items() if text}


def _offered(offer: OfferDecision, words: Mapping[str, str]) -> Offered:
    return Offered(
        name=_offer_name(offer.offer, words),
        outcome=OUTCOMES[offer.outcome],
        is_open=offer.outcome is OfferOutcome.ELIGIBLE,
        instead=_offer_name(offer.redirect, words) if offer.redirect else "",
        needs_check=offer.needs_check,
        provider=_plain(offer.provider or ""),
    )


def _offer_name(key: str, words: Mapping[str, str]) -> str:
    return words.get(f"offer.{key}.name") or _plain(key)


def _scores(found: Trace) -> Iterable[tuple[str, str]]:
    for key, view in found.path.scores.items():
        if view.complete:
            parts = [str(view.total) if view.total is not None else "", view.band or ""]
            yield _plain(key), " · ".join(_plain(part) for part in parts if part)


def _plain(key: str) -> str:
    return key.replace("_", " ")
