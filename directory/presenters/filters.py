"""Which filters stand beside the results, with how many listings each would leave?"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from directory.asking import COSTS, PEOPLE, STARTS, Asked
from directory.enums import Access, AgeBand, Day, Format, Spoken, TimeOfDay
from directory.presenters import labels
from directory.presenters.labels import Headings
from directory.presenters.words import NOTHING, isolating, reader_language

Facets = Mapping[str, Mapping[str, int]]
SHOWN_STARTS = tuple(name for name in STARTS if name != "month")
_STEPS = {value: value if value == "free" else f"up_to_{value}00" for value in COSTS}
_VALUES: Mapping[str, Sequence[str]] = {
    "starts": SHOWN_STARTS,
    "day": Day.values,
    "time": TimeOfDay.values,
    "cost": COSTS,
    "access": Access.values,
    "people": PEOPLE,
    "booking": ("none",),
    "term": ("1",),
    "age": AgeBand.values,
    "language": Spoken.values,
    "format": Format.values,
}
_KINDS = dict.fromkeys(("time", "needs", "category", "language", "format"), "checkbox")
_KINDS["day"] = "days"
_PARAMETERS = {"people": "for"}
FLAGS = {"women": "women_only", "men": "men_only", "beginners": "beginners", "none": "no_booking"}


@dataclass(frozen=True, slots=True, eq=False)
class Option:
    """One box to tick, in one language, whatever is asked and counted; see `option`."""

    id: str
    name: str
    value: str
    text: str
    short: str
    is_narrower: bool


class Box(NamedTuple):
    """An option on this page; `number` is None where every listing is meant."""

    option: Option
    checked: bool
    number: int | None = None


class Typed(NamedTuple):
    """A field to type a value that no box has; `value` and `error` when it could not be read."""

    id: str
    name: str
    label: str
    hint: SafeString
    value: str = ""
    error: SafeString = NOTHING


class Group(NamedTuple):
    """A fieldset of the filters: "days", "checkbox" or "radio", and what may be typed."""

    legend: str
    kind: str
    boxes: Sequence[Box]
    typed: Typed | None = None


@lru_cache(maxsize=4_000, typed=True)
def option(name: str, value: str, text: str, short: str = "", is_narrower: bool = False) -> Option:
    """Return the option with these words, always the very same one: it is a key by itself."""
    return Option(f"{name}-{value or 'any'}", name, value, text, short, is_narrower)


def groups(
    asked: Asked, facets: Facets, headings: Headings, age_error: SafeString = NOTHING
) -> list[Group]:
    """Return the groups of filters in their order; what has no listing counts 0."""
    boxes = {
        "starts": _one("starts", _chosen(asked.starts), facets.get("starts", {})),
        "day": _many("day", asked.day, facets.get("day", {})),
        "time": _times(asked, facets),
        "cost": _one("cost", _chosen(asked.cost), _costs(facets.get("cost", {}))),
        "needs": _needs(asked, facets),
        "age": _one("age", asked.age, facets.get("age", {})),
        "category": _topics(asked, facets.get("category", {}), headings),
        "language": _many("language", asked.language, facets.get("language", {})),
        "format": _many("format", asked.format, facets.get("format", {})),
    }
    typed = {"age": _typed_age(asked, age_error)}
    legends = _legends(reader_language())
    return [
        Group(legends[name], _KINDS.get(name, "radio"), those, typed.get(name))
        for name, those in boxes.items()
    ]


@lru_cache(maxsize=64)
def _legends(language: str) -> Mapping[str, str]:
    return {
        "starts": _("When?"),
        "day": _("Which day?"),
        "time": _("What time?"),
        "cost": _("Cost"),
        "needs": _("What you need"),
        "age": _("How old?"),
        "category": _("What is it about?"),
        "language": _("Language spoken"),
        "format": _("How to take part"),
    }


def _many(name: str, chosen: Collection[str], counts: Mapping[str, int]) -> list[Box]:
    return [
        Box(one, one.value in chosen, counts.get(one.value, 0))
        for one in _options(name, reader_language())
    ]


@lru_cache(maxsize=256)
def _options(name: str, language: str) -> tuple[Option, ...]:
    """Return the options of a parameter whose values never change."""
    return tuple(
        option(
            _PARAMETERS.get(name, name),
            value,
            labels.label(name, value, {}),
            labels.short_day(value) if name == "day" else "",
        )
        for value in _VALUES[name]
    )


@lru_cache(maxsize=64)
def _any(name: str, language: str) -> Option:
    texts = {"starts": _("Any time"), "cost": _("Any cost"), "age": _("Any age")}
    return option(name, "", texts[name])


def _chosen(value: str) -> tuple[str, ...]:
    return (value,) if value else ()


def _one(name: str, chosen: Sequence[str], counts: Mapping[str, int]) -> list[Box]:
    """Return options of which one holds; what a link asks for besides is a choice of its own."""
    others = [value for value in chosen if value not in _VALUES[name]]
    return [
        Box(_any(name, reader_language()), not chosen),
        *(Box(option(name, one, labels.label(name, one, {})), True) for one in others),
        *_many(name, chosen[:1], counts),
    ]


def _typed_age(asked: Asked, error: SafeString) -> Typed:
    """Return the field for ages in years; those that were read are a choice above it."""
    label, hint = _typed_age_words(reader_language())
    return Typed("age-typed", "age", label, hint, asked.age_unread, error)


@lru_cache(maxsize=64)
def _typed_age_words(language: str) -> tuple[str, SafeString]:
    hint = isolating(_("For example {age} or {range}"), age="8", range=labels.AGE_RANGE)
    return _("Or type an age, or two with a dash"), hint


def _costs(counts: Mapping[str, int]) -> Mapping[str, int]:
    return {value: counts.get(step, 0) for value, step in _STEPS.items()}


def _needs(asked: Asked, facets: Facets) -> list[Box]:
    flags = facets.get("flag", {})
    by_value = {value: flags.get(flag, 0) for value, flag in FLAGS.items()}
    return [
        *_many("access", asked.access, facets.get("access", {})),
        *_many("people", asked.people, by_value),
        *_many("booking", ("none",) if asked.no_booking else (), by_value),
    ]


def _times(asked: Asked, facets: Facets) -> list[Box]:
    """Return the times of day, and the part of the year."""
    in_term = {"1": facets.get("flag", {}).get("term_time", 0)}
    return [
        *_many("time", asked.time, facets.get("time", {})),
        *_many("term", ("1",) if asked.term else (), in_term),
    ]


def _topics(asked: Asked, counts: Mapping[str, int], headings: Headings) -> list[Box]:
    """Return the top groups, and below a chosen one its own headings."""
    chosen = set(asked.category)
    opened = {headings[code].parent or code for code in chosen if code in headings}
    boxes: dict[str, list[Box]] = {code: [] for code, line in headings.items() if not line.parent}
    below: dict[str, list[Box]] = {code: [] for code in opened}
    for code, line in headings.items():
        shown_in = below.get(line.parent) if line.parent else boxes[code]
        if shown_in is not None:
            is_on = code in chosen or code in opened
            one = option("category", code, line.name, "", bool(line.parent))
            shown_in.append(Box(one, is_on, counts.get(code, 0)))
    return [box for top, own in boxes.items() for box in (*own, *below.get(top, ()))]
