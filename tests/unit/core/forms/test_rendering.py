"""Does a field look and speak as GOV.UK's patterns ask?"""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django import forms
from django.template import engines

from core.forms import fields
from core.forms.errors import error_lines


class Questions(forms.Form):
    """Fields of several kinds."""

    born = fields.DateField(
        label="When were you born?",
        help_text="For example, 27 3 1962",
        look=fields.Look(page_heading=True, autocomplete="bday"),
    )
    stops = fields.ChoicesField(
        label="What stops you?",
        choices=[
            fields.Choice("pain", "Pain", hint="Any kind"),
            fields.Choice("none", "Nothing", divider="or", exclusive=True),
        ],
    )
    tall = fields.HeightField(label="How tall are you?")
    phone = fields.PhoneField(label="Phone")
    agree = fields.AgreementField(label="I agree")


def drawn(form: forms.Form, name: str) -> Any:
    """Return the form group of a field."""
    group = BeautifulSoup(form[name].as_field_group(), "html.parser").div
    assert group is not None
    return group


def test_the_legend_is_the_heading_of_the_page_when_asked() -> None:
    group = drawn(Questions(), "born")
    assert group.select_one("fieldset > legend > h1").get_text() == "When were you born?"
    assert drawn(Questions(), "stops").select("h1") == []


def test_hint_and_error_describe_the_fieldset() -> None:
    group = drawn(Questions({}), "born")
    assert group.fieldset["aria-describedby"] == "id_born-hint id_born-error"
    assert group.select_one("#id_born-error").get_text() == "Error: Fill this in"


def test_a_date_of_birth_can_be_filled_in_by_the_browser() -> None:
    boxes = drawn(Questions(), "born").select("input")
    assert [box["autocomplete"] for box in boxes] == ["bday-day", "bday-month", "bday-year"]
    assert {box["inputmode"] for box in boxes} == {"numeric"}
    assert [box["name"] for box in boxes] == ["born_day", "born_month", "born_year"]


def test_only_the_wrong_box_is_marked_and_linked_and_keeps_what_was_typed() -> None:
    form = Questions({"born_day": "31", "born_month": "3"})
    boxes = drawn(form, "born").select("input")
    assert [("govuk-input--error" in box["class"]) for box in boxes] == [False, False, True]
    assert [box["value"] for box in boxes] == ["31", "3", ""]
    assert error_lines(form)[0] == {"text": "Enter the year", "href": "#id_born_year"}


def test_every_line_of_the_summary_leads_to_a_control_on_the_page() -> None:
    form = Questions({})
    page: Any = BeautifulSoup("".join(field.as_field_group() for field in form), "html.parser")
    lines = error_lines(form)
    assert len(lines) == len(form.fields)
    for line in lines:
        assert page.select_one(line["href"]).name == "input", line


def test_a_choice_has_its_hint_and_the_word_before_it() -> None:
    group = drawn(Questions({"stops": ["none"]}), "stops")
    assert group.select_one(".govuk-checkboxes__divider").get_text() == "or"
    first, last = group.select("input")
    assert first["aria-describedby"] == "id_stops-item-hint"
    assert (first.has_attr("checked"), last.has_attr("checked")) == (False, True)


def test_no_field_leaves_checking_to_the_browser() -> None:
    for field in Questions():
        for control in drawn(Questions(), field.name).select("input"):
            assert not control.has_attr("required")
            assert control["type"] in {"text", "checkbox"}


def test_a_measure_offers_both_kinds_of_unit() -> None:
    group = drawn(Questions(), "tall")
    labels = [label.get_text() for label in group.select("label")]
    assert labels == ["Centimetres", "Feet", "Inches"]
    assert group.fieldset["role"] == "group"


def test_the_summary_is_there_only_when_something_is_wrong() -> None:
    template = engines["django"].from_string("{% load waymark %}{% error_summary form %}")
    assert template.render({"form": Questions()}).strip() == ""
    shown: Any = BeautifulSoup(template.render({"form": Questions({})}), "html.parser")
    assert shown.select_one("[role=alert] h2").get_text() == "There is a problem"
    assert shown.select_one("li a")["href"] == "#id_born_day"


def test_what_was_typed_is_shown_as_text_never_as_html() -> None:
    form = Questions({"phone": "<b>x</b>", "born_day": '"><script>'})
    html = form["phone"].as_field_group() + form["born"].as_field_group()
    assert "<b>" not in html
    assert "<script>" not in html


@pytest.mark.parametrize(
    ("look", "runs"),
    [
        (fields.Look(inputmode="tel"), True),
        (fields.Look(inputmode="numeric"), True),
        (fields.Look(left_to_right=True), True),
        (fields.Look(), False),
    ],
)
def test_numbers_and_codes_are_not_turned_round_on_a_right_to_left_page(
    look: fields.Look, runs: bool
) -> None:
    form = type("Asking", (forms.Form,), {"code": fields.TextField(label="Code", look=look)})()
    assert ('dir="ltr"' in str(form["code"].as_field_group())) is runs


def test_words_that_stand_there_run_as_they_were_written_and_an_empty_box_as_the_page() -> None:
    boxes = {"line": fields.TextField(label="Line"), "text": fields.LongTextField(label="Text")}
    asking = type("Asking", (forms.Form,), dict(boxes))
    typed = asking(initial={"line": "Free. Wool is here.", "text": "چائے"})
    for name in boxes:
        assert 'dir="auto"' in str(typed[name].as_field_group())
        assert "dir=" not in str(asking()[name].as_field_group())
