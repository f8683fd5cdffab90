"""Which messages stand in the error summary of a form, and where does each lead?"""

from typing import TypedDict

from django.core.exceptions import ValidationError
from django.forms import BaseForm
from django.forms.boundfield import BoundField

from core.forms.widgets import PartsWidget


class ErrorLine(TypedDict):
    """One line of an error summary: the message, and the address of the field on the page."""

    text: str
    href: str


def error_parts(field: BoundField) -> tuple[str, ...]:
    """Return the boxes of a field of several that its errors name."""
    errors: list[ValidationError] = field.form.errors.as_data().get(field.name, [])
    return tuple(part for error in errors for part in (error.params or {}).get("parts", ()))


def first_id(field: BoundField) -> str:
    """Return the id of the control of `field` that a link must reach: the first wrong box."""
    widget = field.field.widget
    base = str(field.auto_id or field.html_name)
    if isinstance(widget, PartsWidget):
        return f"{base}_{next(iter(error_parts(field)), widget.parts[0])}"
    return base


def error_lines(form: BaseForm) -> list[ErrorLine]:
    """Return the messages of `form` in the order of its fields; those of no field come last."""
    lines: list[ErrorLine] = [
        {"text": str(message), "href": f"#{first_id(field)}"}
        for field in form
        for message in field.errors
    ]
    lines.extend({"text": str(message), "href": ""} for message in form.non_field_errors())
    return lines
