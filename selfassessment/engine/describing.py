"""How is a condition said in a few plain words to staff?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from selfassessment.engine.model import (
    Combination,
    Comparison,
    Condition,
    Named,
    NamedCondition,
)

JOINERS = {"all": " and ", "any": " or ", "none": " or "}


def plain(key: str) -> str:
    """Return a key made readable."""
    return key.replace("_", " ")


def value_words(value: object) -> str:
    """Return a value as it is read."""
    if isinstance(value, tuple):
        return ", ".join(value_words(one) for one in value)
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    if isinstance(value, date):
        return f"{value.day} {value:%B %Y}"
    return plain(str(value))


def condition_words(condition: Condition, named: Mapping[str, NamedCondition]) -> str:
    """Say a condition; a named one by its name."""
    match condition:
        case Named(key):
            return f"“{named[key].name if key in named else plain(key)}”"
        case Comparison(_, key, operator, value):
            said = f"{plain(key)} {plain(operator.value)}"
            return said if value is None else f"{said} {value_words(value)}"
        case Combination(how, parts):
            joined = JOINERS[how].join(
                f"({words})" if isinstance(part, Combination) else words
                for part, words in ((part, condition_words(part, named)) for part in parts)
            )
            return f"not ({joined})" if how == "none" else joined
