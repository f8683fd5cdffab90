"""How is each field of two listings shown side by side?"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from modelcluster.models import model_from_serializable_data

from directory.enums import (
    Access,
    Booking,
    ContactKind,
    CostFor,
    CostKind,
    CostPer,
    ExceptionReason,
    Format,
    Gender,
    Kind,
    Spoken,
    Status,
)
from directory.models import Location, Organisation, Schedule, TaxonomyTerm
from directory.rules.merging import BY_CODE, FIELDS, Values, same
from directory.when import clock, full_date, in_words

Row = Mapping[str, Any]
PENCE = 100
CODES: dict[str, Any] = {"kind": Kind, "status": Status, "gender": Gender, "booking": Booking}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a field; `alone` when the other listing does not say it."""

    text: str
    alone: bool


@dataclass(frozen=True, slots=True)
class Names:
    """What groups, places and headings are called, by their keys."""

    organisations: Mapping[int, Organisation]
    places: Mapping[int, Location]
    headings: Mapping[int, TaxonomyTerm]

    @classmethod
    def of(cls, *listings: Values) -> "Names":
        """Return the names that these listings need; three queries."""
        return cls(
            Organisation.objects.in_bulk([one["organisation"] for one in listings]),
            Location.objects.in_bulk([one["place"][0] for one in listings]),
            TaxonomyTerm.objects.in_bulk(
                [row["term"] for one in listings for row in one["categories"]]
            ),
        )


@dataclass(frozen=True, slots=True)
class Beside:
    """One field of both listings."""

    code: str
    label: str
    left: tuple[Line, ...]
    right: tuple[Line, ...]
    differs: bool


def side_by_side(left: Values, right: Values, names: Names) -> list[Beside]:
    """Return every field of which one of them says something."""
    found = []
    for field in FIELDS:
        one, other = left[field.code], right[field.code]
        here, there = lines(field.code, one, names), lines(field.code, other, names)
        if here or there:
            found.append(
                Beside(
                    field.code,
                    field.label,
                    _marked(here, there),
                    _marked(there, here),
                    not same(field.code, one, other),
                )
            )
    return found


def lines(code: str, value: Any, names: Names) -> list[str]:
    """Return what a field says, a line for each thing."""
    if code in CODES:
        return [str(CODES[code](value).label)] if value else []
    if code in SAID:
        return [line for line in SAID[code](value, names) if line]
    return [line for line in str(value).splitlines() if line.strip()]


def label(code: str) -> str:
    """Return what a field is called."""
    return BY_CODE[code].label


def _marked(own: Iterable[str], other: Iterable[str]) -> tuple[Line, ...]:
    there = set(other)
    return tuple(Line(text, text not in there) for text in own)


def _organisation(key: int | None, names: Names) -> Iterable[str]:
    group = names.organisations.get(key or 0)
    return [group.name] if group else []


def _place(value: tuple[int | None, str], names: Names) -> Iterable[str]:
    key, outcode = value
    place = names.places.get(key or 0)
    if place is None:
        return [outcode]
    return [place.name, place.address, place.postcode]


def _ages(value: tuple[int | None, int | None], names: Names) -> Iterable[str]:
    lowest, highest = value
    if lowest is None and highest is None:
        return []
    if highest is None:
        return [f"From {lowest} years"]
    return [f"{lowest or 0} to {highest} years"]


def _formats(value: Iterable[bool], names: Names) -> Iterable[str]:
    return [str(one.label) for one, has in zip(Format, value, strict=True) if has]


def _schedules(rows: Iterable[Row], names: Names) -> Iterable[str]:
    for row in rows:
        schedule = model_from_serializable_data(Schedule, {"pk": None, **row})
        online = " (online)" if row["online"] else ""
        yield "; ".join(in_words([schedule.session()], "en")) + online


def _exceptions(rows: Iterable[Row], names: Names) -> Iterable[str]:
    for row in rows:
        at = f", {clock(time.fromisoformat(row['starts_at']), 'en')}" if row["starts_at"] else ""
        why = ExceptionReason(row["reason"]).label
        yield f"{full_date(date.fromisoformat(row['on']))}{at} ({why})"


def _contacts(rows: Iterable[Row], names: Names) -> Iterable[str]:
    for row in rows:
        whom = f" ({row['person']})" if row["person"] else ""
        yield f"{ContactKind(row['kind']).label}: {row['value']}{whom}"


def _prices(rows: Iterable[Row], names: Names) -> Iterable[str]:
    for row in rows:
        if row["kind"] != CostKind.FIXED:
            yield str(CostKind(row["kind"]).label)
            continue
        price = f"£{(row['pence'] or 0) / PENCE:.2f} {CostPer(row['per']).label}"
        yield f"{price} ({CostFor(row['whom']).label})"


def _headings(rows: Iterable[Row], names: Names) -> Iterable[str]:
    return [names.headings[row["term"]].name for row in rows if row["term"] in names.headings]


def _languages(rows: Iterable[Row], names: Names) -> Iterable[str]:
    return [str(Spoken(row["code"]).label) for row in rows]


def _access(rows: Iterable[Row], names: Names) -> Iterable[str]:
    return [str(Access(row["code"]).label) for row in rows]


def _beginners(value: bool, names: Names) -> Iterable[str]:
    return ["Yes"] if value else []


def _picture(value: Mapping[str, str] | None, names: Names) -> Iterable[str]:
    return [value["words"] or "A picture without words, so nobody sees it"] if value else []


SAID: dict[str, Callable[[Any, Names], Iterable[str]]] = {
    "organisation": _organisation,
    "place": _place,
    "ages": _ages,
    "formats": _formats,
    "beginners": _beginners,
    "schedules": _schedules,
    "exceptions": _exceptions,
    "contacts": _contacts,
    "cost_options": _prices,
    "categories": _headings,
    "languages": _languages,
    "access": _access,
    "picture": _picture,
}
