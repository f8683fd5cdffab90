"""Is a manuscript kept with its history, and never half?"""

import json

import pytest

from core import clock
from core.models import AuditEvent
from selfassessment.actions.workshop import EditedMeanwhile, NothingToUndo, save, undo
from selfassessment.engine.reading import LoadError
from selfassessment.models import Manuscript, ManuscriptRevision
from selfassessment.selectors.workshop import manuscript


def changed(note: str, *, revision: int = 1) -> Manuscript:
    """Save the health check with a note."""
    mine = manuscript("check")
    content = json.loads(mine.content) | {"note": note}
    return save(
        mine, content, revision=revision, by="test", now=clock.now(), summary=f"Note {note}"
    )


def test_a_save_raises_the_revision_and_keeps_what_was_before() -> None:
    assert changed("one").revision == 2
    first, second = ManuscriptRevision.objects.filter(manuscript__name="check").order_by("number")
    assert "note" not in json.loads(first.content)
    assert json.loads(second.content)["note"] == "one"
    assert second.summary == "Note one"
    event = AuditEvent.objects.get(verb="journey.edited")
    assert event.detail == {"name": "check", "revision": "2"}


def test_who_saves_what_somebody_else_changed_is_told() -> None:
    changed("one")
    with pytest.raises(EditedMeanwhile) as told:
        changed("two")
    assert told.value.manuscript.revision == 2
    assert json.loads(manuscript("check").content)["note"] == "one"


def test_the_same_again_is_not_a_change() -> None:
    changed("one")
    assert changed("one", revision=2).revision == 2
    assert ManuscriptRevision.objects.filter(manuscript__name="check").count() == 2


def test_what_the_engine_cannot_read_is_refused_with_its_place() -> None:
    mine = manuscript("check")
    content = json.loads(mine.content)
    content["pages"][3]["kind"] = "riddle"
    with pytest.raises(LoadError) as refused:
        save(mine, content, revision=1, by="test", now=clock.now(), summary="")
    assert "pages[3].kind" in str(refused.value)
    assert manuscript("check").revision == 1


def test_undo_puts_back_what_was_before_and_undo_again_puts_back_the_change() -> None:
    changed("one")
    again = undo(manuscript("check"), revision=2, by="test", now=clock.now())
    assert "note" not in json.loads(again.content)
    assert again.revision == 3
    again = undo(manuscript("check"), revision=3, by="test", now=clock.now())
    assert json.loads(again.content)["note"] == "one"


def test_there_is_nothing_to_undo_before_a_change() -> None:
    with pytest.raises(NothingToUndo):
        undo(manuscript("check"), revision=1, by="test", now=clock.now())


def test_a_revision_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        manuscript("check").revisions.get().save()
