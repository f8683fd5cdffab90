"""Which paragraphs and lists does a plain text make?"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Block:
    """A paragraph, or a list of points."""

    text: str = ""
    points: tuple[str, ...] = ()


def blocks(text: str) -> list[Block]:
    """Return the blocks of a text: empty lines part them, lines that begin with "- " are points."""
    found: list[Block] = []
    for part in text.split("\n\n"):
        lines = [line.strip() for line in part.strip().splitlines() if line.strip()]
        plain = [line for line in lines if not line.startswith("- ")]
        points = tuple(line[2:].strip() for line in lines if line.startswith("- "))
        if plain:
            found.append(Block(text=" ".join(plain)))
        if points:
            found.append(Block(points=points))
    return found
