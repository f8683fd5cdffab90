"""How is a file of an outside source read?"""

import csv
from collections.abc import Iterator
from pathlib import Path

from directory.types import OutsidePlace
from geography.rules.postcodes import UnitPostcode, parse

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


def postcode_of(text: str) -> str:
    """Return a whole postcode as it is written, or "" for what cannot be one ("WA154 1HF")."""
    read = parse(text)
    return str(read) if isinstance(read, UnitPostcode) else ""


def place(
    row: dict[str, str], *, name: str, address: str, phone: str = "", email: str = ""
) -> OutsidePlace | None:
    """Return the place of a row, or None when nothing of it can be found.

    The telephone and email are those of the place itself.
    """
    latitude, longitude = number(row.get("lat", "")), number(row.get("lon", ""))
    whole = latitude is not None and longitude is not None
    postcode = postcode_of(row.get("postcode", ""))
    if not postcode and not (row.get("postcode") and whole):
        return None
    return OutsidePlace(
        name=name,
        address=address,
        postcode=postcode,
        latitude=latitude if whole else None,
        longitude=longitude if whole else None,
        ward=row.get("ward", ""),
        district=row.get("lad", ""),
        phone=phone,
        email=email,
    )
