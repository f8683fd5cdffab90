"""What did the source say of each field, and how was the listing left then?

A print is short and says only whether two values are the same. With both prints it can be told,
field by field, whether the source has changed something and whether somebody has edited it here.
"""

import hashlib
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from directory.types import NO_DETAILS, OutsideListing

Prints = Mapping[str, str]
Left = Mapping[str, list[str]]
NOT_COMPARED = frozenset({"position", "as_of"})
# What every record says; the rest only where a source has it.
ALWAYS = (
    *("name", "summary", "kind", "organisation", "place"),
    *("contacts", "categories", "cost_options", "schedules"),
)


@dataclass(frozen=True, slots=True)
class Weighed:
    """Which fields the source has changed, and which of those somebody has edited here."""

    free: tuple[str, ...]
    edited: tuple[str, ...]


def print_of(value: Any) -> str:
    """Return what is the same for two equal values; the order of rows does not count."""
    if isinstance(value, list) and all(isinstance(row, dict) for row in value):
        rows = [
            {name: row[name] for name in sorted(row) if name not in NOT_COMPARED} for row in value
        ]
        value = sorted(json.dumps(row, default=str) for row in rows)
    written = json.dumps(value, sort_keys=True, default=str)
    return hashlib.blake2b(written.encode(), digest_size=6).hexdigest()


def parts_of(listing: OutsideListing, before: Collection[str] = ()) -> dict[str, Any]:
    """Return what a record says, by field; `before` names fields that it has said once."""
    details = listing.details
    place = listing.place
    always = (
        listing.name,
        listing.summary,
        listing.kind,
        listing.organisation,
        [repr(place), listing.outcode],
        list(listing.contacts),
        list(listing.categories),
        [listing.free, details.pence],
        [repr(listing.opening), repr(listing.hours_as_of), repr(details.sessions)],
    )
    sometimes = {
        "who_for": details.who_for,
        "how_to_join": details.how_to_join,
        "cost_note": details.cost_note,
        "ages": list(details.ages) if details.ages != NO_DETAILS.ages else [],
        "languages": list(details.languages),
        "status": details.status,
    }
    said: dict[str, Any] = dict(zip(ALWAYS, always, strict=True))
    return said | {code: value for code, value in sometimes.items() if value or code in before}


def said_prints(listing: OutsideListing, before: Collection[str] = ()) -> dict[str, str]:
    """Return the prints of what a record says."""
    return {code: print_of(value) for code, value in parts_of(listing, before).items()}


def weigh(said: Prints, now: Prints, left: Left, *, was_edited: bool) -> Weighed:
    """Return what to write and what was edited here, of all that the source has changed.

    Records from before there were prints count as edited where somebody has saved the listing.
    """
    changed = [code for code, one in said.items() if code not in left or left[code][0] != one]
    edited = {
        code
        for code in changed
        if (
            left[code][1] != now.get(code) if code in left else was_edited and not _empty(now, code)
        )
    }
    return Weighed(
        tuple(code for code in changed if code not in edited),
        tuple(code for code in changed if code in edited),
    )


def _empty(now: Prints, code: str) -> bool:
    return now.get(code) in EMPTY


EMPTY = frozenset({print_of(""), print_of([]), print_of(None), print_of([None, None])})
