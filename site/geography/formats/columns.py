"""How does a line of a CSV file with a header become the columns of a postcode?"""

import re
from collections.abc import Callable, Iterator, Sequence

from geography.formats.source import Row, Value

# A coordinate that stands for "none" in the ONS directory.
_NO_LATITUDE = 90.0


def code(text: str) -> str:
    """Return a postcode in capitals without blanks, or raise ValueError."""
    compact = text.replace(" ", "").upper()
    if not 5 <= len(compact) <= 7 or not compact.isalnum() or not compact.isascii():
        raise ValueError(text)
    return compact


def coordinate(text: str) -> float:
    """Return degrees, or raise ValueError for what is no place in these islands."""
    value = float(text)
    if not -10 < value < _NO_LATITUDE:
        raise ValueError(text)
    return value


def area(text: str) -> str | None:
    """Return an ONS area code, or None when there is none (some are written E99999999)."""
    return text if re.fullmatch(r"[EWSN]\d{8}", text) and not text.endswith("99999999") else None


def lsoa(text: str) -> str:
    """Return an LSOA code of England or Wales, or an empty string."""
    return text if re.fullmatch(r"[EW]01\d{6}", text) else ""


def basis(text: str) -> str:
    """Return the one-letter code of how the LSOA was found: "exact" and "e" are both "e"."""
    return text[:1] if text[:1] in "esng" else ""


def decile(text: str) -> int | None:
    """Return a decile from 1 to 10, or None."""
    return int(text) if text.isdecimal() and 1 <= int(text) <= 10 else None


READERS: dict[str, Callable[[str], Value]] = {
    "code": code,
    "lat": coordinate,
    "lon": coordinate,
    "ward_id": area,
    "district_id": area,
    "lsoa11": lsoa,
    "lsoa21": lsoa,
    "lsoa21_basis": basis,
    "stated_decile_2025": decile,
}


def read_rows(
    lines: Iterator[list[str]], places: Sequence[tuple[str, int]]
) -> Iterator[Row | None]:
    """Yield a row for each line, None for one that cannot be read; empty lines are no lines."""
    readers = [(READERS[name], place) for name, place in places]
    for line in lines:
        if not line:
            continue
        try:
            yield tuple(read(line[place].strip()) for read, place in readers)
        except (ValueError, IndexError):
            yield None
