"""Does a release bring its journeys without writing over what a council changed?"""

import json

import pytest

from core import clock
from selfassessment import shipped as files
from selfassessment.actions import workshop
from selfassessment.actions.shipping import ship
from selfassessment.models import Journey, JourneyVersion, Manuscript, Wording
from selfassessment.selectors.workshop import manuscript, working_copy


def test_what_ships_is_laid_out_whole_and_published() -> None:
    copy = working_copy()
    assert copy.documents == dict(sorted(files.documents().items()))
    assert copy.texts == files.texts()
    assert not any(copy.stale.values())
    assert Journey.objects.filter(current__isnull=False).count() == 2
    assert [one.number for one in manuscript("check").revisions.all()] == [1]


def test_a_second_time_changes_nothing() -> None:
    before = list(Wording.objects.values_list("pk", "edited_at"))
    shipment = ship(now=clock.now())
    assert not shipment.kept
    assert shipment.added == 0
    assert list(Wording.objects.values_list("pk", "edited_at")) == before
    assert JourneyVersion.objects.count() == 2


def test_a_new_release_renews_what_nobody_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    texts, documents = files.texts(), files.documents()
    texts["en"]["start.check.title"] = "Check how you are"
    documents["check"]["note"] = "new in this release"
    monkeypatch.setattr(files, "texts", lambda: texts)
    monkeypatch.setattr(files, "documents", lambda: documents)
    assert not ship(now=clock.now()).kept
    assert Wording.objects.get(locale="en", key="start.check.title").text == "Check how you are"
    assert manuscript("check").revision == 2
    assert Journey.objects.get(slug="check").versions.count() == 2


def test_a_changed_journey_is_never_written_over(monkeypatch: pytest.MonkeyPatch) -> None:
    mine = manuscript("check")
    content = json.loads(mine.content) | {"note": "ours"}
    workshop.save(mine, content, revision=1, by="test", now=clock.now(), summary="A note")
    texts, documents = files.texts(), files.documents()
    texts["en"] |= {"start.check.title": "Other words", "brand.new": "New words"}
    documents["refer"]["note"] = "new in this release"
    monkeypatch.setattr(files, "texts", lambda: texts)
    monkeypatch.setattr(files, "documents", lambda: documents)
    shipment = ship(now=clock.now())
    assert shipment.kept
    assert shipment.added == 1
    assert json.loads(manuscript("check").content)["note"] == "ours"
    assert "note" not in json.loads(manuscript("refer").content)
    assert Wording.objects.get(locale="en", key="start.check.title").text == "Check your health"
    assert JourneyVersion.objects.count() == 2


def test_a_changed_word_is_never_written_over() -> None:
    Wording.objects.filter(locale="gu", key="start.check.title").update(
        text="પોતાનું", edited_by="accounts.user:1"
    )
    assert ship(now=clock.now()).kept
    assert Wording.objects.get(locale="gu", key="start.check.title").text == "પોતાનું"


def test_a_changed_english_text_makes_its_translations_stale() -> None:
    Wording.objects.filter(locale="en", key="start.check.title").update(text="Something else")
    stale = working_copy().stale
    assert stale["gu"] == {"start.check.title"}
    assert "en" not in stale or not stale["en"]


def test_without_a_manuscript_there_is_no_working_copy() -> None:
    Manuscript.objects.all().delete()
    with pytest.raises(LookupError):
        working_copy()
