"""How is a file of an outside source read?"""

import csv
from collections.abc import Iterator
from pathlib import Path

from directory.types import OutsidePlace

SHIPPED = Path(__file__).resolve().parents[1] / "data" / "real"
OGL = "Open Government Licence v3.0"


def rows_of(path: Path) -> Iterator[dict[str, str]]:
    """Give the rows of a CSV file with every value stripped."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield {key: (value or "").strip() for key, value in row.items() if key}


def number(text: str) -> float | None:
    """Return a coordinate, or None for an empty or broken one."""
    try:
        return float(text)
    except ValueError:
        return None


def place(row: dict[str, str], *, name: str, address: str) -> OutsidePlace | None:
    """Return the place of a row, or None when it has no postcode to find it by."""
    latitude, longitude = number(row.get("lat", "")), number(row.get("lon", ""))
    if not row.get("postcode"):
        return None
    whole = latitude is not None and longitude is not None
    return OutsidePlace(
        name=name,
        address=address,
        postcode=row["postcode"],
        latitude=latitude if whole else None,
        longitude=longitude if whole else None,
        ward=row.get("ward", ""),
        district=row.get("lad", ""),
    )
