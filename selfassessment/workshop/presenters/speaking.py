"""How are the conditions and rows of a working copy said, in English and in Gujarati?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from selfassessment.council_words import fill
from selfassessment.engine.model import Condition, NamedCondition, Question
from selfassessment.engine.phrases import (
    IN_ENGLISH_SPEECH,
    IN_GUJARATI_SPEECH,
    Speech,
    say,
)
from selfassessment.engine.routing import Row
from selfassessment.engine.sentences import ENGLISH, GUJARATI, Wording, sentence
from selfassessment.fixed_names import ROUTING, SOURCE
from selfassessment.instruments.registry import ALL
from selfassessment.selectors.workshop import WorkingCopy

_KINDS = {"need.": ".name", "offer.": ".name", "provider.": ".name", "page.": ".title"}


@dataclass(frozen=True)
class Speaker:
    """Says the conditions of one document and the rows of the tables in one language."""

    speech: Speech
    wording: Wording

    def condition(self, condition: Condition) -> str:
        """Say a condition."""
        return say(condition, self.speech)

    def named(self, key: str) -> str:
        """Say what a named condition means, in full."""
        named = self.speech.conditions.get(key)
        return self.condition(named.test) if named else key.replace("_", " ")

    def row(self, row: Row) -> str:
        """Say a row of a table."""
        phrases = {
            key: self.speech.names.get(f"condition.{key}") or self.named(key) for key in row.when
        }
        return sentence(row, phrases, self.wording)


def speaker(copy: WorkingCopy, name: str, locale: str = SOURCE) -> Speaker:
    """Return who says the conditions of a document (`routing` for the tables)."""
    texts = {**_filled(copy.texts, SOURCE), **_filled(copy.texts, locale)}
    conditions = copy.routing.conditions if name == ROUTING else copy.journeys[name].conditions
    journeys = list(copy.journeys.values()) if name == ROUTING else [copy.journeys[name]]
    questions = {key: one for journey in journeys for key, one in journey.questions.items()}
    scores = {key: one for journey in journeys for key, one in journey.scores.items()}
    if name == ROUTING:
        scores |= copy.routing.scores
    texts |= {
        f"score.{key}": ALL[one.instrument].name
        for key, one in scores.items()
        if one.instrument in ALL
    }
    return Speaker(
        _speech(texts, conditions, questions.values(), locale),
        replace(GUJARATI if locale == "gu" else ENGLISH, names=_row_names(texts, locale)),
    )


def _filled(texts: Mapping[str, Mapping[str, str]], locale: str) -> dict[str, str]:
    return {key: fill(text, locale) for key, text in texts.get(locale, {}).items() if text}


def _speech(
    texts: Mapping[str, str],
    conditions: Mapping[str, NamedCondition],
    questions: Iterable[Question],
    locale: str,
) -> Speech:
    names = {key: text for key, text in texts.items() if key.startswith("score.")}
    for question in questions:
        label = texts.get(f"q.{question.key}.label")
        if label:
            names[f"question.{question.key}"] = label
        for choice in question.choice_keys:
            words = texts.get(f"c.{question.key}.{choice}") or texts.get(f"c.{choice}")
            if words:
                names[f"choice.{question.key}.{choice}"] = words
    if locale == SOURCE:
        names |= {f"condition.{key}": one.name for key, one in conditions.items()}
    base = IN_GUJARATI_SPEECH if locale == "gu" else IN_ENGLISH_SPEECH
    return replace(base, names=names, conditions=conditions)


def _row_names(texts: Mapping[str, str], locale: str) -> dict[str, str]:
    names = dict(GUJARATI.names) if locale == "gu" else {}
    for key, text in texts.items():
        for start, end in _KINDS.items():
            if key.startswith(start) and key.endswith(end):
                names[key.removesuffix(end)] = text
    return names
