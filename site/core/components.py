"""How do GOV.UK Frontend's components turn their parameters into ids, classes and boxes?

The rules are those of the templates of govuk-frontend 6.6.0 (MIT); the tests compare the results
with the examples that the package ships. Nothing here knows Django.
"""

from collections.abc import Iterable, Mapping, Sequence

Params = Mapping[str, object]
DATE_WIDTHS = {"day": 2, "month": 2, "year": 4}


def as_params(value: object) -> Params:
    """Return `value` when it is a mapping, else an empty one."""
    return value if isinstance(value, Mapping) else {}


def join_words(*words: object) -> str:
    """Return the words that are there, with one space between them."""
    return " ".join(str(word) for word in words if word)


def described_by(given: object, id_: object, hint: object, error: object) -> str:
    """Return the ids for `aria-describedby`: what was given, then the hint, then the error."""
    return join_words(given, hint and f"{id_}-hint", error and f"{id_}-error")


def numbered_id(item: Params, prefix: object, number: int) -> str:
    """Return the id of the choice at `number`; the first has none, so that links reach it."""
    return str(item.get("id") or (f"{prefix}-{number}" if number > 1 else prefix))


def is_chosen(item: Params, chosen: object) -> bool:
    """Return whether the choice is marked: by itself, or by the value or values chosen."""
    marked = item.get("checked", item.get("selected"))
    if marked or marked is False or not chosen:
        return bool(marked)
    value = item.get("value", item.get("text"))
    if isinstance(chosen, str) or not isinstance(chosen, Iterable):
        return value == chosen
    return value in chosen


def item_described_by(group: object, fieldset: object, item: Params, item_id: str) -> str:
    """Return the ids that describe one checkbox: the group's own when no fieldset carries them."""
    hint = as_params(item.get("hint")).get("text")
    return join_words("" if fieldset else group, hint and f"{item_id}-item-hint")


def any_row_has_actions(rows: Sequence[object]) -> bool:
    """Return whether a summary list needs its third column."""
    return any(as_params(as_params(row).get("actions")).get("items") for row in rows)


def date_boxes(params: Params) -> list[dict[str, object]]:
    """Return the text inputs of a date, each as parameters of the input component."""
    values = as_params(params.get("values"))
    parts = {part: as_params(params.get(part)) for part in DATE_WIDTHS}
    names = {str(own.get("name") or part): part for part, own in parts.items()}
    names |= {part: part for part in DATE_WIDTHS}
    given = params.get("items")
    if isinstance(given, Sequence) and given:
        items = [item for item in given if item]
    else:
        items = [_part(part, params, values) for part in DATE_WIDTHS if params.get(part, True)]
    with_error = any(_has_error(item) for item in items)
    return [_box(item, names, params, with_error) for item in items]


def _part(part: str, params: Params, values: Params) -> Params:
    """Return the day, month or year of a date that names no items."""
    own = params.get(part)
    if isinstance(own, Mapping):
        return {"name": part, **own}
    width = f"govuk-input--width-{DATE_WIDTHS[part]}"
    return {"name": part, "value": values.get(part), "classes": width}


def _has_error(item: Params) -> bool:
    return bool(item.get("error") or "govuk-input--error" in str(item.get("classes") or ""))


def _box(
    item: Params, names: Mapping[str, str], params: Params, with_error: bool
) -> dict[str, object]:
    """Return one box of a date as parameters of the input component."""
    name = str(item.get("name") or "")
    part = names.get(name, "")
    own = str(item.get("classes") or "")
    width = "" if "govuk-input--width-" in own else f"govuk-input--width-{DATE_WIDTHS.get(part, 2)}"
    full_name = f"{params['name_prefix']}-{name}" if params.get("name_prefix") else name
    value = item.get("value")
    if value is None and isinstance(params.get(part), Mapping):
        value = as_params(params[part]).get("value")
    if value is None:
        value = as_params(params.get("values")).get(full_name)
    return {
        "label": {
            "text": item.get("label") or name.capitalize(),
            "classes": "govuk-date-input__label",
        },
        "id": item.get("id") or f"{params.get('id')}-{name}",
        "name": full_name,
        "value": value,
        "classes": join_words(
            "govuk-date-input__input",
            _error_class(item, own, params, with_error),
            width,
            own,
        ),
        "inputmode": item.get("inputmode") or "numeric",
        **{key: item.get(key) for key in ("autocomplete", "pattern", "attributes", "suffix")},
    }


def _error_class(item: Params, own: str, params: Params, with_error: bool) -> str:
    """Return the error class of a box: its own error, or the date's when no box has one."""
    if "govuk-input--error" in own:
        return ""
    whole = item.get("error") is not False and params.get("error_message") and not with_error
    return "govuk-input--error" if _has_error(item) or whole else ""
