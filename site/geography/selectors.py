"""Where is what somebody typed, and is that in the council's area?"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Avg, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Length

from core.remembering import remembered
from geography.distance import miles
from geography.enums import AreaKind, LsoaBasis, PlaceKind
from geography.models import Area, Deprivation, Outcode, PlaceName, Postcode
from geography.rules import names
from geography.rules.postcodes import OutwardCode, UnitPostcode, Words, parse
from geography.types import Located, Location_, Malformed, NotFound, WardPoint

NEAR_MILES = 25.0
_DEGREES = 0.6  # a box around the council's area that holds NEAR_MILES, in Britain's latitudes
_ORDER = "wctdsvho"  # of two places with one name in one district, the first of these kinds
_LARGE = (PlaceKind.CITY, PlaceKind.TOWN)


def locate(text: str) -> Location_:
    """Return where `text` is, with at most two queries.

    A whole postcode first; where the data does not hold it, its outcode, marked approximate; then a
    place name, in or near the council's districts before others, with one slip forgiven.
    """
    parsed = parse(text)
    if isinstance(parsed, UnitPostcode):
        return _unit(parsed) or _outcode(parsed.outcode) or NotFound(text)
    if isinstance(parsed, OutwardCode):
        return _outcode(parsed.code) or NotFound(text)
    if isinstance(parsed, Words):
        return _place(parsed.text) or NotFound(text)
    return Malformed(text)


def in_council_area(located: Located) -> bool | None:
    """Say whether the point is in the council's districts; None when it may be either."""
    ours, possible = set(settings.WAYMARK_DISTRICTS), set(located.districts)
    if not possible:
        return None
    if possible <= ours:
        return True
    return None if possible & ours else False


def wards(district_code: str) -> tuple[WardPoint, ...]:
    """Return the wards of a district by name, each with the mean of its postcodes."""
    rows = Area.objects.filter(kind=AreaKind.WARD, parent_id=district_code).order_by("name")
    return tuple(
        WardPoint(row.code, row.name, row.lat, row.lon)
        for row in rows
        if row.lat is not None and row.lon is not None
    )


def area_names(codes: Iterable[str]) -> dict[str, str]:
    """Return the names of these areas by code."""
    return dict(Area.objects.filter(code__in=set(codes)).values_list("code", "name"))


def districts_of(wards: Iterable[str]) -> dict[str, str]:
    """Return the code of the district of each of these wards that is known."""
    found = Area.objects.filter(kind=AreaKind.WARD, code__in=set(wards), parent__isnull=False)
    return dict(found.values_list("code", "parent_id"))


def wards_within(district_code: str) -> tuple[str, ...]:
    """Return the codes of the wards of a district; none for what is no district."""
    found = Area.objects.filter(kind=AreaKind.WARD, parent_id=district_code)
    return tuple(found.order_by("code").values_list("code", flat=True))


def _unit(parsed: UnitPostcode) -> Located | None:
    edition = settings.WAYMARK_IMD_EDITION
    lsoa = "lsoa21" if edition == 2025 else "lsoa11"
    decile = Deprivation.objects.filter(edition=edition, lsoa=OuterRef(lsoa)).values("decile")[:1]
    row = (
        Postcode.objects.filter(code=parsed.code)
        .annotate(decile=Subquery(decile))
        .values(
            *("lat", "lon", "ward_id", "ward__name", "district_id", "district__name"),
            *("lsoa21", "lsoa21_basis", "stated_decile_2025", "decile"),
        )
        .first()
    )
    if row is None:
        return None
    is_guess = edition == 2025 and row["lsoa21_basis"] == LsoaBasis.GUESS
    found = row["decile"] or (row["stated_decile_2025"] if edition == 2025 else None)
    return Located(
        label=str(parsed),
        lat=row["lat"],
        lon=row["lon"],
        kind="postcode",
        approximate=False,
        ward=row["ward_id"],
        ward_name=row["ward__name"],
        district=row["district_id"],
        district_name=row["district__name"],
        lsoa21=None if row["lsoa21_basis"] == LsoaBasis.GUESS else row["lsoa21"] or None,
        imd_decile=None if is_guess else found,
        outcode=parsed.outcode,
        districts=(row["district_id"],) if row["district_id"] else (),
    )


@remembered(seconds=60)
def _outcode(code: str) -> Located | None:
    """Return the middle of an outcode; its district only when it lies in one alone."""
    only = Area.objects.filter(code=OuterRef("districts")).values("name")[:1]
    row = Outcode.objects.filter(code=code).annotate(only=Subquery(only)).first()
    if row is None:
        return None
    districts = tuple(row.districts.split())
    return Located(
        label=row.code,
        lat=row.lat,
        lon=row.lon,
        kind="outcode",
        approximate=True,
        district=districts[0] if len(districts) == 1 else None,
        district_name=row.only,
        outcode=row.code,
        districts=districts,
    )


@dataclass(frozen=True, slots=True)
class _Candidate:
    place: PlaceName
    home: tuple[float, float] | None
    guess: int = 0

    @property
    def is_ours(self) -> bool:
        return self.place.district_id in settings.WAYMARK_DISTRICTS

    @property
    def miles(self) -> float:
        if self.home is None:
            return 0.0
        return miles(*self.home, self.place.lat, self.place.lon)

    @property
    def is_near(self) -> bool:
        return self.is_ours or (self.home is not None and self.miles <= NEAR_MILES)

    @property
    def order(self) -> tuple[int, int, int, float]:
        nearness = 0 if self.is_ours else 1 if self.is_near else 2
        return self.guess, nearness, _ORDER.index(self.place.kind), self.miles

    @property
    def may_be_meant(self) -> bool:
        """All of the words may name a place anywhere, but not a ward of somebody else's council;
        some of the words only name a place near here."""
        return self.is_near or (self.guess == 0 and self.place.kind != PlaceKind.WARD)


def _place(text: str) -> Located | None:
    guesses = names.guesses(text)
    if not guesses:
        return None
    exact = [
        _candidate(place, guesses.index(place.key)) for place in _places().filter(key__in=guesses)
    ]
    fitting = [one for one in exact if one.may_be_meant] or _similar(guesses)
    best = min(fitting, key=lambda one: one.order, default=None)
    return _located(best) if best else None


def _similar(guesses: list[str]) -> list[_Candidate]:
    """Return places of ours whose name goes on where a guess ends ("Braunstone" Park), and places
    near here, or large ones anywhere, whose name is one edit away."""
    wanted = [guess for guess in guesses if len(guess) >= names.SHORTEST_FORGIVEN]
    if not wanted:
        return []
    alike = Q()
    for guess in wanted:
        beginning, ending = names.probes(guess)
        lengths = Q(length__range=(len(guess) - 1, len(guess) + 1))
        alike |= lengths & (_begins("key", beginning) | _begins("backwards", ending[::-1]))
        alike |= Q(district__in=settings.WAYMARK_DISTRICTS) & _begins("key", guess)
    around = Q(
        lat__range=(F("home_lat") - _DEGREES, F("home_lat") + _DEGREES),
        lon__range=(F("home_lon") - _DEGREES, F("home_lon") + _DEGREES),
    )
    found = _places().annotate(length=Length("key")).filter(alike)
    candidates = [
        _candidate(place, wanted.index(guess))
        for place in found.filter(around | Q(kind__in=_LARGE))
        for guess in wanted
        if place.key.startswith(guess) or names.one_edit_apart(guess, place.key)
    ]
    return [one for one in candidates if one.is_near or one.place.kind in _LARGE]


def _begins(column: str, start: str) -> Q:
    """Return a range that an index answers on every database: `start` up to the next letter."""
    return Q(**{f"{column}__gte": start, f"{column}__lt": start[:-1] + chr(ord(start[-1]) + 1)})


def _places() -> QuerySet[PlaceName]:
    """Return place names with the middle of the council's districts beside each."""
    ours = Area.objects.filter(kind=AreaKind.DISTRICT, code__in=settings.WAYMARK_DISTRICTS)
    middle = ours.order_by().values("kind")
    return PlaceName.objects.select_related("district", "ward").annotate(
        home_lat=Subquery(middle.annotate(mean=Avg("lat")).values("mean")),
        home_lon=Subquery(middle.annotate(mean=Avg("lon")).values("mean")),
    )


def _candidate(place: PlaceName, guess: int) -> _Candidate:
    lat, lon = getattr(place, "home_lat", None), getattr(place, "home_lon", None)
    home = None if lat is None or lon is None else (float(lat), float(lon))
    return _Candidate(place, home, guess)


def _located(found: _Candidate) -> Located:
    place = found.place
    district_name = place.district.name if place.district else None
    is_plain = found.is_ours or district_name in (None, place.name)
    return Located(
        label=place.name if is_plain else f"{place.name}, {district_name}",
        lat=place.lat,
        lon=place.lon,
        kind="place",
        approximate=True,
        ward=place.ward_id,
        ward_name=place.ward.name if place.ward else None,
        district=place.district_id,
        district_name=district_name,
        districts=(place.district_id,) if place.district_id else (),
    )
