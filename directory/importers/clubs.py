"""Which sports clubs does the tax office's list of amateur clubs hold?"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from directory.importers.rows import OGL, SHIPPED, place, rows_of
from directory.rules.names import address_in_town, calm
from directory.types import OutsideListing, OutsideSource

SOURCE = OutsideSource(
    key="clubs",
    name="HM Revenue and Customs, list of Community Amateur Sports Clubs",
    licence=OGL,
    url="https://www.gov.uk/government/publications/community-amateur-sports-clubs-casc-registered-with-hmrc--2",
)
FILE = SHIPPED / "sports_clubs.csv"
AS_OF = date(2023, 10, 13)
# A word of the club's name and the heading it belongs under; the first that fits is taken.
HEADINGS = (
    ("table tennis", "team_games"),
    ("cricket", "cricket"),
    ("football", "football"),
    ("futsal", "football"),
    ("bowls", "bowls"),
    ("bowling", "bowls"),
    ("swimming", "swimming"),
    ("badminton", "badminton"),
    ("boxing", "martial_arts"),
    ("judo", "martial_arts"),
    ("running", "running"),
    ("athletic", "running"),
    ("cycling", "cycling"),
    ("dance", "dance"),
    ("gymnastic", "exercise_class"),
    ("tennis", "team_games"),
    ("rugby", "team_games"),
    ("rfc", "team_games"),
    ("hockey", "team_games"),
    ("basketball", "team_games"),
    (" fc ", "football"),
    (" f c ", "football"),
)


def listings(path: Path = FILE) -> Iterator[OutsideListing]:
    """Give the clubs of a file; one without a venue can be found by its name alone."""
    for row in rows_of(path):
        name = calm(row["name"])
        address = address_in_town(row["venue_address"])
        building = address.partition(", ")[0]
        named = not any(sign.isdigit() for sign in building)
        yield OutsideListing(
            external_id=f"{row['name']}:{row['outcode']}",
            kind="club",
            name=name,
            as_of=AS_OF,
            categories=headings_of(name),
            place=place(row, name=building if named else name, address=address)
            if address
            else None,
            outcode=row["outcode"],
        )


def headings_of(name: str) -> tuple[str, ...]:
    """Return the heading a club's name tells of, or the one above all sport."""
    said = f" {name.lower()} "
    return (next((heading for word, heading in HEADINGS if word in said), "moving"),)
