"""Who switches on what waits for a permission, and is a name behind every decision?"""

from typing import Any

import pytest
from django.test import Client

from accounts.roles import Role
from core.models.audit import AuditEvent
from core.remembering import forget_all
from selfassessment.models import InstrumentSwitch
from selfassessment.selectors.switches import switched_on
from tests.fixtures.members import member_of

URL = "/admin/journeys/instruments/"
ON = {"to": "on", "role": "Clinical safety officer", "ground": "Minute 7", "sure": "on"}
OFF = {**ON, "to": "off"}


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    forget_all()


@pytest.fixture
def safe(django_user_model: Any) -> Client:
    """Return the browser of somebody with the permission for clinical safety."""
    browser = Client()
    browser.force_login(member_of(Role.CLINICAL_SAFETY, django_user_model))
    return browser


def test_the_page_says_what_waits_and_for_what(editor: Client) -> None:
    page = editor.get(URL).content.decode()
    for name in ("PHQ-2", "GAD-2", "WHO-5", "Leicester"):
        assert name in page
    assert page.count(">Off</span>") == 4
    assert "a clinical sign-off" in page
    assert "a licence" in page


def test_a_named_person_with_the_permission_switches_it_on_and_stands_with_it(
    safe: Client, django_user_model: Any
) -> None:
    answer = safe.post(f"{URL}phq2/", {**ON, "name": "Somebody Else"})
    assert answer.status_code == 302
    assert switched_on() == {"phq2"}
    decision = InstrumentSwitch.objects.get()
    person = django_user_model.objects.get(groups__name=Role.CLINICAL_SAFETY.value)
    assert decision.name == str(person)
    assert AuditEvent.objects.get(verb="instrument.switched_on").actor.endswith(f":{person.pk}")
    assert "Minute 7" in safe.get(f"{URL}phq2/").content.decode()


def test_an_editor_cannot_switch_on_but_can_switch_off_at_once(
    editor: Client, safe: Client
) -> None:
    page = editor.get(f"{URL}phq2/").content.decode()
    assert "Switch it on" not in page
    editor.post(f"{URL}phq2/", ON)
    assert not InstrumentSwitch.objects.exists()
    safe.post(f"{URL}phq2/", ON)
    editor.post(f"{URL}phq2/", OFF)
    assert switched_on() == frozenset()


def test_pressed_twice_it_counts_once_and_never_turns_back(safe: Client) -> None:
    for _ in range(2):
        safe.post(f"{URL}gad2/", ON)
    assert [one.on for one in InstrumentSwitch.objects.all()] == [True]


@pytest.mark.parametrize("missing", ["role", "ground", "sure"])
def test_what_is_left_out_is_asked_for_and_nothing_typed_is_lost(
    safe: Client, missing: str
) -> None:
    answer = safe.post(f"{URL}phq2/", {**ON, missing: ""})
    assert answer.status_code == 422
    page = answer.content.decode()
    kept = {"role": "Clinical safety officer", "ground": "Minute 7"}
    assert all(f'value="{text}"' in page for name, text in kept.items() if name != missing)
    assert not InstrumentSwitch.objects.exists()


@pytest.mark.parametrize("key", ["bmi", "nothing"])
def test_what_waits_for_nothing_has_no_page(safe: Client, key: str) -> None:
    assert safe.get(f"{URL}{key}/", follow=True).status_code == 404


@pytest.mark.parametrize("role", [Role.DESK, Role.ANALYST])
def test_nobody_else_may_look(role: Role, client: Client, django_user_model: Any) -> None:
    client.force_login(member_of(role, django_user_model))
    assert client.get(URL).status_code == 302
