"""Do messages to people say only what anyone may read over their shoulder?"""

import pytest
from django.conf import settings

from selfassessment.referrals.actions.writing import shipped_texts
from selfassessment.referrals.rules.message_words import (
    ALLOWED,
    Kind,
    faults,
    fill,
    forbidden_words,
    telling_words,
)
from selfassessment.referrals.rules.safe_contact import EMAIL, TEXT

GOOD = "We have {reference}. By {contact_by}: {status_url}"


@pytest.mark.parametrize("language", [code for code, _name in settings.LANGUAGES])
@pytest.mark.parametrize("kind", list(Kind))
def test_the_words_that_ship_have_no_fault_in_any_language(kind: Kind, language: str) -> None:
    words = shipped_texts()[kind][language]
    assert faults(kind, text=words["email"], part=EMAIL, subject=words["subject"]) == []
    assert faults(kind, text=words["sms"], part=TEXT) == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("We have {reference}: {status_url}", "{contact_by} has to stand in it"),
        (GOOD + " {offer}", "{offer} is not known here"),
        (GOOD + " {", "bracket"),
        (GOOD + " https://example.org/x", "only address"),
        (GOOD + " www.quit.example", "only address"),
        (GOOD + " Stop smoking!", "“smoking” says"),
        (GOOD + " وزن", "“وزن” says"),
        (GOOD + " a" * 200, "signs long"),
    ],
)
def test_a_message_that_tells_or_lacks_something_is_refused(text: str, said: str) -> None:
    assert any(said in fault for fault in faults(Kind.RECEIVED, text=text, part=TEXT))


def test_what_has_to_be_said_does_not_stand_in_the_subject_alone() -> None:
    subject, text = "By {contact_by}", "We have {reference}: {status_url}"
    assert faults(Kind.RECEIVED, text=text, part=EMAIL, subject=subject) == [
        "{contact_by} has to stand in it"
    ]
    assert faults(Kind.RECEIVED, text=GOOD, part=EMAIL, subject="Your {offer}") == [
        "{offer} is not known here"
    ]
    told = faults(Kind.RECEIVED, text=GOOD, part=EMAIL, subject="About smoking")
    assert any("smoking" in one for one in told)


def test_a_good_message_is_taken() -> None:
    assert faults(Kind.RECEIVED, text=GOOD, part=TEXT) == []


def test_every_language_has_its_telling_words() -> None:
    assert set(forbidden_words()) == {code for code, _name in settings.LANGUAGES}
    assert telling_words("Your Weight-loss group (alcohol).") == ["alcohol", "weight-loss"]


def test_without_a_name_no_gap_is_left() -> None:
    assert fill("Hello {first_name}, good day", {}) == "Hello, good day"
    assert fill("Hello {first_name}, good day", ALLOWED) == "Hello Asha, good day"
