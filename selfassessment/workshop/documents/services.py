"""Where do needs, offers and providers stand in the routing document, and how are they kept?"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Any

from selfassessment.workshop.documents.parts import Document, Gone, put


class Kind(StrEnum):
    """The three lists the tables speak of, as the document names them."""

    NEEDS = "needs"
    OFFERS = "offers"
    PROVIDERS = "providers"

    @property
    def one(self) -> str:
        """Return what one of them is called: need, offer or provider."""
        return self.value.removesuffix("s")


def service(document: Document, kind: Kind, key: str) -> Document:
    """Return a need, an offer or a provider by its key, or raise Gone."""
    try:
        found: Document = document[kind.value][key]
    except KeyError as unknown:
        raise Gone(key) from unknown
    return found


def whole(document: Document, kind: Kind, key: str) -> Document:
    """Return it with what the results page says of it: what two editors could both change."""
    return {
        kind.one: service(document, kind, key),
        "first": first_row(document, key) if kind is Kind.NEEDS else None,
        "why": why_rows(document, key) if kind is Kind.OFFERS else [],
    }


def results(document: Document) -> Document | None:
    """Return the rules of the results page, or None where there are none."""
    found: Document | None = document.get("extra", {}).get("results")
    return found


def why_rows(document: Document, offer: str) -> list[Document]:
    """Return the reasons the results page gives for an offer, the first that holds counts."""
    return [row for row in (results(document) or {}).get("why", ()) if row["offer"] == offer]


def set_why(document: Document, offer: str, rows: Sequence[Document]) -> None:
    """Replace the reasons of an offer; they stay where its first one stood."""
    rules = results(document)
    if rules is None or why_rows(document, offer) == list(rows):
        return
    there: list[Document] = rules.get("why", [])
    at = next((at for at, row in enumerate(there) if row["offer"] == offer), len(there))
    others = [row for row in there if row["offer"] != offer]
    rules["why"] = [*others[:at], *rows, *others[at:]]


def first_row(document: Document, need: str) -> Document | None:
    """Return the row that names a need among what people could do first, or None."""
    rows = (results(document) or {}).get("first_by_need", ())
    return next((row for row in rows if row["need"] == need), None)


def stands_before(document: Document, need: str) -> str:
    """Return the need that follows this one among what to do first; empty when it is the last."""
    order = [row["need"] for row in (results(document) or {}).get("first_by_need", ())]
    if need not in order:
        return ""
    return next(iter(order[order.index(need) + 1 :]), "")


def set_first(document: Document, need: str, *, before: str | None, unless: Sequence[str]) -> None:
    """Name a need among what people could do first, before another one ("": as the last).

    With None for `before` it is not named at all.
    """
    rules = results(document)
    if rules is None:
        return
    there: list[Document] = rules.setdefault("first_by_need", [])
    own = first_row(document, need)
    if before is None:
        rules["first_by_need"] = [row for row in there if row is not own]
        return
    row: Document = {**own} if own else {"need": need}
    put(row, "unless", list(unless))
    if own is not None and before == stands_before(document, need):
        there[there.index(own)] = row
        return
    others = [one for one in there if one is not own]
    at = next((at for at, one in enumerate(others) if one["need"] == before), len(others))
    rules["first_by_need"] = [*others[:at], row, *others[at:]]


def take_out(document: Document, kind: Kind, key: str) -> None:
    """Take a need, an offer or a provider out, with what the results page says of it."""
    service(document, kind, key)
    del document[kind.value][key]
    if kind is Kind.OFFERS:
        set_why(document, key, [])
    if kind is Kind.NEEDS:
        set_first(document, key, before=None, unless=())


def kept_order(new: Sequence[str], old: Any) -> list[str]:
    """Return codes as they stood when they are the same ones: lists of a form have no order."""
    before = [old] if isinstance(old, str) else list(old or ())
    return before if set(before) == set(new) else list(new)
