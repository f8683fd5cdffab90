"""Does the workshop's page find what can only be told from what is published, set or switched?"""

import html
import json
from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from core import clock
from core.remembering import forget_all
from selfassessment.actions.switches import SignOff, switch
from selfassessment.actions.workshop import save
from selfassessment.engine.findings import Severity
from selfassessment.instruments import registry
from selfassessment.models import JourneyVersion, Wording
from selfassessment.selectors.publishing import proposal
from selfassessment.selectors.workshop import manuscript, working_copy

PAGE = "/admin/journeys/journey/check/"
WHO = SignOff("Sam Lee", "Clinical safety officer", "Minute 7, 2026-11-02")


def found(client: Client) -> str:
    """Return the page of the health check as it reads."""
    answer = client.get(PAGE)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def say(key: str, text: str, locale: str = "en") -> None:
    """Write a text without asking anybody."""
    Wording.objects.filter(locale=locale, key=key).update(text=text)


def codes() -> set[str]:
    """Return the codes of the errors that are found."""
    copy = working_copy()
    return {one.code for one in copy.findings("check") if one.severity is Severity.ERROR}


def test_nothing_of_the_kind_is_found_in_what_ships(editor: Client) -> None:
    page = found(editor)
    for said in ("No text may hold", "signed off", "A number changed", "name the new version"):
        assert said not in page


def test_a_word_nobody_should_read_about_themself_is_found(editor: Client) -> None:
    say("page.matters.title", "What do obese people want?")
    assert "No text may hold “obes*”" in found(editor)
    say("page.matters.title", "What matters to you?")
    say("page.matters.title", "આળસુ લોકો", "gu")
    assert "No text may hold “આળસુ*”" in found(editor)


def test_a_text_that_is_hard_to_read_is_found_and_the_age_is_a_setting(
    editor: Client, settings: Settings
) -> None:
    say("page.matters.title", "Prioritise multidisciplinary cardiovascular interventions today")
    assert "It reads like a text for" in found(editor)
    settings.WAYMARK_OLDEST_READER = 90
    assert "It reads like a text for" not in found(editor)


def test_a_safety_text_that_was_changed_is_found_until_somebody_agrees(editor: Client) -> None:
    say("page.emergency_chest_pain.title", "Maybe rest a little")
    assert "Safety words changed since they were signed off" in found(editor)
    here = proposal(working_copy(), "check")
    assert "safety_changed" in {one.code for one in here.findings}
    assert not [one for one in here.errors if one.code == "safety_changed"]


def test_a_number_that_was_changed_in_a_safety_text_is_found(editor: Client) -> None:
    key = "page.emergency_chest_pain.body"
    say(key, f"{Wording.objects.get(locale='en', key=key).text} Or call 0116 496 0999.")
    assert "A number changed: two people must agree" in found(editor)


def test_an_instrument_that_is_another_one_than_was_published_is_found(editor: Client) -> None:
    JourneyVersion.objects.filter(journey__slug="check").update(
        instruments={**registry_versions(), "bmi": "0.9"}
    )
    page = found(editor)
    assert f"“bmi” is version {registry.get('bmi').version} now, not 0.9" in page
    name_version("bmi")
    assert "now, not 0.9" not in found(editor)


def test_each_version_keeps_the_versions_of_its_instruments() -> None:
    for version in JourneyVersion.objects.all():
        assert version.instruments == registry_versions()


def test_an_instrument_that_nobody_signed_off_is_found_until_it_is_switched_on(
    editor: Client,
) -> None:
    def always(document: dict[str, Any]) -> None:
        document["conditions"]["phq_fits"]["test"] = {"named": "ucla_fits"}

    change("check", always)
    assert "sign_off_missing" in codes()
    assert "waits for a named clinical sign-off" in found(editor)
    switch("phq2", WHO, on=True, by="operator", now=clock.now())
    assert "sign_off_missing" not in codes()


def registry_versions() -> dict[str, str]:
    """Return the versions of all instruments."""
    return {key: one.version for key, one in registry.ALL.items()}


def change(name: str, how: Any) -> None:
    """Change a document of the workshop."""
    written = manuscript(name)
    document = json.loads(written.content)
    how(document)
    save(
        written,
        document,
        revision=written.revision,
        by="somebody",
        now=clock.now(),
        summary="planted",
    )


def name_version(instrument: str) -> None:
    """Name the present version in every score that uses an instrument."""

    def named(document: dict[str, Any]) -> None:
        for use in document.get("scores", {}).values():
            if use["instrument"] == instrument:
                use["version"] = registry.get(instrument).version

    for name in ("check", "routing"):
        change(name, named)


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    forget_all()
