"""What is found in a row of an import, and how is it said in plain words?"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """What a finding means for the row."""

    STOP = "stop"
    LOOK = "look"
    NOTE = "note"


WORDS: dict[str, tuple[Weight, str]] = {
    "no_name": (Weight.STOP, "There is no name, so this row is left out."),
    "twice": (Weight.STOP, "An earlier row has the same number or code, so this one is left out."),
    "too_many_cells": (
        Weight.STOP,
        "This row has more cells than there are headings, so nobody can say what is what.",
    ),
    "no_way_there": (
        Weight.LOOK,
        "There is neither a place nor a contact. People find it by its name only.",
    ),
    "personal_email": (
        Weight.LOOK,
        "The e-mail address looks like somebody's own. It is left out unless you say otherwise.",
    ),
    "bad_email": (Weight.LOOK, "This is not an e-mail address, so it is left out."),
    "bad_phone": (Weight.LOOK, "This is not a telephone number, so it is left out."),
    "bad_website": (Weight.LOOK, "This is not the address of a page, so it is left out."),
    "bad_postcode": (Weight.LOOK, "This is not a postcode in the United Kingdom."),
    "bad_coordinates": (
        Weight.LOOK,
        "These coordinates are not in or near Britain, so they are left out.",
    ),
    "bad_age": (Weight.LOOK, "This is not an age, so it is left out."),
    "bad_ages": (Weight.LOOK, "The youngest age is above the oldest, so both are left out."),
    "bad_time": (Weight.LOOK, "This day or time cannot be read, so the session is left out."),
    "bad_date": (Weight.LOOK, "This is not a date that can be read, so it is left out."),
    "unknown_heading": (Weight.LOOK, "We have no heading that is called so."),
    "no_heading": (Weight.LOOK, "It stands under no heading, so it is only found by words."),
    "unknown_kind": (Weight.LOOK, "We have no such kind, so the usual one is taken."),
    "formula": (Weight.LOOK, "This begins like a formula. It is taken as a text."),
    "no_longer": (Weight.LOOK, "The source says it does not run at present."),
    "one_place": (Weight.LOOK, "The source names several places. The first one is taken."),
    "long": (Weight.NOTE, "The text was too long and has been cut at the end of a sentence."),
    "html": (Weight.NOTE, "There was HTML in it. Only the text is kept."),
    "added_scheme": (Weight.NOTE, "There was no https:// in front of the address. It is added."),
    "number_made": (
        Weight.NOTE,
        "The source gives no number or code. One is made from the name and the postcode.",
    ),
    "no_about": (Weight.NOTE, "The source does not describe the group."),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing about one field of a row; `detail` is what stands there."""

    code: str
    field: str = ""
    detail: str = ""

    @property
    def weight(self) -> Weight:
        """What it means for the row."""
        return WORDS[self.code][0]

    @property
    def text(self) -> str:
        """What a person reads."""
        return WORDS[self.code][1]


def stops(findings: Iterable[Finding]) -> bool:
    """Whether the row cannot be imported."""
    return any(finding.weight == Weight.STOP for finding in findings)


def in_order(findings: Iterable[Finding]) -> list[tuple[str, int]]:
    """Return what was found, in words, with how often; what stops a row comes first."""
    said = [finding.code for finding in findings]
    return [(WORDS[code][1], said.count(code)) for code in WORDS if code in said]
