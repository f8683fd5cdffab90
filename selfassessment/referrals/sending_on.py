"""Where can a person be sent who is better helped by somebody else?

Which services there are, and how they are called in the reader's language, is known by the
journeys and the directory, which stand above: they fill this registry when ready.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from selfassessment.referrals.models import Departure, Provider


@dataclass(frozen=True)
class Destination:
    """A place to go to for help: its name, and how to reach it, in lines of plain text."""

    name: str
    lines: tuple[str, ...] = ()


Choices = Callable[[], Sequence[tuple[str, str]]]
Shower = Callable[[str, str, str], Destination | None]
_choices: list[Choices] = []
_showers: list[Shower] = []


def register(choices: Choices, shower: Shower) -> None:
    """Let `choices()` name services by code, and `shower(where, code, language)` show one."""
    _choices[:], _showers[:] = [choices], [shower]


def services() -> list[tuple[str, str]]:
    """Return the services that people are pointed to: code and English name, by name."""
    found = [one for choices in _choices for one in choices()]
    return sorted(found, key=lambda one: one[1])


def is_there(where: str, code: str) -> bool:
    """Return whether a destination can be shown to a person now."""
    return any(shower(where, code, "en") is not None for shower in _showers)


def destination_of(departure: Departure, language: str) -> Destination | None:
    """Return where a person was sent, in a language; None when nowhere, or no longer known."""
    if departure.where == Departure.Where.ELSEWHERE:
        typed = departure.elsewhere
        if not typed.get("name"):
            return None
        return Destination(typed["name"], tuple(filter(None, [typed.get("contact", "")])))
    if not departure.where:
        return None
    for shower in _showers:
        found = shower(departure.where, departure.code, language)
        if found is not None:
            return found
    provider = None
    if departure.where == Departure.Where.PROVIDER:
        provider = Provider.objects.filter(code=departure.code).first()
    return Destination(provider.name) if provider else None
