"""What the validator finds in the texts of a journey."""

from __future__ import annotations

import pytest

from selfassessment.engine.findings import Finding, Severity, Surroundings
from selfassessment.engine.text_keys import text_keys
from selfassessment.engine.validate import validate
from tests.unit.selfassessment.engine.samples import journey

SOUND = journey()


def codes(findings: list[Finding], severity: Severity = Severity.ERROR) -> set[str]:
    return {finding.code for finding in findings if finding.severity is severity}


WORDS = {key: f"Text of {key}." for key in text_keys(SOUND)}


def test_every_text_must_be_there_in_every_language() -> None:
    assert not codes(validate(SOUND, Surroundings(texts={"en": WORDS})))
    missing = {key: text for key, text in WORDS.items() if key != "q.smoke.label"}
    (finding,) = [
        f for f in validate(SOUND, Surroundings(texts={"en": missing})) if f.code == "text_missing"
    ]
    assert finding.place == "texts.en.q.smoke.label"


def test_a_stale_text_is_an_error_only_where_it_matters() -> None:
    around = Surroundings(
        texts={"en": WORDS},
        stale={"en": {"q.smoke.label", "page.emergency_999.body", "q.share.label"}},
    )
    stale = {f.place: f.severity for f in validate(SOUND, around) if f.code == "text_stale"}
    assert stale == {
        "texts.en.q.smoke.label": Severity.WARNING,
        "texts.en.page.emergency_999.body": Severity.ERROR,
        "texts.en.q.share.label": Severity.ERROR,
    }


@pytest.mark.parametrize(
    ("key", "text", "code", "severity"),
    [
        ("c.smoke.daily", "Text of c.smoke.never.", "duplicate_label", Severity.ERROR),
        ("q.smoke.hint", "One sentence. And another.", "long_hint", Severity.WARNING),
        ("q.smoke.hint", "See https://example.org", "long_hint", Severity.WARNING),
    ],
)
def test_words_that_are_wrong(key: str, text: str, code: str, severity: Severity) -> None:
    around = Surroundings(texts={"en": {**WORDS, key: text}})
    assert code in codes(validate(SOUND, around), severity)


def test_placeholders_must_be_the_same_in_each_language() -> None:
    both = journey(locales=["en", "gu"])
    texts = {"en": {**WORDS, "q.smoke.label": "Hello {name}"}, "gu": WORDS}
    assert "placeholder_mismatch" in codes(validate(both, Surroundings(texts=texts)))
