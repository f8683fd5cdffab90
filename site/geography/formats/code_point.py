"""How are Ordnance Survey Code-Point Open files read?

They have no header: postcode, quality, easting, northing, country, three health and county codes,
district, ward. Quality 90 means that there is no place.
"""

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from geography.formats.columns import area, code
from geography.formats.source import Row, Source
from geography.rules.grid import to_wgs84

FORMAT_NAME = "OS Code-Point Open"
COLUMNS = ("code", "lat", "lon", "district_id", "ward_id")
_WIDTH = 10
_NO_PLACE = "90"


def looks_like(line: list[str]) -> bool:
    """Say whether a first line is one of Code-Point Open."""
    return len(line) == _WIDTH and all(line[place].strip().isdecimal() for place in (1, 2, 3))


def read(lines: Iterator[list[str]]) -> Iterator[Row | None]:
    """Yield rows; lines without a place are left out."""
    for line in lines:
        if len(line) > 1 and line[1].strip() == _NO_PLACE:
            continue
        try:
            lat, lon = to_wgs84(float(line[2]), float(line[3]))
            row = (code(line[0]), round(lat, 5), round(lon, 5), area(line[8]), area(line[9]))
        except (ValueError, IndexError):
            yield None
        else:
            yield row


def from_folder(files: list[Path]) -> Source:
    """Return a source over the files of an unpacked download."""
    counter = _Counter()

    def lines() -> Iterator[list[str]]:
        for file in files:
            with file.open(encoding="utf-8", newline="") as text:
                yield from csv.reader(text)
            counter.done += 1

    return Source(FORMAT_NAME, COLUMNS, read(lines()), len(files), counter.read)


def from_zip(archive: zipfile.ZipFile, members: list[str]) -> Source:
    """Return a source over the files within the download as it comes."""
    counter = _Counter()

    def lines() -> Iterator[list[str]]:
        for member in members:
            with archive.open(member) as raw:
                yield from csv.reader(io.TextIOWrapper(raw, encoding="utf-8", newline=""))
            counter.done += 1

    return Source(FORMAT_NAME, COLUMNS, read(lines()), len(members), counter.read)


class _Counter:
    """How many files are read."""

    def __init__(self) -> None:
        self.done = 0

    def read(self) -> int:
        return self.done
