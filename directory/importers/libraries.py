"""Which libraries does the Arts Council's basic dataset hold?"""

from collections.abc import Iterator
from datetime import date, time
from pathlib import Path

from directory.importers.rows import OGL, SHIPPED, place, postcode_of, rows_of
from directory.rules.names import address_in_town, calm
from directory.types import OutsideListing, OutsideSource

SOURCE = OutsideSource(
    key="libraries",
    name="Arts Council England, basic dataset for libraries 2023",
    licence=OGL,
    url="https://www.artscouncil.org.uk/supporting-arts-museums-and-libraries/supporting-libraries",
)
FILE = SHIPPED / "libraries.csv"
AS_OF = date(2023, 12, 31)
HOURS_AS_OF = date(2022, 3, 31)
DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def listings(path: Path = FILE) -> Iterator[OutsideListing]:
    """Give the libraries of a file."""
    for row in rows_of(path):
        name = calm(row["name"])
        mobile = row["type"] == "Mobile Library"
        email = row["contact"] if "@" in row["contact"] else ""
        address = address_in_town(row["address"])
        here = place(row, name=name, address=address, email=email)
        yield OutsideListing(
            external_id=f"{row['service_code']}:{row['name']}:{row['postcode']}",
            kind="library",
            name=name,
            as_of=AS_OF,
            categories=("library",),
            organisation=row["service"],
            place=None if mobile else here,
            outcode=postcode_of(row["postcode"]).partition(" ")[0],
            contacts=(("email", email),) if email else (),
            opening=tuple(_opening(row)),
            hours_as_of=HOURS_AS_OF,
            free=True,
        )


def _opening(row: dict[str, str]) -> Iterator[tuple[str, time, time]]:
    for day in DAYS:
        first, mark, last = row.get(f"hours_{day}", "").partition("-")
        if mark:
            yield day, time.fromisoformat(first), time.fromisoformat(last)
