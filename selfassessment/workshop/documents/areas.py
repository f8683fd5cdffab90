"""How is what comes from an area given to a provider: a condition, and a row that passes it on?"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from selfassessment.workshop.documents.parts import Document
from selfassessment.workshop.documents.service_uses import FULL

WARD = ("E05", "W05", "S13", "N08")
ALLOCATION = "allocation"


@dataclass(frozen=True)
class Area:
    """What a provider takes on: from where (no code: from everywhere), and for which offers."""

    name: str
    codes: Sequence[str]
    offers: Sequence[str]
    while_places: bool


def give(document: Document, provider: str, area: Area) -> int:
    """Pass what comes from an area to a provider; return the order of the new row.

    The row stands before the first one that holds for everybody of one of these offers, so that
    it is read.
    """
    when = []
    if area.codes:
        when.append(_condition(document, f"in_{provider}"[:56], area.name, _lives_in(area.codes)))
    if area.while_places:
        document.setdefault("facts", {})[FULL] = "codes"
        test = {"fact": FULL, "op": "does_not_include", "value": provider}
        name = f"{provider.replace('_', ' ')} has places"
        when.append(_condition(document, f"{provider}_has_places"[:56], name, test))
    rows: list[Document] = document["tables"].setdefault(ALLOCATION, [])
    order = _order(rows, area.offers)
    row: Document = {"order": order, "when": when, "then": {"provider": provider}}
    if area.offers:
        row["for"] = list(area.offers)
    rows.append(row)
    rows.sort(key=lambda one: int(one["order"]))
    return order


def _lives_in(codes: Sequence[str]) -> Any:
    wards = [code for code in codes if code.startswith(WARD)]
    districts = [code for code in codes if code not in wards]
    tests = [
        {"fact": fact, "op": "is_any_of", "value": some}
        for fact, some in (("ward", wards), ("district", districts))
        if some
    ]
    return tests[0] if len(tests) == 1 else {"any": tests}


def _condition(document: Document, key: str, name: str, test: Any) -> str:
    """Return a condition of that meaning: one that is there, or a new one."""
    there = document.setdefault("conditions", {})
    same = (known for known, one in there.items() if one == {"name": name, "test": test})
    found = next(same, None)
    if found is not None:
        return str(found)
    free, number = key, 2
    while free in there:
        free, number = f"{key}_{number}", number + 1
    there[free] = {"name": name, "test": test}
    return free


def _order(rows: list[Document], offers: Sequence[str]) -> int:
    """Return a free place before the row that would catch these offers; make room if needed."""
    rows.sort(key=lambda one: int(one["order"]))
    at = next((at for at, row in enumerate(rows) if _catches(row, offers)), len(rows))
    below = int(rows[at - 1]["order"]) if at else 0
    above = int(rows[at]["order"]) if at < len(rows) else below + 20
    if above - below < 2:
        for number, row in enumerate(rows, 1):
            row["order"] = number * 10
        below, above = at * 10, at * 10 + 10
    return (below + above) // 2


def _catches(row: Document, offers: Sequence[str]) -> bool:
    if row.get("when"):
        return False
    limits = row.get("for", ())
    return not limits or not offers or bool(set(limits) & set(offers))
