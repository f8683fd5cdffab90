"""Which listings do the open data of Trafford and Greater Manchester hold?"""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from directory.importers.clubs import headings_of
from directory.importers.rows import OGL, place, postcode_of, rows_of
from directory.rules.names import address_in_town, calm
from directory.types import OutsideListing, OutsideSource

SOURCE = OutsideSource(
    key="trafford",
    name="Trafford Data Lab, open data",
    licence=OGL,
    url="https://www.trafforddatalab.io/",
)
KINDS = {
    "charity": ("service", ("company",)),
    "sport facility": ("club", ("moving",)),
    "food bank": ("service", ("food_bank",)),
    "library": ("library", ("library",)),
    "sports club": ("club", ()),
    "mental health service": ("service", ("mind",)),
    "leisure centre": ("activity", ("gym", "swimming")),
    "community hub": ("service", ("company",)),
}
DATE_PARTS = re.compile(r"^(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?$")


def listings(path: Path) -> Iterator[OutsideListing]:
    """Give the listings of a file; kinds it does not know are passed over."""
    seen: Counter[str] = Counter()
    for row in rows_of(path):
        if row["kind"] not in KINDS:
            continue
        external_id = f"{row['kind']}:{row['name']}:{row['postcode']}"
        seen[external_id] += 1
        if seen[external_id] > 1:
            external_id += f":{seen[external_id]}"
        kind, headings = KINDS[row["kind"]]
        name, address = calm(row["name"]), address_in_town(row["address"])
        website = _address(row["website"])
        yield OutsideListing(
            external_id=external_id,
            kind=kind,
            name=name[:200],
            as_of=_day(row["as_of"]),
            categories=headings or headings_of(f"{name} {row['description']}"),
            summary=row["description"],
            place=place(row, name=address.partition(", ")[0] or name, address=address),
            outcode=postcode_of(row["postcode"]).partition(" ")[0],
            contacts=(("website", website),) if website else (),
            access=("parking",) if "car park" in row["facilities"] else (),
            free=True if "free" in row["access"].lower() else None,
        )


def _address(website: str) -> str:
    if not website or " " in website:
        return ""
    return website if website.startswith("http") else f"https://{website}"


def _day(text: str) -> date | None:
    match = DATE_PARTS.match(text)
    return date(int(match[1]), int(match[2] or 1), int(match[3] or 1)) if match else None
