"""Does an instrument that waits for a permission stay off until a named person allows it?"""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from core import clock
from core.models.audit import AuditEvent
from selfassessment.actions.switches import NobodyAnswers, NothingToSwitch, SignOff, switch
from selfassessment.journeys.facts import facts
from selfassessment.models import InstrumentSwitch
from selfassessment.models.switches import SwitchIsFinal
from selfassessment.selectors.switches import switched_on

pytestmark = pytest.mark.django_db
WHO = SignOff("Sam Lee", "Clinical safety officer", "Minute 7, 2026-11-02")


def shown(language: str = "en") -> object:
    return facts(language, None)["validated_instruments"]


def test_nothing_is_on_before_anybody_decides() -> None:
    assert switched_on() == frozenset()
    assert "phq2" not in str(shown())


def test_on_at_once_and_off_at_once() -> None:
    now = clock.now()
    switch("phq2", WHO, on=True, by="operator", now=now)
    assert switched_on() == {"phq2"}
    assert "phq2" in str(shown())
    assert "phq2" not in str(shown("ur"))
    switch("phq2", WHO, on=False, by="operator", now=now + timedelta(seconds=1))
    assert switched_on() == frozenset()


def test_a_decision_is_in_the_trail_and_stays() -> None:
    decision = switch("gad2", WHO, on=True, by="operator", now=clock.now())
    event = AuditEvent.objects.get(verb="instrument.switched_on")
    assert event.detail == {"instrument": "gad2"}
    with pytest.raises(SwitchIsFinal):
        decision.save()
    with pytest.raises(SwitchIsFinal):
        decision.delete()


@pytest.mark.parametrize("missing", ["name", "role", "ground"])
def test_somebody_must_answer_for_it(missing: str) -> None:
    with pytest.raises(NobodyAnswers):
        switch("phq2", replace(WHO, **{missing: " "}), on=True, by="operator", now=clock.now())
    assert not InstrumentSwitch.objects.exists()


def test_what_waits_for_nothing_cannot_be_switched() -> None:
    with pytest.raises(NothingToSwitch):
        switch("bmi", WHO, on=False, by="operator", now=clock.now())


def test_an_operator_switches_by_a_command() -> None:
    options = ["--name", "Sam Lee", "--role", "Clinical lead", "--ground", "Minute 7"]
    call_command("switch_instrument", "gad2", "--on", *options, verbosity=0)
    assert switched_on() == {"gad2"}
    with pytest.raises(CommandError, match="phq9"):
        call_command("switch_instrument", "phq9", "--on", *options)
