"""Which shapes does geography hand out?"""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class Located:
    """A point that `locate` found.

    `approximate` is False for a whole postcode only. `imd_decile` (1 is the most deprived tenth)
    comes from a whole postcode only. `districts` are all the districts the point may be in: one
    for a postcode, often several for an outcode, none when that is not known.
    """

    label: str
    lat: float
    lon: float
    kind: Literal["postcode", "outcode", "place"]
    approximate: bool
    ward: str | None = None
    ward_name: str | None = None
    district: str | None = None
    district_name: str | None = None
    lsoa21: str | None = None
    imd_decile: int | None = None
    outcode: str | None = None
    districts: tuple[str, ...] = ()

    @property
    def outcode_label(self) -> str:
        """Return what may stand in a link or a count: the outcode, never the whole postcode."""
        return self.outcode if self.kind == "postcode" and self.outcode else self.label


@dataclass(frozen=True, slots=True)
class NotFound:
    """A well-formed postcode that no data holds, or words that name no place."""

    text: str


@dataclass(frozen=True, slots=True)
class Malformed:
    """Text that tries to be a postcode and cannot be one, or says nothing."""

    text: str


Location_ = Located | NotFound | Malformed


@dataclass(frozen=True, slots=True)
class Spot:
    """A real postcode in a ward of the council, for samples that must stand somewhere."""

    postcode: str
    lat: float
    lon: float
    ward: str
    ward_name: str
    district: str
    district_name: str


@dataclass(frozen=True, slots=True)
class WardPoint:
    """A ward with the mean of its postcodes."""

    code: str
    name: str
    lat: float
    lon: float
