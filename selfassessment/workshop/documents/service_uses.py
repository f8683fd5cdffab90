"""Which rows, offers, pages and conditions name a need, an offer or a provider?"""

from collections.abc import Iterator, Mapping
from typing import Any

from selfassessment.fixed_names import ROUTING
from selfassessment.workshop.documents.parts import Document
from selfassessment.workshop.documents.services import Kind
from selfassessment.workshop.documents.uses import Use

FULL = "full_providers"
# What a row of each table may name: the field of its outcome, and what that means there.
NAMED: dict[Kind, tuple[tuple[str, str, str], ...]] = {
    Kind.NEEDS: (("needs", "need", "notes it"),),
    Kind.OFFERS: (
        ("scope", "alternative", "offers it instead"),
        ("offers", "offer", "says who is offered it"),
        ("offers", "redirect", "leads to it instead"),
    ),
    Kind.PROVIDERS: (("allocation", "provider", "passes requests to it"),),
}


def named_in_tables(routing: Document, kind: Kind, key: str) -> list[Use]:
    """Return what names it in the routing document itself."""
    found = [*_rows(routing, kind, key)]
    if kind is Kind.NEEDS:
        found += _offers_for(routing, key)
    if kind is Kind.OFFERS:
        found += [*_limits(routing, key), *_redirects(routing, key)]
    if kind is Kind.PROVIDERS:
        found += _full(routing, key)
    return found


def named_by(documents: Mapping[str, Document], kind: Kind, key: str) -> list[Use]:
    """Return everything that would be left without it: tables, other offers, exit pages."""
    found = named_in_tables(documents[ROUTING], kind, key)
    if kind is Kind.OFFERS:
        for name, document in documents.items():
            for page in document.get("pages", ()):
                if page.get("alternative") == key:
                    said = f"The page “{page['key']}” of “{name}” offers it instead."
                    found.append(Use(f"{name}:pages.{page['key']}", said))
    return found


def _rows(routing: Document, kind: Kind, key: str) -> Iterator[Use]:
    for table, field, does in NAMED[kind]:
        for row in routing["tables"].get(table, ()):
            if row["then"].get(field) == key:
                yield Use(
                    f"tables.{table}.{row['order']}",
                    f"Row {row['order']} of the table “{table}” {does}.",
                )


def _limits(routing: Document, key: str) -> Iterator[Use]:
    for row in routing["tables"].get("allocation", ()):
        if key in row.get("for", ()):
            yield Use(
                f"tables.allocation.{row['order']}",
                f"Row {row['order']} of the table “allocation” names it among its offers.",
            )


def _redirects(routing: Document, key: str) -> Iterator[Use]:
    for other, content in routing["offers"].items():
        if other != key and any(one.get("redirect") == key for one in content["outcomes"].values()):
            yield Use(f"offers.{other}", f"The offer “{other}” leads to it instead.")


def _offers_for(routing: Document, key: str) -> Iterator[Use]:
    for offer, content in routing["offers"].items():
        needs = content.get("need")
        if key in ([needs] if isinstance(needs, str) else needs or ()):
            yield Use(f"offers.{offer}", f"The offer “{offer}” is for it.")


def _full(routing: Document, key: str) -> Iterator[Use]:
    for condition, content in routing.get("conditions", {}).items():
        if _asks_whether_full(content, key):
            named = content.get("name") or condition.replace("_", " ")
            yield Use(
                f"routing.conditions.{condition}",
                f"The condition “{named}” asks whether it has places.",
            )


def _asks_whether_full(content: Any, key: str) -> bool:
    if isinstance(content, list):
        return any(_asks_whether_full(one, key) for one in content)
    if not isinstance(content, Mapping):
        return False
    value = content.get("value")
    if content.get("fact") == FULL and key in ([value] if isinstance(value, str) else value or ()):
        return True
    return any(_asks_whether_full(one, key) for one in content.values())
