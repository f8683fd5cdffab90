"""What does an importer hand over for one listing of an outside source?"""

from dataclasses import dataclass, field
from datetime import date, time


@dataclass(frozen=True, slots=True)
class OutsideSource:
    """Where records come from and what must be said about them."""

    key: str
    name: str
    licence: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class OutsidePlace:
    """A place as an outside source names it; coordinates are WGS84.

    The contacts are those of the place itself: of its desk, not of a group that meets there.
    """

    name: str
    address: str
    postcode: str
    latitude: float | None = None
    longitude: float | None = None
    ward: str = ""
    district: str = ""
    # Not a part of the text by which a record is compared with its last visit (`fingerprint`):
    # an old listing is not written over because a place has learned its number.
    phone: str = field(default="", repr=False)
    email: str = field(default="", repr=False)
    website: str = field(default="", repr=False)

    @property
    def contacts(self) -> dict[str, str]:
        """The ways to reach the place that the source names."""
        pairs = (("phone", self.phone), ("email", self.email), ("website", self.website))
        return {name: value for name, value in pairs if value}


@dataclass(frozen=True, slots=True)
class OutsideGroup:
    """What a source says of the group besides its name; taken where nobody had said anything."""

    about: str = ""
    charity_number: str = ""


@dataclass(frozen=True, slots=True)
class OutsideSession:
    """The days of a week on which something takes place, and from when to when."""

    days: tuple[str, ...]
    start: time
    end: time


@dataclass(frozen=True, slots=True)
class OutsideDetails:
    """What files say that the registers do not; what is empty is not said at all."""

    group: OutsideGroup = OutsideGroup()
    who_for: str = ""
    how_to_join: str = ""
    cost_note: str = ""
    pence: int | None = None
    ages: tuple[int | None, int | None] = (None, None)
    sessions: tuple[OutsideSession, ...] = ()
    languages: tuple[str, ...] = ()
    access: tuple[str, ...] = ()
    status: str = ""


NO_DETAILS = OutsideDetails()


@dataclass(frozen=True, slots=True)
class OutsideListing:
    """One record of an outside source, tidied and ready to become a listing.

    `opening` has a line for each day: the day's code, opening and closing time, all as old as
    `hours_as_of`. `contacts` are pairs of a contact kind and a value. `free` is None when the
    source does not say.
    """

    external_id: str
    kind: str
    name: str
    as_of: date | None
    categories: tuple[str, ...] = ()
    summary: str = ""
    organisation: str = ""
    place: OutsidePlace | None = None
    outcode: str = ""
    contacts: tuple[tuple[str, str], ...] = ()
    opening: tuple[tuple[str, time, time], ...] = ()
    hours_as_of: date | None = None
    access: tuple[str, ...] = ()
    free: bool | None = None
    # Not a part of the text by which a record is compared with its last visit, where there are
    # none: what the registers have brought stays as it is.
    details: OutsideDetails = field(default=NO_DETAILS, repr=False)


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """What one run of an importer did."""

    created: int = 0
    changed: int = 0
    unchanged: int = 0
    gone: int = 0
    passed_over: int = 0
    # Listings of which something that was edited here stays, though the source says otherwise.
    kept_edits: int = 0
