"""Does every condition read as a plain phrase, in English and in Gujarati?"""

import json
from pathlib import Path

import pytest

from selfassessment.engine.kinds import Operator
from selfassessment.engine.model import NamedCondition
from selfassessment.engine.phrases import (
    IN_ENGLISH,
    IN_ENGLISH_SPEECH,
    IN_GUJARATI,
    IN_GUJARATI_SPEECH,
    Speech,
    say,
)
from selfassessment.engine.reading_conditions import read_condition

EXPECTED = json.loads(Path(__file__).with_name("expected_phrases.json").read_text("utf-8"))
NAMES = {
    "question.smoke": {"en": "Do you smoke?", "gu": "શું તમે ધૂમ્રપાન કરો છો?"},
    "choice.smoke.daily": {"en": "Yes, every day", "gu": "હા, દરરોજ"},
    "choice.smoke.sometimes": {"en": "Yes, sometimes", "gu": "હા, ક્યારેક"},
    "question.signs": {"en": "Is any of this happening?", "gu": "શું આમાંથી કંઈ થાય છે?"},
    "choice.signs.stroke": {"en": "A drooping face", "gu": "લચી પડેલો ચહેરો"},
    "choice.signs.pain": {"en": "Pain in the chest", "gu": "છાતીમાં દુખાવો"},
    "question.birth": {"en": "When were you born?", "gu": "તમારો જન્મ ક્યારે થયો?"},
}


def speech(language: str) -> Speech:
    """Return how a language says conditions, with a few names."""
    base = IN_ENGLISH_SPEECH if language == "en" else IN_GUJARATI_SPEECH
    named = NamedCondition(
        "smokes", "smokes", read_condition({"question": "smoke", "op": "is", "value": "daily"}, "$")
    )
    names = {key: words[language] for key, words in NAMES.items()}
    if language == "en":
        names["condition.smokes"] = "smokes every day"
    return Speech(
        patterns=base.patterns,
        both=base.both,
        either=base.either,
        none=base.none,
        facts=base.facts,
        names=names,
        conditions={"smokes": named},
    )


@pytest.mark.parametrize("row", EXPECTED, ids=lambda row: json.dumps(row["condition"]))
@pytest.mark.parametrize("language", ["en", "gu"])
def test_a_condition_is_said_as_expected(row: dict[str, object], language: str) -> None:
    condition = read_condition(row["condition"], "$")
    assert say(condition, speech(language)) == row[language]


def test_every_operator_stands_in_the_expected_list() -> None:
    listed = {row["condition"].get("op") for row in EXPECTED}
    assert listed >= {operator.value for operator in Operator}
    assert set(IN_ENGLISH) == set(IN_GUJARATI) == set(Operator)


def test_a_circle_of_names_does_not_end_in_one() -> None:
    circle = {"a": NamedCondition("a", "a", read_condition({"all": ["a", "a"]}, "$"))}
    assert say(read_condition("a", "$"), Speech(conditions=circle))
