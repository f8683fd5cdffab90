"""Which component, with which parameters, shows a field of a form?"""

from collections.abc import Callable, Mapping
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.components import join_words
from core.forms.choices import Choice, Look
from core.forms.errors import error_parts
from core.forms.widgets import DateBoxes, MeasureBoxes, PartsWidget

Params = dict[str, Any]
AUTOCOMPLETE_OF_BIRTH = {"day": "bday-day", "month": "bday-month", "year": "bday-year"}
CALM = Look()
# A choice says all that its component may ask: asking in vain is dear in a template.
_NONE: Params = {"text": "", "classes": "", "attributes": None}
_CHOICE: Params = {
    **dict.fromkeys(("divider", "name", "behaviour"), ""),
    **dict.fromkeys(("hint", "label", "conditional"), _NONE),
    "attributes": None,
    "disabled": False,
}


def component(field: BoundField) -> tuple[str, Params]:
    """Return the name of the component that shows `field`, and its parameters."""
    widget = field.field.widget
    for kinds, present in PRESENTERS:
        if isinstance(widget, kinds):
            return present(field)
    return _line(field)


def look_of(field: BoundField) -> Look:
    """Return how the field wants to be shown."""
    look = getattr(field.field, "look", CALM)
    return look if isinstance(look, Look) else CALM


def _shared(field: BoundField) -> Params:
    """Return what every component takes: id, name, hint, error, attributes."""
    errors = [str(message) for message in field.errors]
    skipped = {"class", "required", "maxlength", "minlength", "cols", "rows", "autofocus"}
    attributes = {
        name: value for name, value in field.field.widget.attrs.items() if name not in skipped
    }
    return {
        "id": field.auto_id or field.html_name,
        "name": field.html_name,
        "hint": {"text": field.help_text} if field.help_text else None,
        "error_message": {"text": " ".join(errors)} if errors else None,
        "attributes": attributes,
        "disabled": field.field.disabled,
    }


def _label(field: BoundField) -> Params:
    look = look_of(field)
    size = look.label_size or ("l" if look.page_heading else "s")
    return {
        "text": field.label,
        "classes": f"govuk-label--{size}",
        "is_page_heading": look.page_heading,
    }


def _fieldset(field: BoundField) -> Params:
    look = look_of(field)
    size = look.label_size or ("l" if look.page_heading else "s")
    legend = {
        "text": field.label,
        "classes": f"govuk-fieldset__legend--{size}",
        "is_page_heading": look.page_heading,
    }
    return {"legend": legend}


# What is typed there reads from left to right in every language.
_NUMBERS = ("tel", "numeric", "decimal", "email")


def _line(field: BoundField) -> tuple[str, Params]:
    look = look_of(field)
    widget = field.field.widget
    is_secret = isinstance(widget, forms.PasswordInput) and not widget.render_value
    shared = _shared(field)
    if look.left_to_right or look.inputmode in _NUMBERS:
        shared["attributes"]["dir"] = "ltr"
    else:
        _read_as_written(field, shared)
    return "input", {
        **shared,
        "label": _label(field),
        "type": getattr(widget, "input_type", "text") or "text",
        "value": None if is_secret else widget.format_value(field.value()),
        "classes": f"govuk-input--width-{look.width}" if look.width else "",
        "autocomplete": look.autocomplete,
        "inputmode": look.inputmode,
        "autocapitalize": look.autocapitalize,
        "spellcheck": look.spellcheck,
        "prefix": {"text": look.prefix} if look.prefix else None,
        "suffix": {"text": look.suffix} if look.suffix else None,
    }


def _read_as_written(field: BoundField, shared: Params) -> None:
    """Have words that stand there already run as they were written, whatever the page's language.

    An empty box follows the page: it would run from left to right otherwise.
    """
    if field.value() and not isinstance(field.field.widget, forms.PasswordInput):
        shared["attributes"]["dir"] = "auto"


def _text(field: BoundField) -> tuple[str, Params]:
    look = look_of(field)
    shared = _shared(field)
    _read_as_written(field, shared)
    params = {
        **shared,
        "label": _label(field),
        "value": field.value(),
        "rows": look.rows,
        "autocomplete": look.autocomplete,
        "spellcheck": look.spellcheck,
    }
    if look.most_characters:
        return "character_count", {**params, "maxlength": look.most_characters}
    return "textarea", params


def _items(field: BoundField) -> list[Params]:
    """Return the choices of a field, with a divider before those that want one."""
    details: Mapping[str, Choice] = getattr(field.field, "details", {})
    items: list[Params] = []
    for value, label in field.field.choices:  # type: ignore[attr-defined]  # fields with choices
        choice = details.get(str(value), Choice(str(value), label))
        if choice.divider:
            items.append({"divider": choice.divider})
        hint = {**_NONE, "text": choice.hint} if choice.hint else _NONE
        items.append({**_CHOICE, "value": str(value), "text": label, "hint": hint})
    return items


def _radios(field: BoundField) -> tuple[str, Params]:
    look = look_of(field)
    shared = _shared(field)
    kind = join_words(
        look.inline and "govuk-radios--inline",
        look.small and "govuk-radios--small",
    )
    value = field.value()
    return "radios", {
        **shared,
        "id_prefix": shared["id"],
        "fieldset": _fieldset(field),
        "items": _numbered(_items(field), shared["id"]),
        "value": "" if value is None else str(value),
        "classes": kind,
    }


def _checkboxes(field: BoundField) -> tuple[str, Params]:
    shared = _shared(field)
    given = field.value()
    chosen = given if isinstance(given, list | tuple | set) else []
    return "checkboxes", {
        **shared,
        "id_prefix": shared["id"],
        "fieldset": _fieldset(field),
        "items": _numbered(_items(field), shared["id"]),
        "values": [str(value) for value in chosen],
        "classes": "govuk-checkboxes--small" if look_of(field).small else "",
    }


def _numbered(items: list[Params], prefix: str) -> list[Params]:
    """Give the first choice the bare id, also when a divider stands before it."""
    first = next((item for item in items if not item.get("divider")), None)
    if first is not None:
        first["id"] = prefix
    return items


def _agreement(field: BoundField) -> tuple[str, Params]:
    shared = _shared(field)
    item = {"value": "on", "text": field.label, "checked": bool(field.value())}
    return "checkboxes", {**shared, "id_prefix": shared["id"], "items": [item]}


def _select(field: BoundField) -> tuple[str, Params]:
    value = field.value()
    return "select", {
        **_shared(field),
        "label": _label(field),
        "items": [item for item in _items(field) if not item.get("divider")],
        "value": "" if value is None else str(value),
    }


def _parts(field: BoundField) -> list[Params]:
    """Return the boxes of a field of several, with the wrong ones marked."""
    widget: PartsWidget = field.field.widget
    shared = _shared(field)
    wrong = error_parts(field)
    words = _part_words()
    return [
        {
            "name": f"{shared['name']}_{part}",
            "id": f"{shared['id']}_{part}",
            "label": words[part],
            "value": text,
            "error": part in wrong if wrong else None,
            "classes": f"govuk-input--width-{4 if part == 'year' else 3 if part == 'kg' else 2}",
            "part": part,
        }
        for part, text in widget.texts(field.value()).items()
    ]


def _part_words() -> dict[str, str]:
    """Return the labels of boxes."""
    return {
        "day": _("Day"),
        "month": _("Month"),
        "year": _("Year"),
        "cm": _("Centimetres"),
        "ft": _("Feet"),
        "in": _("Inches"),
        "kg": _("Kilograms"),
        "st": _("Stones"),
        "lb": _("Pounds"),
    }


def _date(field: BoundField) -> tuple[str, Params]:
    boxes = _parts(field)
    if look_of(field).autocomplete == "bday":
        for box in boxes:
            box["autocomplete"] = AUTOCOMPLETE_OF_BIRTH[box["part"]]
    return "date_input", {**_shared(field), "fieldset": _fieldset(field), "items": boxes}


def _measure(field: BoundField) -> tuple[str, Params]:
    metric, *older = _parts(field)
    metric["classes"] = "govuk-input--width-4"
    for box in (metric, *older):
        box["inputmode"] = "decimal"
    return "measure", {
        **_shared(field),
        "fieldset": _fieldset(field),
        "metric": metric,
        "older": older,
        "any_wrong": any(box["error"] for box in (metric, *older)),
    }


def _hidden(field: BoundField) -> tuple[str, Params]:
    return "hidden", {"content": SafeString(field.as_hidden())}


Presenter = Callable[[BoundField], tuple[str, Params]]
PRESENTERS: tuple[tuple[type | tuple[type, ...], Presenter], ...] = (
    (forms.HiddenInput, _hidden),
    (DateBoxes, _date),
    (MeasureBoxes, _measure),
    (forms.CheckboxSelectMultiple, _checkboxes),
    (forms.RadioSelect, _radios),
    (forms.CheckboxInput, _agreement),
    (forms.Select, _select),
    (forms.Textarea, _text),
)
