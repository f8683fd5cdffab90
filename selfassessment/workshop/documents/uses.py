"""What depends on a page, a question or a condition?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from selfassessment.workshop.documents.parts import Document, page


@dataclass(frozen=True)
class Use:
    """One thing that would be left without what is removed: its place and a sentence."""

    place: str
    sentence: str


def uses_of_page(document: Document, routing: Document, key: str, name: str) -> list[Use]:
    """Return what leads to a page, and what reads its questions."""
    found = [*_ways_to(document, key), *_tables_showing(routing, key)]
    for group, content in document.get("groups", {}).items():
        if key in content.get("pages", ()):
            found.append(Use(f"groups.{group}", f"The group “{group}” asks it for each round."))
    for asked in page(document, key).get("questions", ()):
        found += uses_of_question(document, routing, asked["key"], name)
    return list(dict.fromkeys(found))


def uses_of_question(document: Document, routing: Document, key: str, name: str) -> list[Use]:
    """Return the conditions and scores that read a question, in the journey and the tables."""
    found = []
    for where, holder, called in ((name, document, "this journey"), ("routing", routing, "tables")):
        place = "routing." if where == "routing" else ""
        for condition, content in holder.get("conditions", {}).items():
            if key in _read(content, "question"):
                said = f"The condition “{_name(condition, content)}” of {called} reads “{key}”."
                found.append(Use(f"{place}conditions.{condition}", said))
        for score, content in holder.get("scores", {}).items():
            if key in _inputs(content):
                said = f"The score “{score}” of {called} is worked out from “{key}”."
                found.append(Use(f"{place}scores.{score}", said))
    for place, condition, called in _conditions_of(document):
        if key in _read(condition, "question"):
            found.append(Use(place, f"{called} reads “{key}”."))
    return found


def uses_of_condition(holder: Document, key: str, place: str = "") -> list[Use]:
    """Return the routes, rows and conditions that name a condition."""
    found = [
        Use(f"{place}conditions.{other}", f"The condition “{_name(other, content)}” names it.")
        for other, content in holder.get("conditions", {}).items()
        if other != key and key in _named(content)
    ]
    for where, condition, called in _conditions_of(holder):
        if key in _named(condition):
            found.append(Use(where, f"{called} depends on it."))
    for table, rows in holder.get("tables", {}).items():
        found += [
            Use(f"tables.{table}.{row['order']}", f"Row {row['order']} of “{table}” depends on it.")
            for row in rows
            if key in row.get("when", ())
        ]
    if key in _texts(holder.get("extra", {}).get("results", {})):
        found.append(Use("routing.extra.results", "The results page depends on it."))
    return found


def _conditions_of(document: Document) -> Iterator[tuple[str, Any, str]]:
    """Yield the conditions that pages hold themselves: their place, and what they are called."""
    for one in document.get("pages", ()):
        place = f"pages.{one['key']}"
        for index, route in enumerate(one.get("routes", ())):
            yield f"{place}.routes[{index}]", route["when"], f"A way on from “{one['key']}”"
        for section in one.get("sections", ()):
            if isinstance(section, dict) and "when" in section:
                called = f"The part “{section['key']}” of “{one['key']}”"
                yield f"{place}.sections.{section['key']}", section["when"], called


def _ways_to(document: Document, key: str) -> Iterator[Use]:
    for one in document.get("pages", ()):
        if one["key"] == key:
            continue
        place = f"pages.{one['key']}"
        for index, route in enumerate(one.get("routes", ())):
            if route["to"] == key:
                yield Use(f"{place}.routes[{index}]", f"A way on from “{one['key']}” leads here.")
        if one.get("default") == key:
            yield Use(f"{place}.default", f"“{one['key']}” leads here when nothing else holds.")


def _tables_showing(routing: Document, key: str) -> Iterator[Use]:
    for table, field in (("safety", "page"), ("scope", "exit")):
        for row in routing.get("tables", {}).get(table, ()):
            if row["then"].get(field) == key:
                said = f"Row {row['order']} of the table “{table}” shows it."
                yield Use(f"tables.{table}.{row['order']}", said)


def _name(key: str, content: Mapping[str, Any]) -> str:
    return str(content.get("name") or key.replace("_", " "))


def _inputs(score: Mapping[str, Any]) -> set[str]:
    inputs = score.get("inputs", {}).values()
    return {one if isinstance(one, str) else str(one.get("question", "")) for one in inputs}


def _read(content: Any, field: str) -> set[str]:
    """Return every value of a field, however deep it lies."""
    if isinstance(content, Mapping):
        own = {content[field]} if isinstance(content.get(field), str) else set()
        return own.union(*(_read(value, field) for value in content.values()))
    if isinstance(content, list):
        return set().union(*(_read(value, field) for value in content))
    return set()


def _named(content: Any) -> set[str]:
    """Return the conditions a condition names: `{"named": …}`, or a plain text among its parts."""
    found = _read(content, "named")
    if isinstance(content, str):
        return {content}
    if isinstance(content, Mapping):
        for how in ("all", "any", "none"):
            for part in content.get(how, ()):
                found |= _named(part)
        if "test" in content:
            found |= _named(content["test"])
    return found


def _texts(content: Any) -> set[str]:
    if isinstance(content, Mapping):
        return set().union(*(_texts(value) for value in content.values()))
    if isinstance(content, list):
        return set().union(*(_texts(value) for value in content))
    return {content} if isinstance(content, str) else set()
