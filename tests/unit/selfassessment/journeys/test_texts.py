"""Are all words there, plain, kind and the right ones?"""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from selfassessment import instruments
from selfassessment.engine import tables
from selfassessment.engine.model import Page, Question
from selfassessment.engine.plain_words import holds, reading_age
from selfassessment.engine.routing import OfferOutcome
from selfassessment.engine.tasks import TaskStatus
from tests.factories.personas import JOURNEYS, journey, read_json, texts, waiting

SLUGS = ("check", "refer")
LANGUAGES = sorted(file.stem for file in (JOURNEYS / "texts").glob("[a-z][a-z].json"))
ENGLISH_ONLY = tuple(read_json("texts", "english_only_keys.json")["prefixes"])
SAFETY = tuple(read_json("texts", "safety_keys.json")["prefixes"])
RESULT_TEXTS = {
    key: text
    for key, text in texts().items()
    if key.startswith(("result.", "offer.", "need.", "reason."))
}


def page_keys(page: Page) -> Iterator[str]:
    """Yield the keys a page must have words for."""
    yield f"page.{page.key}.title"
    if page.kind in {"interrupt", "exit", "emergency"}:
        yield f"page.{page.key}.body"
    if page.kind == "interrupt":
        yield f"page.{page.key}.continue"
    if page.kind == "emergency":
        yield f"emergency.reason.{page.reason}"
    if page.section:
        yield f"section.{page.section}"
    for contact in page.extra.get("contacts", ()):
        yield f"contact.{contact}.name"


def question_keys(question: Question) -> Iterator[str]:
    """Yield the keys a question must have words for."""
    yield f"q.{question.key}.label"
    yield f"q.{question.key}.short"
    if question.why:
        yield f"q.{question.key}.why"
    for choice in question.choices:
        yield f"c.{question.key}.{choice.key}"


def routing_keys() -> Iterator[str]:
    """Yield the keys the tables must have words for."""
    raw = read_json("definitions", "routing.json")
    for offer, row in raw["offers"].items():
        yield f"offer.{offer}.name"
        yield f"offer.{offer}.summary"
        for contact in row.get("extra", {}).get("contacts", ()):
            yield f"contact.{contact}.note"
    for need in raw["needs"]:
        yield f"need.{need}.name"
    for provider in raw["providers"]:
        yield f"provider.{provider}.name"
    for offer_row in raw["tables"]["offers"]:
        if "reason" in offer_row["then"]:
            yield f"reason.{offer_row['then']['reason']}"
    results = raw["extra"]["results"]
    for row in results["why"]:
        yield f"offer.{row['offer']}.why.{row['why']}"
    for row in results["going_well"]:
        yield f"result.well.{row['text']}.title"
        yield f"result.well.{row['text']}.text"
    first = [row["text"] for row in results["first_before_needs"]]
    first += [row["need"] for row in results["first_by_need"]] + results["first_otherwise"]
    for code in first:
        yield f"result.first.{code}.title"
        yield f"result.first.{code}.text"


def test_english_is_there() -> None:
    assert "en" in LANGUAGES


@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_a_journey_exists(slug: str, language: str) -> None:
    needed = {
        key
        for page in journey(slug).pages
        for keys in (page_keys(page), *map(question_keys, page.questions))
        for key in keys
    }
    missing = needed - set(texts(language))
    if language != "en":
        missing = {key for key in missing - waiting() if not key.startswith(ENGLISH_ONLY)}
    assert not missing


def test_a_key_waits_for_translators_only_while_a_language_lacks_it() -> None:
    for key in waiting():
        assert key in texts()
        assert any(key not in texts(language) for language in LANGUAGES), key


@pytest.mark.parametrize("status", list(TaskStatus))
def test_each_state_of_a_part_has_its_words(status: TaskStatus) -> None:
    if status is not TaskStatus.NOT_OFFERED:
        assert texts()[f"tasks.status.{status.value}"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_tables_exists(language: str) -> None:
    missing = set(routing_keys()) - set(texts(language))
    assert not (missing if language == "en" else missing - waiting())


@pytest.mark.parametrize("language", LANGUAGES)
def test_texts_of_every_language_hold_the_placeholders_of_the_english(language: str) -> None:
    english = texts()
    for key, text in texts(language).items():
        assert sorted(re.findall(r"\{\w+\}", text)) == sorted(
            re.findall(r"\{\w+\}", english[key])
        ), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_judges_or_labels_anyone(language: str) -> None:
    banned = read_json("banned_words.json")[language]
    for key, text in texts(language).items():
        if not key.startswith(ENGLISH_ONLY):
            assert not [word for word in banned if holds(text, word)], key


def test_the_check_for_banned_words_finds_one() -> None:
    assert holds("You are inactive.", "inactiv*")
    assert not holds("A fatty acid", "fat")


def test_the_reading_age_of_hard_words_is_high() -> None:
    assert reading_age("Cardiovascular morbidity necessitates multidisciplinary intervention.") > 16


def test_every_result_text_can_be_read_at_eleven() -> None:
    hard = {
        key: text
        for key, text in RESULT_TEXTS.items()
        if len(text.split()) >= 5 and not key.endswith("_source") and reading_age(text) > 11
    }
    assert not hard


def test_all_results_together_can_be_read_at_nine() -> None:
    assert reading_age("\n".join(RESULT_TEXTS.values())) <= 9


@pytest.mark.parametrize("key", ["emergency.", "page.", "q.", "c.", "start.", "answers.", "done."])
def test_the_other_words_of_the_journeys_can_be_read_at_ten(key: str) -> None:
    words = [t for k, t in texts().items() if k.startswith(key) and not k.startswith(ENGLISH_ONLY)]
    assert reading_age("\n".join(words)) <= 10


@pytest.mark.parametrize("slug", SLUGS)
def test_scored_questions_keep_the_words_they_were_validated_with(slug: str) -> None:
    words = texts()
    for question in journey(slug).questions.values():
        if question.item is None:
            continue
        instrument, item_id = question.item.split(".")
        item = next(item for item in instruments.get(instrument).items if item.id == item_id)
        assert item.wording.lower() in words[f"q.{question.key}.label"].lower()
        for option in item.options:
            assert words[f"c.{question.key}.{option.id}"].startswith(option.wording)


def test_each_listed_group_of_texts_exists() -> None:
    for prefix in (*SAFETY, *ENGLISH_ONLY):
        assert any(key.startswith(prefix) for key in texts()), prefix


def test_safety_consent_and_contact_pages_stand_in_both_languages() -> None:
    for slug in SLUGS:
        for page in journey(slug).pages:
            if page.kind in {"emergency", "interrupt", "consent"} or page.section == "contact":
                assert page.extra.get("both_languages"), page.key


def test_every_contact_that_a_page_or_offer_names_is_known() -> None:
    known = read_json("definitions", "contacts.json")["contacts"]
    named = {c for slug in SLUGS for p in journey(slug).pages for c in p.extra.get("contacts", ())}
    offers = read_json("definitions", "routing.json")["offers"].values()
    named |= {c for offer in offers for c in offer.get("extra", {}).get("contacts", ())}
    assert named <= set(known)


def test_every_telephone_number_in_a_text_is_one_of_the_kept_numbers() -> None:
    contacts = read_json("definitions", "contacts.json")["contacts"].values()
    kept = {number for contact in contacts for number in contact.values() if number}
    kept |= {"0116 496 0000"}
    for key, text in texts().items():
        for number in re.findall(r"\b0\d{2,3}[ \d]{6,}\d\b", text):
            assert number in kept, key


def test_every_offer_one_can_ask_for_leads_to_a_topic_of_the_request() -> None:
    topics = {choice.key for choice in journey("refer").questions["topics"].choices}
    routing = tables.load_tables(read_json("definitions", "routing.json"))
    for offer in routing.offers.values():
        if offer.outcomes[OfferOutcome.ELIGIBLE].action == "refer":
            assert offer.extra["topic"] in topics
