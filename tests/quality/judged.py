"""What was asked, and which listings answer it how well?"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("judged.json")
# Every third topic is kept out of all tuning.
_HELD_OUT_EVERY = 3
LANGUAGES = ("en", "gu", "pl", "ur", "gu-Latn", "ur-Latn")
KINDS = ("words", "need", "question", "misspelt")


@dataclass(frozen=True, slots=True)
class Known:
    """What a rule may look at of one listing; never what an engine says of it."""

    public_id: str
    kind: str
    sample: str
    categories: frozenset[str]
    text: str

    def fits(self, rule: str) -> bool:
        """Say whether a rule ("cat:debt", "kind:gp", "sample:code", "text:pattern") names it."""
        name, _, wanted = rule.partition(":")
        if name == "cat":
            return bool(self.sample) and wanted in self.categories
        if name == "kind":
            return self.kind == wanted
        if name == "sample":
            return self.sample == wanted
        return not self.sample and re.search(wanted, self.text, re.IGNORECASE) is not None


@dataclass(frozen=True, slots=True)
class Judged:
    """One question with the grades (1 to 3) of the listings that answer it."""

    topic: str
    language: str
    kind: str
    text: str
    held_out: bool
    grades: Mapping[str, int]


def judged(listings: Iterable[Known]) -> list[Judged]:
    """Return every question with its grades; the best grade that a rule gives counts."""
    known = tuple(listings)
    found: list[Judged] = []
    for number, topic in enumerate(json.loads(FILE.read_text("utf-8"))):
        grades = _grades(topic["grades"], known)
        held_out = number % _HELD_OUT_EVERY == _HELD_OUT_EVERY - 1
        for language, kind, text in topic["queries"]:
            found.append(Judged(topic["topic"], language, kind, text, held_out, grades))
    return found


def _grades(rules: Mapping[str, list[str]], known: Iterable[Known]) -> dict[str, int]:
    return {
        listing.public_id: max(fitting)
        for listing in known
        if (fitting := [int(g) for g, wanted in rules.items() if any(map(listing.fits, wanted))])
    }
