"""Where is a page, a question or a row in a document, and how is it moved or taken out?"""

import copy
from collections.abc import Mapping, MutableSequence
from typing import Any

Document = dict[str, Any]


class Gone(LookupError):
    """The page, question, condition or row is not in the document any more."""


def page(document: Mapping[str, Any], key: str) -> Document:
    """Return a page by its key, or raise Gone."""
    return _by_key(document.get("pages", ()), key)


def question(document: Mapping[str, Any], key: str) -> Document:
    """Return a question by its key, or raise Gone."""
    return _by_key(home_of(document, key)["questions"], key)


def home_of(document: Mapping[str, Any], key: str) -> Document:
    """Return the page that asks a question, or raise Gone."""
    for one in document.get("pages", ()):
        if any(asked["key"] == key for asked in one.get("questions", ())):
            found: Document = one
            return found
    raise Gone(key)


def condition(document: Mapping[str, Any], key: str) -> Document:
    """Return a named condition, or raise Gone."""
    try:
        found: Document = document["conditions"][key]
    except KeyError as unknown:
        raise Gone(key) from unknown
    return found


def row(document: Mapping[str, Any], table: str, order: int) -> Document:
    """Return a row of a routing table by its order, or raise Gone."""
    for one in document["tables"].get(table, ()):
        if one["order"] == order:
            found: Document = one
            return found
    raise Gone(f"{table} {order}")


def move(things: MutableSequence[Document], key: str, step: int) -> None:
    """Move a thing one place up (-1) or down (+1); at the edge it stays where it is."""
    at = position(things, key)
    to = at + step
    if 0 <= to < len(things):
        things[at], things[to] = things[to], things[at]


def position(things: MutableSequence[Document], key: str) -> int:
    """Return where a thing stands, or raise Gone."""
    for at, one in enumerate(things):
        if one["key"] == key:
            return at
    raise Gone(key)


def move_row(rows: list[Document], order: int, step: int) -> None:
    """Let a row of a table change places with its neighbour; their numbers stay in order."""
    rows.sort(key=lambda one: int(one["order"]))
    at = next((at for at, one in enumerate(rows) if one["order"] == order), None)
    if at is None:
        raise Gone(str(order))
    to = at + step
    if 0 <= to < len(rows):
        rows[at]["order"], rows[to]["order"] = rows[to]["order"], rows[at]["order"]
        rows[at], rows[to] = rows[to], rows[at]


def put(thing: Document, name: str, value: Any, usual: Any = None) -> None:
    """Set a field, or leave it out where it is what it is anyway."""
    if value == usual or value in ("", None, [], {}):
        thing.pop(name, None)
    else:
        thing[name] = value


def _by_key(things: Any, key: str) -> Document:
    for one in things:
        if one["key"] == key:
            found: Document = one
            return found
    raise Gone(key)


def copied(document: Mapping[str, Any]) -> Document:
    """Return a document of its own, to be changed without changing this one."""
    return copy.deepcopy(dict(document))
