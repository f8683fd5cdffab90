"""How does the data that ships with the site get into the database?"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import Model

from geography.actions.store import checksum, upsert
from geography.enums import AreaKind, PlaceKind
from geography.formats.columns import area, basis, code, lsoa
from geography.formats.source import Row
from geography.formats.tables import opened
from geography.models import Area, Deprivation, LoadedFile, Outcode, PlaceName, Postcode
from geography.rules import names

DATA = Path(__file__).resolve().parents[1] / "data"
NAME = "shipped with the site"
_BATCH = 10_000

Lines = Iterator[list[str]]
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Loaded:
    """What `load` did: how many rows, 0 when this data was there already."""

    row_count: int
    was_there: bool


@dataclass(frozen=True, slots=True)
class _Part:
    file: str
    model: type[Model]
    columns: tuple[str, ...]
    read: Callable[[Lines], Iterator[Row]]
    key: str = ""


def file_of(part: "_Part") -> Path:
    """Return the file of a part: a configuration may bring the postcodes of its own area."""
    own = Path(settings.WAYMARK_CONFIGURATION_FOLDER) / "postcodes.csv.xz"
    return own if part.model is Postcode and own.exists() else DATA / part.file


def load(*, now: datetime, progress: Progress | None = None) -> Loaded:
    """Load the shipped files in one transaction; do nothing when the same files are loaded.

    `progress` is told bytes read and bytes in all. What was imported for other postcodes stays.
    """
    files = sorted({file_of(part) for part in _PARTS})
    state = checksum(files)
    if LoadedFile.objects.filter(name=NAME, checksum=state).exists():
        return Loaded(0, was_there=True)
    total = sum(file_of(part).stat().st_size for part in _PARTS)
    done = row_count = 0
    with transaction.atomic():
        for model in (Outcode, PlaceName, Deprivation):
            model._default_manager.all().delete()
        for part in _PARTS:
            row_count += _load_part(part)
            done += file_of(part).stat().st_size
            if progress:
                progress(done, total)
        LoadedFile.objects.update_or_create(
            name=NAME, defaults={"checksum": state, "row_count": row_count, "loaded_at": now}
        )
    return Loaded(row_count, was_there=False)


def _load_part(part: _Part) -> int:
    count = 0
    with opened(file_of(part)) as table:
        next(table.lines)
        rows = part.read(table.lines)
        while batch := list(islice(rows, _BATCH)):
            upsert(part.model, part.columns, batch, key=part.key)
            count += len(batch)
    return count


def _areas(lines: Lines) -> Iterator[Row]:
    for ons, kind, name, parent, lat, lon in lines:
        yield ons, kind, name, parent or None, _degrees(lat), _degrees(lon)


def _outcodes(lines: Lines) -> Iterator[Row]:
    for outcode, lat, lon, radius, districts in lines:
        yield outcode, float(lat), float(lon), float(radius), districts


def _postcodes(lines: Lines) -> Iterator[Row]:
    for postcode, lat, lon, _quality, district, ward, lsoa11, lsoa21, found, _source in lines:
        yield (
            code(postcode),
            float(lat),
            float(lon),
            area(ward),
            area(district),
            lsoa(lsoa11),
            lsoa(lsoa21),
            basis(found),
        )


def _deprivation(edition: int) -> Callable[[Lines], Iterator[Row]]:
    def read(lines: Lines) -> Iterator[Row]:
        for neighbourhood, rank, decile in lines:
            yield edition, neighbourhood, int(rank), int(decile)

    return read


def _places(lines: Lines) -> Iterator[Row]:
    for name, district, kind, lat, lon in lines:
        yield _place(name, kind, district or None, None, (float(lat), float(lon)))


def _area_names(lines: Lines) -> Iterator[Row]:
    """Wards and districts are places too, and so is each part of "Fosse & Newfoundpool"."""
    for ons, kind, name, parent, lat, lon in lines:
        if kind == AreaKind.COUNCIL or not lat:
            continue
        point = (float(lat), float(lon))
        for called in (name, *names.parts(name)):
            if kind == AreaKind.WARD:
                yield _place(called, PlaceKind.WARD, parent, ons, point)
            else:
                yield _place(called, PlaceKind.DISTRICT, ons, None, point)


def _place(
    name: str, kind: str, district: str | None, ward: str | None, point: tuple[float, float]
) -> Row:
    key = names.key(name)
    return (name, key, key[::-1], str(kind), district, ward, *point)


def _degrees(text: str) -> float | None:
    return float(text) if text else None


_AREA_COLUMNS = ("code", "kind", "name", "parent_id", "lat", "lon")
_PLACE_COLUMNS = ("name", "key", "backwards", "kind", "district_id", "ward_id", "lat", "lon")
_POSTCODE_COLUMNS = (
    *("code", "lat", "lon", "ward_id", "district_id"),
    *("lsoa11", "lsoa21", "lsoa21_basis"),
)
_DEPRIVATION_COLUMNS = ("edition", "lsoa", "rank", "decile")
POSTCODES = _Part("postcodes_leicester.csv.xz", Postcode, _POSTCODE_COLUMNS, _postcodes, "code")
_PARTS = (
    _Part("areas.csv", Area, _AREA_COLUMNS, _areas, "code"),
    _Part(
        "outcodes.csv.gz",
        Outcode,
        ("code", "lat", "lon", "radius_km", "districts"),
        _outcodes,
    ),
    POSTCODES,
    _Part("areas.csv", PlaceName, _PLACE_COLUMNS, _area_names),
    _Part("places.csv.xz", PlaceName, _PLACE_COLUMNS, _places),
    _Part("deprivation_2025.csv.xz", Deprivation, _DEPRIVATION_COLUMNS, _deprivation(2025)),
    _Part("deprivation_2019.csv.xz", Deprivation, _DEPRIVATION_COLUMNS, _deprivation(2019)),
)
