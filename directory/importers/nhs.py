"""Which GP practices and pharmacies does the NHS register hold?"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from directory.importers.rows import OGL, SHIPPED, place, rows_of
from directory.rules.names import address_in_town, calm, phone_in_groups
from directory.types import OutsideListing, OutsideSource

SOURCE = OutsideSource(
    key="nhs",
    name="NHS England, Organisation Data Service",
    licence=OGL,
    url="https://www.odsdatasearchandexport.nhs.uk/",
)
FILE = SHIPPED / "gp_pharmacy.csv"
KINDS = {"GP practice": "gp", "Pharmacy": "pharmacy"}
AS_OF = {"gp": date(2023, 12, 1), "pharmacy": date(2025, 4, 1)}


def listings(path: Path = FILE) -> Iterator[OutsideListing]:
    """Give the practices and pharmacies of a file; kinds it does not know are passed over."""
    for row in rows_of(path):
        kind = KINDS.get(row["kind"])
        if kind is None:
            continue
        name, address = calm(row["name"]), address_in_town(row["address"])
        building, _, rest = address.partition(", ")
        named = bool(rest) and not any(sign.isdigit() for sign in building)
        phone = phone_in_groups(row["phone"]) if row["phone"] else ""
        yield OutsideListing(
            external_id=row["ods_code"],
            kind=kind,
            name=name,
            as_of=AS_OF[kind],
            categories=(kind,),
            place=place(
                row,
                name=building if named else name,
                address=rest if named else address,
                # A building with a name of its own may hold several practices.
                phone="" if named and building != name else phone,
            ),
            contacts=(("phone", phone),) if phone else (),
            free=True if kind == "gp" else None,
        )
