"""How is JSON read so that each mistake is named with its place?"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

KEY = re.compile(r"[a-z][a-z0-9_]{0,63}")
CHOICE_KEY = re.compile(r"[a-z0-9][a-z0-9_]{0,63}")
ALWAYS_ALLOWED = frozenset({"note", "extra"})
_Enum = TypeVar("_Enum", bound=StrEnum)


class LoadError(ValueError):
    """A definition cannot be read; `path` says where, as in `$.pages[2].key`."""

    def __init__(self, path: str, message: str) -> None:
        """Keep the place beside the message."""
        super().__init__(f"{path}: {message}")
        self.path = path
        self.message = message


def shown(value: object) -> str:
    """Return a value as it may stand in a message: short and quoted."""
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}…"


def from_text(text: str) -> dict[str, Any]:
    """Return the object of a JSON text; LoadError also where a field is written twice."""
    try:
        data = json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as wrong:
        raise LoadError("$", f"is no JSON (line {wrong.lineno}: {wrong.msg})") from None
    if not isinstance(data, dict):
        raise LoadError("$", f"must be an object, not {shown(data)}")
    return data


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise LoadError(f"$…{twice}", "is written twice in the same object")
    return found


class Reader:
    """One JSON object and where it stands."""

    def __init__(self, data: object, path: str = "$") -> None:
        """Take an object; LoadError when it is something else."""
        if not isinstance(data, Mapping):
            raise LoadError(path, f"must be an object, not {shown(data)}")
        self.data: Mapping[str, Any] = data
        self.path = path

    def at(self, name: str) -> str:
        """Return the place of a field."""
        return f"{self.path}.{name}"

    def has(self, name: str) -> bool:
        """Whether the field is there and not null."""
        return self.data.get(name) is not None

    def only(self, *names: str) -> None:
        """Refuse fields nobody knows, so that a slip of the pen is found."""
        for name in self.data:
            if name not in names and name not in ALWAYS_ALLOWED:
                allowed = ", ".join(names)
                raise LoadError(self.at(name), f"is not a known field here (known: {allowed})")

    def fail(self, name: str, message: str) -> LoadError:
        """Make an error about a field."""
        return LoadError(self.at(name), message)

    def raw(self, name: str) -> Any:
        """Return a field as it is; LoadError when it is missing."""
        if not self.has(name):
            raise self.fail(name, "is missing")
        return self.data[name]

    def text(self, name: str, default: str | None = None) -> str:
        """Return a string."""
        if default is not None and not self.has(name):
            return default
        value = self.raw(name)
        if not isinstance(value, str) or (default is None and not value.strip()):
            raise self.fail(name, f"must be a text, not {shown(value)}")
        return value

    def key(self, name: str, pattern: re.Pattern[str] = KEY) -> str:
        """Return a stable key."""
        return checked_key(self.raw(name), self.at(name), pattern)

    def optional_key(self, name: str) -> str | None:
        """Return a key, or None when it is left out."""
        return self.key(name) if self.has(name) else None

    def flag(self, name: str, default: bool = False) -> bool:
        """Return true or false."""
        value = self.data.get(name, default)
        if not isinstance(value, bool):
            raise self.fail(name, f"must be true or false, not {shown(value)}")
        return value

    def integer(self, name: str, default: int | None = None) -> int:
        """Return a whole number."""
        if default is not None and not self.has(name):
            return default
        value = self.raw(name)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self.fail(name, f"must be a whole number, not {shown(value)}")
        return value

    def number(self, name: str) -> Decimal | None:
        """Return a number, or None when it is left out."""
        return as_number(self.data[name], self.at(name)) if self.has(name) else None

    def day(self, name: str) -> date | None:
        """Return a date written as 2026-11-25, or None when it is left out."""
        return as_day(self.data[name], self.at(name)) if self.has(name) else None

    def choice(self, name: str, kind: type[_Enum], default: _Enum | None = None) -> _Enum:
        """Return a member of an enumeration."""
        if default is not None and not self.has(name):
            return default
        value = self.raw(name)
        if value not in {member.value for member in kind}:
            known = ", ".join(member.value for member in kind)
            raise self.fail(name, f"{shown(value)} is not one of: {known}")
        return kind(value)

    def items(self, name: str) -> Iterator[tuple[Any, str]]:
        """Yield the parts of a list with their places; a missing list is empty."""
        value = self.data.get(name)
        for index, item in enumerate(as_list([] if value is None else value, self.at(name))):
            yield item, f"{self.at(name)}[{index}]"

    def keys(self, name: str, pattern: re.Pattern[str] = KEY) -> tuple[str, ...]:
        """Return a list of keys."""
        return tuple(checked_key(item, place, pattern) for item, place in self.items(name))

    def entries(self, name: str) -> Iterator[tuple[str, Any, str]]:
        """Yield the entries of an object with keys as names; a missing one is empty."""
        value = self.data.get(name)
        inner = Reader({} if value is None else value, self.at(name))
        for key, item in inner.data.items():
            yield checked_key(key, inner.at(str(key))), item, inner.at(key)

    def extra(self) -> Mapping[str, Any]:
        """Return the object the engine carries along unread."""
        return dict(Reader(self.data.get("extra", {}), self.at("extra")).data)


def checked_key(value: object, path: str, pattern: re.Pattern[str] = KEY) -> str:
    """Return a key; LoadError when it has other than small letters, digits, underscores."""
    if not isinstance(value, str) or not pattern.fullmatch(value):
        raise LoadError(path, f"{shown(value)} is not a key (small letters, digits, underscores)")
    return value


def as_list(value: object, path: str) -> list[Any]:
    """Return a list; LoadError when it is something else."""
    if not isinstance(value, list | tuple):
        raise LoadError(path, f"must be a list, not {shown(value)}")
    return list(value)


def as_number(value: object, path: str) -> Decimal:
    """Return an exact number from a JSON number or a text such as "27.5"."""
    if isinstance(value, bool) or not isinstance(value, int | float | str | Decimal):
        raise LoadError(path, f"must be a number, not {shown(value)}")
    try:
        number = Decimal(str(value))
    except ArithmeticError:
        raise LoadError(path, f"must be a number, not {shown(value)}") from None
    if not number.is_finite():
        raise LoadError(path, "must be a finite number")
    return number


def as_day(value: object, path: str) -> date:
    """Return a date from a text such as "2026-11-25"."""
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise LoadError(path, f"must be a date as 2026-11-25, not {shown(value)}") from None
