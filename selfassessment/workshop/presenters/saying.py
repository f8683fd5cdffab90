"""How are the conditions of a journey and of its tables said on the pages that look at it?"""

from collections.abc import Callable, Mapping

from selfassessment.engine.model import Combination, Comparison, Condition, Named, NamedCondition
from selfassessment.selectors.workshop import WorkingCopy

JOINERS = {"all": " and ", "any": " or ", "none": " or "}


def sayer(copy: WorkingCopy, name: str) -> Callable[[Condition], str]:
    """Return what says the conditions of a journey and of the tables; named ones by their name."""
    named = {**copy.routing.conditions, **copy.journeys[name].conditions}
    return lambda condition: _said(condition, named)


def _said(condition: Condition, named: Mapping[str, NamedCondition]) -> str:
    match condition:
        case Named(key):
            return named[key].name if key in named else _plain(key)
        case Comparison(_, key, operator, value):
            return " ".join((_plain(key), _plain(operator.value), _value(value))).strip()
        case Combination(how, parts):
            joined = JOINERS[how].join(_said(part, named) for part in parts)
            return f"not ({joined})" if how == "none" else joined


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(_value(one) for one in value)
    return "" if value is None else _plain(str(value))


def _plain(key: str) -> str:
    return key.replace("_", " ")
