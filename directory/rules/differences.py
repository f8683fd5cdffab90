"""What differs between two texts, word by word, so that it can be shown and read aloud?"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_PIECES = re.compile(r"\s+|[^\s\w]|\w+")
# Beyond this many words a text is shown whole: comparing takes too long and helps nobody.
MOST_PIECES = 2_000


class Sign(StrEnum):
    """What became of a piece of text."""

    SAME = "same"
    GONE = "gone"
    NEW = "new"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text, and what became of it."""

    sign: Sign
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One field: what it says now, what it would say, and the pieces of both."""

    label: str
    before: str
    after: str
    pieces: tuple[Piece, ...]

    @classmethod
    def of(cls, label: str, before: str, after: str) -> "Difference":
        """Compare two texts."""
        return cls(label, before, after, tuple(pieces(before, after)))


def pieces(before: str, after: str) -> Iterator[Piece]:
    """Yield the pieces of both texts in order: what stays, what goes, what is new."""
    old, new = _PIECES.findall(before), _PIECES.findall(after)
    if before == after or not before or not after or len(old) + len(new) > MOST_PIECES:
        yield from _whole(before, after)
        return
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for what, first, last, start, end in matcher.get_opcodes():
        if what == "equal":
            yield Piece(Sign.SAME, "".join(old[first:last]))
            continue
        if last > first:
            yield Piece(Sign.GONE, "".join(old[first:last]))
        if end > start:
            yield Piece(Sign.NEW, "".join(new[start:end]))


def _whole(before: str, after: str) -> Iterator[Piece]:
    if before == after:
        yield from (Piece(Sign.SAME, before),) if before else ()
        return
    if before:
        yield Piece(Sign.GONE, before)
    if after:
        yield Piece(Sign.NEW, after)
