"""Which columns of a CSV file with a header are the ones we want?

Known: our own extracts, and the ONS Postcode Directory in its older column names (oslaua, osward,
lsoa21) and its newer ones (lad25cd, wd25cd, lsoa21cd).
"""

import re
from collections.abc import Iterator

from geography.formats.columns import read_rows
from geography.formats.source import Row, Source
from geography.formats.tables import Table

_EXTRACT = {
    "code": "postcode",
    "lat": "lat",
    "lon": "lon",
    "ward_id": "ward",
    "district_id": "lad",
    "lsoa11": "lsoa11",
    "lsoa21": "lsoa21",
    "lsoa21_basis": "lsoa21_basis",
}
_COARSE = {
    "code": "postcode",
    "lat": "lat",
    "lon": "lon",
    "district_id": "lad",
    "lsoa21_basis": "basis",
    "stated_decile_2025": "imd2025_decile",
}
_ONSPD = {
    "code": r"pcds|pcd|pcd7|pcd8",
    "lat": "lat",
    "lon": "long",
    "ward_id": r"osward|wd\d\dcd",
    "district_id": r"oslaua|lad\d\dcd",
    "lsoa11": r"lsoa11|lsoa11cd",
    "lsoa21": r"lsoa21|lsoa21cd",
}
_KNOWN = (
    ("postcode extract", _EXTRACT, ("code", "lat", "lon", "district_id", "ward_id", "lsoa21")),
    ("national postcode extract", _COARSE, tuple(_COARSE)),
    ("ONS Postcode Directory", _ONSPD, ("code", "lat", "lon", "district_id")),
)


def recognise(header: list[str], table: Table) -> Source | None:
    """Return a source for the file under `header`, or None when its columns are not known."""
    names = [name.strip().lower() for name in header]
    for format_name, wanted, needed in _KNOWN:
        places = _places(names, wanted)
        if all(name in places for name in needed):
            lines = _living(table.lines, names) if wanted is _ONSPD else table.lines
            return Source(
                format_name=format_name,
                columns=(*places, *(("lsoa21_basis",) if wanted is _ONSPD else ())),
                rows=_rows(lines, places, official=wanted is _ONSPD),
                size=table.size,
                done=table.done,
                fills_gaps_only=wanted is _COARSE,
            )
    return None


def _places(names: list[str], wanted: dict[str, str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for field, pattern in wanted.items():
        matching = [place for place, name in enumerate(names) if re.fullmatch(pattern, name)]
        if matching:
            found[field] = matching[0]
    return found


def _rows(
    lines: Iterator[list[str]], places: dict[str, int], *, official: bool
) -> Iterator[Row | None]:
    """Read the lines; LSOAs of the ONS directory are official, so their basis is "exact"."""
    for row in read_rows(lines, list(places.items())):
        yield (*row, "e") if official and row is not None else row


def _living(lines: Iterator[list[str]], names: list[str]) -> Iterator[list[str]]:
    """Leave out postcodes that have ended, and those without a place (written as 99.999999)."""
    ended = names.index("doterm") if "doterm" in names else None
    latitude = names.index("lat")
    return (
        line
        for line in lines
        if len(line) > latitude
        and not line[latitude].startswith("99.9")
        and (ended is None or not line[ended].strip())
    )
