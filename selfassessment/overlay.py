"""How is a configuration laid over what ships: rows, providers, words, numbers?

Plain Python on documents: nothing that ships is changed in place.
"""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from selfassessment.fixed_names import SOURCE

ADDED = ("facts", "conditions", "scores", "needs", "offers")


class NotAnOverlay(ValueError):
    """A file of a configuration says something that cannot be laid over."""


_other: ContextVar[Path | None] = ContextVar("configuration", default=None)


def chosen() -> Path:
    """Return the folder of this site's configuration, or of the one that is tried."""
    own: Path = settings.WAYMARK_CONFIGURATION_FOLDER
    return _other.get() or own


def folder_of(name: str) -> Path:
    """Return the folder of a configuration beside this site's own."""
    return Path(settings.WAYMARK_CONFIGURATION_FOLDER).parent / name


def names() -> list[str]:
    """Return the configurations that are there."""
    return sorted(path.parent.name for path in folder_of("").glob("*/council.json"))


@contextmanager
def trying(folder: Path) -> Iterator[None]:
    """Let what ships be read as another configuration has it."""
    token = _other.set(folder)
    try:
        yield
    finally:
        _other.reset(token)


@cache
def _read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8")) if path.exists() else {}


def over_routing(shipped: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """Return the routing document as a configuration has it."""
    own = _read(folder / "routing.json")
    known = {"note", "providers", "tables", "rows", *ADDED}
    if unknown := sorted(set(own) - known):
        raise NotAnOverlay(f"{folder.name}/routing.json: {', '.join(unknown)} is not known.")
    made = dict(shipped)
    for name in ADDED:
        if name in own:
            made[name] = {**shipped.get(name, {}), **own[name]}
    made["providers"] = own.get("providers", shipped["providers"])
    made["tables"] = {**shipped["tables"], **own.get("tables", {})}
    for table, rows in own.get("rows", {}).items():
        made["tables"][table] = _with_rows(made["tables"][table], rows, f"{folder.name}: {table}")
    return made


def over_journey(slug: str, shipped: Mapping[str, Any], folder: Path) -> dict[str, Any]:
    """Return a journey as a configuration has it: pages and ways on added, conditions too."""
    own, place = _read(folder / f"{slug}.json"), f"{folder.name}/{slug}.json"
    if unknown := sorted(set(own) - {"note", "conditions", "routes", "pages"}):
        raise NotAnOverlay(f"{place}: {', '.join(unknown)} is not known.")
    if not own:
        return dict(shipped)
    made = {**shipped, "conditions": {**shipped["conditions"], **own.get("conditions", {})}}
    routes = own.get("routes", {})
    pages = [_with_routes(page, routes.get(page["key"], [])) for page in shipped["pages"]]
    for page in own.get("pages", []):
        after = page["after"]
        keys = [one["key"] for one in pages]
        if after not in keys or page["key"] in keys:
            raise NotAnOverlay(f"{place}: {page['key']} cannot stand after {after}.")
        new = {name: value for name, value in page.items() if name != "after"}
        pages.insert(keys.index(after) + 1, new)
    if unknown := sorted(set(routes) - {page["key"] for page in pages}):
        raise NotAnOverlay(f"{place}: there is no page {', '.join(unknown)}.")
    return {**made, "pages": pages}


def _with_routes(page: dict[str, Any], new: list[dict[str, Any]]) -> dict[str, Any]:
    """Return a page whose new ways on are tried before its own."""
    return {**page, "routes": [*new, *page.get("routes", [])]} if new else page


def _with_rows(
    there: list[dict[str, Any]], new: list[dict[str, Any]], place: str
) -> list[dict[str, Any]]:
    taken = {row["order"] for row in there} & {row["order"] for row in new}
    if taken:
        raise NotAnOverlay(f"{place}: row {min(taken)} is there already.")
    return sorted([*there, *new], key=lambda row: row["order"])


def over_texts(language: str, shipped: Mapping[str, str], folder: Path) -> dict[str, str]:
    """Return the words of a language; where only the English is new, it stands alone."""
    own: Mapping[str, Mapping[str, str]] = _read(folder / "texts.json")
    made = {**shipped, **own.get(language, {})}
    if language != SOURCE:
        for key in own.get(SOURCE, {}):
            if key not in own.get(language, {}):
                made.pop(key, None)
    return made


def over_contacts(shipped: Mapping[str, dict[str, Any]], folder: Path) -> dict[str, dict[str, Any]]:
    """Return the telephone numbers and links as a configuration has them."""
    own = _read(folder / "council.json").get("contacts", {})
    return {**shipped, **{key: {"checked_on": None, **contact} for key, contact in own.items()}}


def golden(folder: Path) -> list[dict[str, Any]]:
    """Return a configuration's own saved people, besides those that ship for all."""
    return list(_read(folder / "golden.json"))


def samples(folder: Path) -> dict[str, Any]:
    """Return the made-up people of a configuration's demonstration; empty when it has none."""
    return dict(_read(folder / "samples.json"))
