"""Do readers get the words of the version they walk through?"""

from typing import Any

import pytest
from django.test import Client

from core import clock
from selfassessment import shipped as files
from selfassessment.actions import publishing
from selfassessment.freezing import frozen_words
from selfassessment.journeys.pages import body_parts
from selfassessment.journeys.published import current_words
from selfassessment.journeys.texts import Pinned, Words
from selfassessment.models import Journey, JourneyVersion
from tests.fixtures.journeys import begin


def publish(texts: dict[str, dict[str, str]], state: dict[str, Any] | None = None) -> None:
    """Publish the shipped health check with other words."""
    documents = files.documents()
    publishing.publish(
        definition=documents["check"],
        routing=documents["routing"],
        by="test",
        now=clock.now(),
        words=frozen_words(texts, state or {}),
    )


def with_text(key: str, text: str, language: str = "en") -> dict[str, dict[str, str]]:
    """Return the shipped words with one changed."""
    texts = files.texts()
    texts[language][key] = text
    return texts


def test_a_new_version_brings_its_words_to_the_start_page(client: Client) -> None:
    publish(with_text("start.check.title", "How are you keeping?"))
    assert "How are you keeping?" in client.get("/en/check/").content.decode()


def test_a_draft_under_way_keeps_the_words_of_its_version(client: Client) -> None:
    step = begin(client, "check")
    before = Words("en").told("q.who_for.label").text
    publish(with_text("q.who_for.label", "Who are you here for today?"))
    assert before in client.get(step).content.decode()
    assert "Who are you here for today?" in client.get(begin(client, "check")).content.decode()


def test_words_a_version_lacks_are_the_shipped_ones() -> None:
    publish({"en": {"start.check.title": "Short"}})
    words = current_words("check", "en")
    assert words("start.check.title") == "Short"
    assert words("start.check.button") == Words("en")("start.check.button")


def test_without_a_published_version_the_shipped_words_are_shown() -> None:
    assert current_words("unknown", "en")("start.check.button")


@pytest.mark.parametrize(
    ("checked", "stale", "key", "shown"),
    [
        (set(), set(), "emergency.title", ["gu", "en"]),
        ({"emergency.title"}, set(), "emergency.title", ["gu"]),
        ({"emergency.title"}, {"emergency.title"}, "emergency.title", ["gu", "en"]),
        (set(), set(), "start.check.title", ["gu"]),
        (set(), {"start.check.title"}, "start.check.title", ["gu", "en"]),
    ],
)
def test_a_text_that_may_mislead_stands_with_its_english(
    checked: set[str], stale: set[str], key: str, shown: list[str]
) -> None:
    words = Words("gu", Pinned(checked={"gu": checked}, stale={"gu": stale}))
    assert [one.language for one in words.both(key)] == shown


def test_words_are_not_read_with_each_step(
    client: Client, django_assert_max_num_queries: Any
) -> None:
    step = begin(client, "check")
    client.get(step)
    with django_assert_max_num_queries(8) as queries:
        client.get(step)
    assert not any('"texts"' in query["sql"] for query in queries.captured_queries)


def test_a_version_is_found_without_its_words() -> None:
    version = JourneyVersion.objects.first()
    assert version is not None
    assert "texts" in version.get_deferred_fields()
    current = Journey.objects.get(slug="check").current
    assert current is not None
    assert "texts" in current.get_deferred_fields()


def test_a_new_safety_page_stands_in_english_too_until_somebody_checked_it() -> None:
    pinned = Pinned(texts={"ur": {"page.gas.title": "گیس"}}, safety={"page.gas.title"})
    assert pinned.needs_english("ur", "page.gas.title")
    assert not Pinned(texts=pinned.texts).needs_english("ur", "page.gas.title")


def test_english_stands_in_visibly_for_a_safety_text_without_its_translation(
    client: Client,
) -> None:
    english = Words("en")("page.emergency_chest_pain.title")
    publish(with_text("page.emergency_chest_pain.title", "", "gu"))
    title = str(current_words("check", "gu").html("page.emergency_chest_pain.title"))
    assert title == f'<span lang="en" dir="ltr">{english}</span>'
    assert str(current_words("check", "en").html("page.emergency_chest_pain.title")) == english
    body = body_parts(current_words("check", "gu"), "page.emergency_chest_pain.body")
    assert [one["language"] for one in body] == ["gu", "en"]
    publish(with_text("page.emergency_chest_pain.body", "", "gu"))
    body = body_parts(current_words("check", "gu"), "page.emergency_chest_pain.body")
    assert [one["language"] for one in body] == ["en"]


def test_a_page_in_another_language_marks_the_english_that_stands_in(client: Client) -> None:
    publish(with_text("page.signs.title", "", "gu"))
    step = begin(client, "check", "gu")
    answer = client.post(step, {"who_for": "self"}, follow=True)
    assert '<span lang="en" dir="ltr">' in answer.content.decode()
