"""Write into a listing what was noted of it before, field by field."""

from typing import Any

from modelcluster.models import model_from_serializable_data

from directory.actions.drafts import change_everywhere
from directory.models import Service
from directory.rules.merging import RELATIONS, Values
from directory.selectors.merging import fields_from, row_values


def write_values(facts: Service, values: Values) -> None:
    """Write values into the live copy and every waiting draft; rows that stay keep their keys."""
    columns = fields_from(values)
    rows = {name: _rows(facts, name, values[name]) for name in RELATIONS if name in values}

    def change(listing: Service) -> None:
        for name, value in columns.items():
            setattr(listing, name, value)
        for name, wanted in rows.items():
            getattr(listing, name).set(wanted)

    if values:
        change_everywhere(facts=facts, change=change)


def _rows(facts: Service, name: str, wanted: list[dict[str, Any]]) -> list[Any]:
    there = {_sign(row_values(row)): row for row in getattr(facts, name).all()}
    model = getattr(facts, name).model
    made = []
    for values in wanted:
        known = there.pop(_sign(values), None)
        made.append(known or model_from_serializable_data(model, {"pk": None, **values}))
    return made


def _sign(values: Values) -> str:
    return repr(sorted(values.items()))
