"""What do the fields make of answers, and what do they say about wrong ones?"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from django import forms
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from core.forms import fields


def boxes(**texts: str) -> dict[str, str]:
    """Return what a browser sends for a field named "answer"."""
    return {f"answer_{part}": text for part, text in texts.items()}


def sent(field: forms.Field, data: Mapping[str, object]) -> forms.Form:
    """Return a form of one field "answer" to which `data` was sent."""
    one_field: type[forms.Form] = type("OneField", (forms.Form,), {"answer": field})
    return one_field(dict(data))


def messages(form: forms.Form) -> list[str]:
    """Return what the form says about the answer."""
    return [str(message) for message in form.errors.get("answer", [])]


class TestDate:
    """Day, month and year in three boxes."""

    def test_a_date_is_put_together(self) -> None:
        form = sent(fields.DateField(), boxes(day="27", month="3", year="1962"))
        assert form.is_valid()
        assert form.cleaned_data["answer"] == date(1962, 3, 27)

    def test_figures_of_other_scripts_are_read(self) -> None:
        form = sent(fields.DateField(), boxes(day="۲۷", month="૩", year="1962"))
        assert form.is_valid()

    @pytest.mark.parametrize(
        ("texts", "message"),
        [
            ({"day": "27", "month": "3"}, "Enter the year"),
            ({"month": "3", "year": "1962"}, "Enter the day"),
            ({"day": "31", "month": "2", "year": "1962"}, "Enter a real date, like 27 3 1962"),
            ({"day": "x", "month": "2", "year": "1962"}, "Enter a real date, like 27 3 1962"),
            (
                {"day": "1", "month": "2", "year": "62"},
                "Enter the year with 4 numbers, like 1962",
            ),
            (
                {"day": "1", "month": "2", "year": "1800"},
                "Check the year. This date is too long ago",
            ),
            ({"day": "1", "month": "2", "year": "2100"}, "Check the date. It is too late"),
            ({}, "When were you born?"),
        ],
    )
    def test_a_wrong_date_is_explained(self, texts: dict[str, str], message: str) -> None:
        field = fields.DateField(
            earliest=date(1900, 1, 1), latest=date(2026, 11, 25), missing="When were you born?"
        )
        assert messages(sent(field, boxes(**texts))) == [message]

    @given(st.fixed_dictionaries({part: st.text(max_size=8) for part in ("day", "month", "year")}))
    def test_nothing_that_is_typed_breaks_it(self, texts: dict[str, str]) -> None:
        form = sent(fields.DateField(required=False), boxes(**texts))
        assert form.is_valid() or messages(form)

    @given(st.dates(date(1000, 1, 1)))
    def test_a_stored_date_is_shown_and_read_back(self, born: date) -> None:
        field = fields.DateField()
        assert field.clean(field.widget.texts(born)) == born


class TestMeasures:
    """Height and weight in metric units or in the older ones."""

    @pytest.mark.parametrize(
        ("texts", "found"),
        [
            ({"cm": "170"}, "170"),
            ({"cm": "170,5"}, "170.5"),
            ({"ft": "5", "in": "7"}, "170.2"),
            ({"ft": "5"}, "152.4"),
            ({"cm": "170", "ft": "", "in": ""}, "170"),
        ],
    )
    def test_a_height_comes_back_in_centimetres(self, texts: dict[str, str], found: str) -> None:
        assert fields.HeightField().clean(texts) == Decimal(found)

    def test_a_weight_comes_back_in_kilograms(self) -> None:
        assert fields.WeightField().clean({"st": "11", "lb": "4"}) == Decimal("71.7")

    def test_both_kinds_of_unit_are_refused(self) -> None:
        form = sent(fields.HeightField(), boxes(cm="170", ft="5"))
        assert messages(form) == ["Fill in one kind of unit, not both"]

    def test_the_impossible_is_refused_with_its_limits(self) -> None:
        form = sent(fields.HeightField(), boxes(cm="17"))
        assert "from 50 to 275" in messages(form)[0]

    @given(st.decimals(50, 275, places=1))
    def test_a_stored_height_is_shown_and_read_back(self, height: Decimal) -> None:
        field = fields.HeightField()
        assert field.clean(field.widget.texts(height)) == height


class TestChoices:
    """Ready answers."""

    def field(self) -> fields.ChoicesField:
        return fields.ChoicesField(
            choices=[
                fields.Choice("pain", "Pain"),
                fields.Choice("none", "Nothing", divider="or", exclusive=True),
            ],
            missing="Choose what stops you",
        )

    def test_an_exclusive_answer_stands_alone(self) -> None:
        form = sent(self.field(), {"answer": ["pain", "none"]})
        assert messages(form) == ["Choose other answers, or “Nothing”, not both"]
        assert sent(self.field(), {"answer": ["none"]}).is_valid()

    def test_no_answer_gets_the_sentence_of_the_field(self) -> None:
        assert messages(sent(self.field(), {})) == ["Choose what stops you"]


class TestLines:
    """Texts of one line."""

    def test_a_number_keeps_to_its_limits(self) -> None:
        field = fields.NumberField(lowest=0, highest=200)
        assert field.clean(" ૨૦ ") == 20
        with pytest.raises(ValidationError, match="from 0 to 200"):
            field.clean("201")
        with pytest.raises(ValidationError, match="numbers only"):
            field.clean("1.5")

    def test_an_email_address_must_look_like_one(self) -> None:
        form = sent(fields.EmailField(), {"answer": "name@"})
        assert messages(form) == ["Enter an email address, like name@example.org"]

    def test_a_phone_number_comes_back_as_digits(self) -> None:
        assert fields.PhoneField().clean("0116 496 0123") == "01164960123"

    def test_an_empty_answer_that_may_be_empty_is_empty(self) -> None:
        assert fields.PostcodeField(required=False).clean("") == ""
        assert fields.NumberField(lowest=0, highest=9, required=False).clean("") is None
