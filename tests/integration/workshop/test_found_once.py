"""Are the findings of what is written worked out once, and anew when something changes?"""

import pytest

from selfassessment.engine.findings import Finding, Surroundings
from selfassessment.engine.model import JourneyDefinition
from selfassessment.engine.validate import validate
from selfassessment.models import Fact, Wording
from selfassessment.selectors import workshop

pytestmark = pytest.mark.django_db


@pytest.fixture
def looked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return the journeys that were looked at, one after the other."""
    journeys: list[str] = []

    def look(definition: JourneyDefinition, surroundings: Surroundings) -> list[Finding]:
        journeys.append(definition.slug)
        return validate(definition, surroundings)

    monkeypatch.setattr(workshop, "validate", look)
    monkeypatch.setattr(workshop, "_found", {})
    return journeys


def findings(name: str = "check") -> list[Finding]:
    """Return what a new request is told."""
    return workshop.working_copy().findings(name)


def test_what_is_written_is_looked_at_once(looked: list[str]) -> None:
    assert findings() == findings()
    findings("refer")
    assert looked == ["check", "refer"]


def test_a_changed_word_is_looked_at_again(looked: list[str]) -> None:
    before = findings()
    Wording.objects.filter(locale="en", key="page.matters.title").update(text="You are obese.")
    after = findings()
    assert looked == ["check", "check"]
    assert [one for one in after if one not in before]


def test_a_link_that_died_over_night_is_looked_at_again(looked: list[str]) -> None:
    findings()
    Fact.objects.filter(pk=Fact.objects.values("pk")[:1]).update(trouble="404")
    findings()
    assert looked == ["check", "check"]


def test_what_one_is_told_can_be_changed_without_telling_others(looked: list[str]) -> None:
    copy = workshop.working_copy()
    copy.findings("check").clear()
    assert copy.findings("check") == findings()


def test_only_the_last_states_are_kept(looked: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workshop, "_KEPT", 1)
    for name in ("check", "refer", "check"):
        findings(name)
    assert looked == ["check", "refer", "check"]
