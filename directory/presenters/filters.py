"""Which filters stand beside the results, with how many listings each would leave?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from directory.asking import COSTS, PEOPLE, STARTS, Asked
from directory.enums import Access, AgeBand, Booking, Day, Format, Spoken, TimeOfDay
from directory.presenters import labels
from directory.presenters.labels import Headings
from directory.presenters.words import NOTHING, isolating

Facets = Mapping[str, Mapping[str, int]]
SHOWN_STARTS = tuple(name for name in STARTS if name != "month")
FLAGS = {"women": "women_only", "men": "men_only", "beginners": "beginners", "none": "no_booking"}


@dataclass(frozen=True, slots=True)
class Option:
    """One box to tick; `count` is None where every listing is meant."""

    id: str
    name: str
    value: str
    text: str
    checked: bool
    count: int | None = None
    short: str = ""
    is_narrower: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class Typed:
    """A field to type a value that no box has; `value` and `error` when it could not be read."""

    id: str
    name: str
    label: str
    hint: SafeString
    value: str = ""
    error: SafeString = NOTHING


@dataclass(frozen=True, slots=True)
class Group:
    """A fieldset of the filters: "days", "checkbox" or "radio", and what may be typed."""

    legend: str
    kind: str
    options: tuple[Option, ...]
    typed: Typed | None = None


def groups(
    asked: Asked, facets: Facets, headings: Headings, age_error: SafeString = NOTHING
) -> tuple[Group, ...]:
    """Return the groups of filters in their order; what has no listing counts 0."""
    return (
        Group(_("When?"), "radio", _starts(asked, facets)),
        Group(_("Which day?"), "days", _many("day", Day.values, asked.day, facets)),
        Group(_("What time?"), "checkbox", _many("time", TimeOfDay.values, asked.time, facets)),
        Group(_("Cost"), "radio", _costs(asked, facets)),
        Group(_("What you need"), "checkbox", _needs(asked, facets)),
        Group(_("How old?"), "radio", _ages(asked, facets), _typed_age(asked, age_error)),
        Group(_("What is it about?"), "checkbox", _topics(asked, facets, headings)),
        Group(
            _("Language spoken"),
            "checkbox",
            _many("language", Spoken.values, asked.language, facets),
        ),
        Group(
            _("How to take part"), "checkbox", _many("format", Format.values, asked.format, facets)
        ),
    )


def _many(
    name: str, values: Iterable[str], chosen: Iterable[str], facets: Facets
) -> tuple[Option, ...]:
    counts, on = facets.get(name, {}), set(chosen)
    return tuple(
        Option(
            id=f"{name}-{value}",
            name=name,
            value=value,
            text=labels.label(name, value, {}),
            short=labels.short_day(value) if name == "day" else "",
            checked=value in on,
            count=counts.get(value, 0),
        )
        for value in values
    )


def _starts(asked: Asked, facets: Facets) -> tuple[Option, ...]:
    """Return what is on at the moment and soon; other dates of a link stay as a choice."""
    counts = facets.get("starts", {})
    other = (asked.starts,) if asked.starts and asked.starts not in SHOWN_STARTS else ()
    return (
        Option("starts-any", "starts", "", _("Any time"), not asked.starts),
        *(
            Option(f"starts-{one}", "starts", one, labels.label("starts", one, {}), True)
            for one in other
        ),
        *(
            Option(
                f"starts-{one}",
                "starts",
                one,
                labels.label("starts", one, {}),
                asked.starts == one,
                counts.get(one, 0),
            )
            for one in SHOWN_STARTS
        ),
    )


def _costs(asked: Asked, facets: Facets) -> tuple[Option, ...]:
    counts = facets.get("cost", {})
    keys = {value: value if value == "free" else f"up_to_{value}00" for value in COSTS}
    return (
        Option("cost-any", "cost", "", _("Any cost"), not asked.cost),
        *(
            Option(
                f"cost-{value}",
                "cost",
                value,
                labels.label("cost", value, {}),
                asked.cost == value,
                counts.get(keys[value], 0),
            )
            for value in COSTS
        ),
    )


def _needs(asked: Asked, facets: Facets) -> tuple[Option, ...]:
    counts = facets.get("flag", {})
    options = list(_many("access", Access.values, asked.access, facets))
    options += [
        Option(
            f"for-{value}",
            "for",
            value,
            labels.label("people", value, {}),
            value in asked.people,
            counts.get(FLAGS[value], 0),
        )
        for value in PEOPLE
    ]
    text = str(Booking.NONE.label)
    count = counts.get(FLAGS["none"], 0)
    return (*options, Option("booking-none", "booking", "none", text, asked.no_booking, count))


def _ages(asked: Asked, facets: Facets) -> tuple[Option, ...]:
    """Return the age groups; ages in years stay as a choice of their own."""
    counts = facets.get("age", {})
    years = [age for age in asked.age if age not in AgeBand.values]
    return (
        Option("age-any", "age", "", _("Any age"), not asked.age),
        *(Option(f"age-{age}", "age", age, labels.label("age", age, {}), True) for age in years),
        *(
            Option(
                f"age-{band}",
                "age",
                band,
                labels.label("age", band, {}),
                asked.age[:1] == (band,),
                counts.get(band, 0),
            )
            for band in AgeBand.values
        ),
    )


def _typed_age(asked: Asked, error: SafeString) -> Typed:
    """Return the field for ages in years; those that were read are a choice above it."""
    return Typed(
        id="age-typed",
        name="age",
        label=_("Or type an age, or two with a dash"),
        hint=isolating(_("For example {age} or {range}"), age="8", range="60-70"),
        value=asked.age_unread,
        error=error,
    )


def _topics(asked: Asked, facets: Facets, headings: Headings) -> tuple[Option, ...]:
    """Return the top groups, and below a chosen one its own headings."""
    counts, chosen = facets.get("category", {}), set(asked.category)
    opened = {headings[code].parent or code for code in chosen if code in headings}
    options: list[Option] = []
    for code, line in headings.items():
        top = line.parent or code
        if line.parent and top not in opened:
            continue
        is_on = code in chosen or (not line.parent and code in opened)
        options.append(
            Option(
                id=f"category-{code}",
                name="category",
                value=code,
                text=line.name,
                checked=is_on,
                count=counts.get(code, 0),
                is_narrower=bool(line.parent),
                language=line.language,
            )
        )
    return tuple(_below_their_group(options, headings))


def _below_their_group(options: list[Option], headings: Headings) -> Iterable[Option]:
    for top in (one for one in options if not one.is_narrower):
        yield top
        yield from (one for one in options if headings[one.value].parent == top.value)
