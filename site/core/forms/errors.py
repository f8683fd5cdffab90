"""Which messages stand in the error summary of a form, and where does each lead?"""

from typing import TypedDict

from django.forms import BaseForm
from django.forms.boundfield import BoundField


class ErrorLine(TypedDict):
    """One line of an error summary: the message, and the address of the field on the page."""

    text: str
    href: str


def first_id(field: BoundField) -> str:
    """Return the id of the first control of `field`: what a link to the field must reach."""
    return str(field.field.widget.id_for_label(field.auto_id) or field.auto_id)


def error_lines(form: BaseForm) -> list[ErrorLine]:
    """Return the messages of `form` in the order of its fields; those of no field come last."""
    lines: list[ErrorLine] = [
        {"text": str(message), "href": f"#{first_id(field)}"}
        for field in form
        for message in field.errors
    ]
    lines.extend({"text": str(message), "href": ""} for message in form.non_field_errors())
    return lines
