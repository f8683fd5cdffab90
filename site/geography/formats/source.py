"""What does every kind of postcode file give, and how does it say that it cannot be read?"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

Value = str | int | float | None
Row = tuple[Value, ...]


class UnreadableFile(Exception):
    """A file or folder that cannot be imported; the message says why, in plain words."""


@dataclass(frozen=True, slots=True)
class Source:
    """An opened file or folder.

    `rows` yields tuples in the order of `columns` (fields of Postcode), and None for a line that
    cannot be read. `done` and `size` measure progress in one unit. With `fills_gaps_only` what is
    stored already is better than what the file says.
    """

    format_name: str
    columns: Sequence[str]
    rows: Iterator[Row | None]
    size: int
    done: Callable[[], int]
    fills_gaps_only: bool = False
