"""How a setting is read from the environment, and which variables there are."""

import os
from dataclasses import dataclass
from pathlib import Path


class BadVariable(ValueError):
    """A variable of the environment holds something that cannot be used."""


@dataclass(frozen=True)
class Variable:
    """One variable of the environment, as the table in site/docs/settings.md shows it."""

    name: str
    kind: str
    default: str
    meaning: str


VARIABLES: list[Variable] = []


def _declare(name: str, kind: str, default: str, meaning: str) -> str | None:
    VARIABLES.append(Variable(name, kind, default, meaning))
    value = os.environ.get(name)
    file = os.environ.get(f"{name}_FILE")
    if value is None and file:
        return Path(file).read_text(encoding="utf-8").strip()
    return value


def text(name: str, default: str, meaning: str) -> str:
    """Return the variable's text, or `default`. `NAME_FILE` may name a file that holds it."""
    value = _declare(name, "text", default, meaning)
    return default if value is None else value


def secret(name: str, meaning: str) -> str:
    """Return a secret, or an empty string when neither the variable nor its file is there."""
    return _declare(name, "secret", "", meaning) or ""


def flag(name: str, default: bool, meaning: str) -> bool:
    """Return True for `True`/`1`/`yes`, False for `False`/`0`/`no`; refuse anything else."""
    value = _declare(name, "yes or no", "yes" if default else "no", meaning)
    if value is None or value == "":
        return default
    words = {"true": True, "1": True, "yes": True, "false": False, "0": False, "no": False}
    if value.lower() not in words:
        raise BadVariable(f"{name} is {value!r}. Write yes or no.")
    return words[value.lower()]


def number(name: str, default: int, meaning: str) -> int:
    """Return a whole number; refuse anything else with a message that names the variable."""
    value = _declare(name, "whole number", str(default), meaning)
    if value is None or value == "":
        return default
    try:
        return int(value)
    except ValueError as error:
        raise BadVariable(f"{name} is {value!r}. Write a whole number.") from error


def words(name: str, default: tuple[str, ...], meaning: str) -> list[str]:
    """Return the parts between commas, without blanks around them."""
    value = _declare(name, "list, with commas", ",".join(default), meaning)
    if value is None:
        return list(default)
    return [word.strip() for word in value.split(",") if word.strip()]


def folder(name: str, default: Path, meaning: str, shown_default: str) -> Path:
    """Return an absolute folder; it need not exist yet."""
    value = _declare(name, "folder", shown_default, meaning)
    return Path(value).expanduser().resolve() if value else default


def table() -> str:
    """Return the variables as the table of site/docs/settings.md, in alphabetical order."""
    rows = {
        variable.name: f"| `{variable.name}` | {variable.kind} | "
        f"{f'`{variable.default}`' if variable.default else 'none'} | {variable.meaning} |"
        for variable in VARIABLES
    }
    head = ["| Variable | Kind | Default | Meaning |", "|---|---|---|---|"]
    return "\n".join([*head, *(rows[name] for name in sorted(rows))])
