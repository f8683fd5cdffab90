"""Is a telephone number changed once for all, by two where safety hangs on it, hidden by one?"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest
from django.template import Context, Template
from django.test import Client

from accounts.roles import Role
from directory.importers.fetching import REFUSALS, CannotFetch
from selfassessment.actions import links
from selfassessment.actions.facts import NotSo, add, approve, change, checked, hide, show
from selfassessment.actions.links import look_at_links, note, trouble_of
from selfassessment.journeys.contacts import contact_views
from selfassessment.journeys.texts import Pinned, Words
from selfassessment.models import Fact, Manuscript, Wording
from selfassessment.selectors.facts import is_on_safety_page
from selfassessment.selectors.workshop import manuscript, working_copy
from tests.fixtures.members import member_of
from tests.fixtures.workshop import opened, sent

NOW = datetime.fromisoformat("2026-11-27T10:00:00+00:00")
GAS = "page.emergency_gas.body"


@pytest.fixture
def one(django_user_model: Any) -> Any:
    return member_of(Role.EDITOR, django_user_model)


@pytest.fixture
def two(django_user_model: Any) -> Any:
    return member_of(Role.CLINICAL_SAFETY, django_user_model)


def kept(key: str) -> Fact:
    """Return a fact as it is kept."""
    return Fact.objects.get(key=key)


def test_a_number_that_nobodys_safety_hangs_on_is_changed_by_one_in_every_language(
    one: Any,
) -> None:
    add(key="made_up", kind="phone", value="0116 496 0001", by=one, now=NOW)
    Wording.objects.filter(key="offer.young_people.summary").update(text="Ring {fact.made_up}.")
    assert not is_on_safety_page("made_up")
    assert change(kept("made_up"), value="0116 496  0002", by=one, now=NOW)
    for language in ("en", "ur"):
        assert Words(language).facts.fill("{fact.made_up}") == "0116 496 0002"


def test_a_number_on_a_safety_page_waits_for_somebody_else(one: Any, two: Any) -> None:
    assert not change(kept("gas_line"), value="0116 496 0009", by=one, now=NOW)
    assert "0800 111 999" in Words("en")(GAS)
    with pytest.raises(NotSo, match="Somebody else"):
        approve(kept("gas_line"), value="0116 496 0009", by=one, now=NOW)
    with pytest.raises(NotSo, match="meanwhile"):
        approve(kept("gas_line"), value="0116 496 0008", by=two, now=NOW)
    approve(kept("gas_line"), value="0116 496 0009", by=two, now=NOW)
    for language in ("en", "gu", "pl", "ur"):
        assert "0116 496 0009" in Words(language)(GAS)


def test_a_wrong_number_is_hidden_by_one_at_once_and_shown_again_once_two_replaced_it(
    one: Any, two: Any
) -> None:
    hide(kept("gas_line"), by=one, now=NOW)
    assert "0800 111 999" not in Words("en")(GAS)
    assert "checking this number" in Words("en")(GAS)
    numbers = [view.number for view in contact_views(["gas_line", "nhs_111"], Words("en"))]
    assert numbers == ["111"]
    change(kept("gas_line"), value="0116 496 0009", by=one, now=NOW)
    assert "0116 496 0009" not in Words("en")(GAS)
    approve(kept("gas_line"), value="0116 496 0009", by=two, now=NOW)
    assert "0116 496 0009" in Words("en")(GAS)


def test_hiding_is_taken_back(one: Any) -> None:
    hide(kept("gas_line"), by=one, now=NOW)
    show(kept("gas_line"), by=one, now=NOW)
    assert "0800 111 999" in Words("en")(GAS)


@pytest.mark.parametrize(
    ("kind", "value"),
    [("phone", "ring me"), ("phone", ""), ("phone", "1"), ("link", "javascript:alert(1)")],
)
def test_a_value_that_is_not_of_its_kind_is_refused(kind: str, value: str) -> None:
    with pytest.raises(NotSo):
        checked(kind, value)


def test_a_template_shows_a_number_as_a_link_and_nothing_while_it_is_hidden(one: Any) -> None:
    template = Template('{% load facts %}{% fact "childline" %}|{% fact "no_such" %}')
    assert template.render(Context()) == '<a href="tel:08001111"><bdi>0800 1111</bdi></a>|'
    hide(kept("childline"), by=one, now=NOW)
    assert template.render(Context()) == "|"


def test_typed_numbers_and_unknown_facts_are_findings() -> None:
    wording = Wording.objects.get(locale="en", key="start.check.lead")
    wording.text = "Ring 0300 123 1044, or {fact.nobody}."
    wording.save()
    codes = {one.code for one in working_copy().findings("check")}
    assert {"number_typed", "unknown_fact"} <= codes


def test_the_shipped_texts_hold_no_number_of_their_own() -> None:
    found = working_copy().findings("check")
    assert [str(one) for one in found if one.code in ("number_typed", "unknown_fact")] == []


def test_the_pages_change_hide_and_refuse(one: Any, two: Any, client: Client) -> None:
    client.force_login(one)
    assert "childline" in client.get("/admin/journeys/facts/").content.decode()
    address = "/admin/journeys/facts/childline/"
    wrong = client.post(address, {"value": "no number"})
    assert wrong.status_code == 422
    assert "digits and spaces only" in wrong.content.decode()
    assert 'value="no number"' in wrong.content.decode()
    client.post(address, {"value": "0116 496 0005", "note": "New line"})
    decide = f"{address}decide/"
    client.post(decide, {"decision": "approve", "value": "0116 496 0005"})
    assert kept("childline").value == "0800 1111"
    client.post(decide, {"decision": "hide"})
    assert kept("childline").hidden
    client.force_login(two)
    client.post(decide, {"decision": "approve", "value": "0116 496 0005"})
    assert (kept("childline").value, kept("childline").hidden) == ("0116 496 0005", False)


@pytest.mark.parametrize("role", [Role.TRANSLATOR, Role.DESK])
def test_others_may_not_change_facts(role: Role, django_user_model: Any, client: Client) -> None:
    client.force_login(member_of(role, django_user_model))
    client.post("/admin/journeys/facts/childline/", {"value": "0116 496 0005"})
    client.post("/admin/journeys/facts/childline/decide/", {"decision": "hide"})
    fact = kept("childline")
    assert (fact.proposed, fact.hidden) == ("", False)


def test_a_number_that_residents_still_see_on_a_safety_page_keeps_needing_two(one: Any) -> None:
    Wording.objects.filter(key__contains="emergency").update(text="Call 999.")
    content = manuscript("check").content.replace('"gas_line"', '"nhs_111"')
    Manuscript.objects.filter(name="check").update(content=content)
    assert is_on_safety_page("gas_line")
    assert not change(kept("gas_line"), value="0116 496 0009", by=one, now=NOW)


def test_a_number_in_a_translation_of_a_safety_text_counts_as_well() -> None:
    Fact.objects.create(key="odd", kind="phone", value="1", edited_by="x", edited_at=NOW)
    Wording.objects.filter(locale="gu", key=GAS).update(text="{fact.odd}")
    assert is_on_safety_page("odd")


def test_a_new_number_gets_a_name_and_stands_on_a_page(editor: Client) -> None:
    editor.post(
        "/admin/journeys/facts/", {"key": "warm", "kind": "phone", "value": "0116 496 0007"}
    )
    names = opened(editor, "facts/warm/", "text.contact.warm.name")
    named = {**names, "text.contact.warm.name": "Warm line", "text.contact.warm.note": "Free"}
    assert sent(editor, "facts/warm/name/", named).status_code == 302
    page = "journey/check/page/exit_grown_up/"
    typed = opened(editor, page)
    assert typed["contacts"] == ["childline"]
    assert sent(editor, page, typed, contacts="childline, nobody").status_code == 400
    assert sent(editor, page, typed, contacts="warm, childline").status_code == 302
    copy = working_copy()
    assert copy.journeys["check"].page("exit_grown_up").extra["contacts"] == ["warm", "childline"]
    assert not [one for one in copy.findings("check") if one.code == "unknown_contact"]
    words = Words("en", Pinned(texts=copy.texts))
    assert [str(one.name) for one in contact_views(["warm"], words)] == ["Warm line"]
    assert contact_views(["warm"], Words("en")) == [], "one without a name is left out"


def test_who_rang_a_number_is_written_down_until_it_changes(editor: Client) -> None:
    address = "/admin/journeys/facts/silver_line/decide/"
    editor.post(address, {"decision": "check", "value": "an older one"})
    assert kept("silver_line").checked_at is None
    editor.post(address, {"decision": "check", "value": kept("silver_line").value})
    assert kept("silver_line").checked_at is not None


def test_a_link_that_does_not_answer_is_a_finding_until_it_is_changed(one: Any) -> None:
    def gone(address: str) -> str:
        return "There is nothing at this address." if "riskscore" in address else ""

    def dead() -> list[str]:
        return [each.place for each in working_copy().findings("check") if each.code == "link_dead"]

    assert dead() == []
    assert note(gone, now=NOW) == 1
    assert dead() == ["offers.know_your_risk.extra.contacts"]
    assert kept("know_your_risk").opened_at == NOW
    assert note(lambda _address: "no way out", now=NOW) == 0
    assert dead()
    change(kept("know_your_risk"), value="https://example.org/risk", by=one, now=NOW)
    assert dead() == []


def test_no_link_is_opened_where_the_site_may_not(
    settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def trouble(address: str) -> str:
        asked.append(address)
        return ""

    monkeypatch.setattr(links, "trouble_of", trouble)
    look_at_links(now=NOW)
    assert asked == []
    settings.WAYMARK_LOOK_AT_LINKS = True
    look_at_links(now=NOW)
    assert asked


@pytest.mark.parametrize(
    ("why", "is_trouble"),
    [
        ("There is no host of this name.", True),
        (REFUSALS[404], True),
        (REFUSALS[403], False),
        ("We do not fetch from https://other.example.org.", False),
    ],
)
def test_what_lets_no_machine_in_or_leads_on_is_not_dead(
    why: str, *, is_trouble: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fetch(*_args: object, **_named: object) -> None:
        raise CannotFetch(why)

    monkeypatch.setattr(links, "fetch", fetch)
    assert bool(trouble_of("https://example.org/")) is is_trouble
    assert trouble_of("ftp://example.org/")
