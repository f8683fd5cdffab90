"""What becomes of each field when two listings are made one?

Values are plain (texts, numbers, lists of rows), so that they can be stored and compared.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from directory.rules.contacts import bare_number

KEPT, OTHER, BOTH = "kept", "other", "both"
WORD, FACT, ROWS = "word", "fact", "rows"
Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class MergedField:
    """One thing that is chosen: what it is called, what sort it is, whether both can stand."""

    code: str
    label: str
    sort: str
    joins: bool = False
    empty: Any = ""


FIELDS = (
    MergedField("name", "Name", WORD),
    MergedField("summary", "In short", WORD, joins=True),
    MergedField("first_visit", "The first visit", WORD, joins=True),
    MergedField("who_for", "Who it is for", WORD, joins=True),
    MergedField("how_to_join", "How to join", WORD, joins=True),
    MergedField("cost_note", "About the cost", WORD),
    MergedField("kind", "Kind", FACT),
    MergedField("status", "State", FACT),
    MergedField("organisation", "Group", FACT, empty=None),
    MergedField("place", "Place", FACT, empty=[None, ""]),
    MergedField("schedules", "When", ROWS, joins=True, empty=[]),
    MergedField("exceptions", "Dates off", ROWS, joins=True, empty=[]),
    MergedField("contacts", "Contact", ROWS, joins=True, empty=[]),
    MergedField("cost_options", "Cost", ROWS, joins=True, empty=[]),
    MergedField("categories", "Headings", ROWS, joins=True, empty=[]),
    MergedField("ages", "Ages", FACT, empty=[None, None]),
    MergedField("gender", "Only for", FACT),
    MergedField("beginners", "Good for beginners", FACT, empty=False),
    MergedField("booking", "Before coming", FACT),
    MergedField("formats", "How people take part", FACT, empty=[True, False, False]),
    MergedField("languages", "Languages spoken", ROWS, joins=True, empty=[]),
    MergedField("access", "Access", ROWS, joins=True, empty=[]),
    # The words for it go with it: they say what can be seen in this picture alone.
    MergedField("picture", "Picture", FACT, empty=None),
)
BY_CODE = {field.code: field for field in FIELDS}
WORDS = tuple(field.code for field in FIELDS if field.sort == WORD)
# What is written in a language, so that it never goes into a listing of another.
SPOKEN = (*WORDS, "picture")
RELATIONS = tuple(field.code for field in FIELDS if field.sort == ROWS)
# Both stand unless somebody says otherwise: one list is seldom whole.
JOINED_AT_FIRST = frozenset({"contacts", "categories", "languages", "access", "exceptions"})
# By what two rows are one; whole rows where nothing is named.
SAME_BY = {
    "exceptions": ("on", "starts_at"),
    "contacts": ("kind", "value"),
    "categories": ("term",),
    "languages": ("code",),
    "access": ("code",),
}
NOT_COMPARED = frozenset({"position", "as_of"})


def same(code: str, one: Any, other: Any) -> bool:
    """Whether a field says the same in both; the order of rows does not count."""
    if BY_CODE[code].sort == ROWS:
        return sorted(map(_whole, one)) == sorted(map(_whole, other))
    return bool(one == other)


def differing(one: Values, other: Values) -> tuple[str, ...]:
    """Return the fields that do not say the same in both."""
    return tuple(field.code for field in FIELDS if not same(field.code, *_two(field, one, other)))


def choices_of(code: str, one: Any, other: Any) -> tuple[str, ...]:
    """Return what can be chosen for a field: both only where both say something."""
    field = BY_CODE[code]
    both = field.joins and field.empty not in (one, other)
    return (KEPT, OTHER, BOTH) if both else (KEPT, OTHER)


def suggested(code: str, kept: Any, other: Any) -> str:
    """Return what is ticked at first: nothing that somebody wrote is lost without a decision."""
    empty = BY_CODE[code].empty
    if kept == empty and other != empty:
        return OTHER
    if code in JOINED_AT_FIRST and BOTH in choices_of(code, kept, other):
        return BOTH
    return KEPT


def merged(kept: Values, other: Values, choices: Mapping[str, str]) -> dict[str, Any]:
    """Return the values of the listing that stays; what is not chosen stays as it is."""
    return {
        code: combined(code, *_two(field, kept, other), choice=choices.get(code, KEPT))
        for code, field in BY_CODE.items()
    }


def combined(code: str, kept: Any, other: Any, *, choice: str) -> Any:
    """Return one field as it was chosen."""
    if choice == OTHER:
        return other
    if choice != BOTH or not BY_CODE[code].joins:
        return kept
    return joined_text(kept, other) if BY_CODE[code].sort == WORD else _joined(code, kept, other)


def joined_text(one: str, other: str) -> str:
    """Return one text and the lines of the other that it does not have."""
    lines = {_plain(line) for line in one.splitlines()}
    more = [line.rstrip() for line in other.splitlines() if _plain(line) not in lines]
    return "\n".join(part for part in (one.rstrip(), *more) if part.strip())


def _joined(
    code: str, kept: Sequence[dict[str, Any]], other: Sequence[dict[str, Any]]
) -> list[dict[str, Any]]:
    rows = {_key(code, row): row for row in (*other, *kept)}
    return [rows[key] for key in dict.fromkeys(_key(code, row) for row in (*kept, *other))]


def _two(field: MergedField, one: Values, other: Values) -> tuple[Any, Any]:
    return one.get(field.code, field.empty), other.get(field.code, field.empty)


def _key(code: str, row: Mapping[str, Any]) -> str:
    names = SAME_BY.get(code)
    return _whole({name: row.get(name) for name in names}) if names else _whole(row)


def _whole(row: Mapping[str, Any]) -> str:
    parts = {name: _value(name, row) for name in sorted(row) if name not in NOT_COMPARED}
    return repr(parts)


def _value(name: str, row: Mapping[str, Any]) -> Any:
    """Return what two rows are compared by; a number is the same however it is written."""
    value = row[name]
    if name != "value" or not isinstance(value, str):
        return value
    if row.get("kind") in (None, "phone") and sum(sign.isdigit() for sign in value) > 6:
        return bare_number(value)
    return value.strip().casefold().rstrip("/")


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
