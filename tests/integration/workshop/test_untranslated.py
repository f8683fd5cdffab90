"""Which texts may go without their translation, and which keep a journey from the public?"""

import json
from datetime import datetime
from typing import Any

import pytest

from selfassessment.actions.workshop import save
from selfassessment.models import Journey, Wording
from selfassessment.selectors.publishing import proposal
from selfassessment.selectors.workshop import manuscript, working_copy

NOW = datetime.fromisoformat("2026-11-27T10:00:00+00:00")
EMERGENCY = "page.emergency_chest_pain.title"


def blocking() -> set[str]:
    """Return the places that keep the check from being published."""
    return {one.place for one in proposal(working_copy(), "check").errors}


def test_a_safety_text_must_not_lose_its_translation() -> None:
    Wording.objects.filter(locale="gu", key=EMERGENCY).update(text="")
    assert f"texts.gu.{EMERGENCY}" in blocking()


@pytest.mark.parametrize("key", ["page.safety_new.body", "contact.new.name"])
def test_a_new_safety_text_waits_for_its_translations(key: str) -> None:
    place = f"texts.gu.{key}"
    Wording.objects.create(locale="en", key=key, text="New", edited_by="x", edited_at=NOW)
    assert place in blocking()
    Wording.objects.create(locale="gu", key=key, text="નવું", edited_by="x", edited_at=NOW)
    assert place not in blocking()


def test_a_safety_text_that_was_published_in_english_alone_keeps_nobody() -> None:
    journey = Journey.objects.select_related("current").get(slug="check")
    assert journey.current is not None
    texts = json.loads(journey.current.texts)
    texts["gu"].pop(EMERGENCY)
    journey.versions.filter(pk=journey.current.pk).update(texts=json.dumps(texts))
    Wording.objects.filter(locale="gu", key=EMERGENCY).delete()
    assert f"texts.gu.{EMERGENCY}" not in blocking()


def test_a_new_plain_text_may_wait_for_its_translation() -> None:
    mine = manuscript("check")
    content: dict[str, Any] = json.loads(mine.content)
    content["pages"].insert(1, {"key": "hello", "kind": "content"})
    save(mine, content, revision=mine.revision, by="test", now=NOW, summary="Longer")
    for key in ("page.hello.title", "page.hello.body"):
        Wording.objects.create(locale="en", key=key, text="Hello", edited_by="x", edited_at=NOW)
    assert not {place for place in blocking() if "hello" in place}
