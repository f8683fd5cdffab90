"""How do the parts of a task list change places, with their pages and their ends?"""

from typing import Any

from selfassessment.workshop.documents.parts import Document, Gone, position


def hub_of(document: Document) -> Document | None:
    """Return the page that holds the list, or None when the journey has none."""
    return next((one for one in document["pages"] if one.get("sections")), None)


def codes(hub: Document) -> list[str]:
    """Return the codes of the parts in their order."""
    return [_code(one) for one in hub["sections"]]


def move_section(document: Document, code: str, step: int) -> None:
    """Move a part one place up (-1) or down (+1); its pages go with it.

    Ways that ended a part by naming the page after it name the one that is after it now.
    """
    hub = hub_of(document)
    if hub is None or code not in codes(hub):
        raise Gone(code)
    sections = hub["sections"]
    at = codes(hub).index(code)
    if not 0 <= at + step < len(sections):
        return
    before = _ends(document, hub)
    sections[at], sections[at + step] = sections[at + step], sections[at]
    _reorder(document, hub)
    after = _ends(document, hub)
    for page in document["pages"]:
        end = before.get(page.get("section", ""))
        if end:
            _lead(page, end, after[page["section"]])


def _reorder(document: Document, hub: Document) -> None:
    """Let the pages of the parts stand in the order of the list, in the places they have."""
    pages, order = document["pages"], codes(hub)
    start = position(pages, hub["key"])
    places = [at for at, one in enumerate(pages) if at > start and one.get("section", "") in order]
    moved = sorted((pages[at] for at in places), key=lambda one: order.index(one["section"]))
    for at, page in zip(places, moved, strict=True):
        pages[at] = page


def _ends(document: Document, hub: Document) -> dict[str, str]:
    """Return the page that says that a part is done: the first one after it."""
    first: dict[str, str] = {}
    for page in document["pages"][position(document["pages"], hub["key"]) :]:
        first.setdefault(page.get("section", ""), page["key"])
    order = [code for code in codes(hub) if code in first]
    following = [first[code] for code in order[1:]] + [str(hub.get("default", ""))]
    return dict(zip(order, following, strict=True))


def _lead(page: Document, old: str, new: str) -> None:
    for route in page.get("routes", ()):
        if route["to"] == old:
            route["to"] = new
    if page.get("default") == old:
        page["default"] = new


def _code(part: Any) -> str:
    return str(part if isinstance(part, str) else part["key"])
