"""How is it said that activities are not all that a person asked for?"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

_SENTENCES: Mapping[str, Callable[[], str]] = {
    "distance": lambda: _("There is not enough within 2 miles of you, so some are further away."),
    "day": lambda: _("There is not enough on the days you can do, so some are on other days."),
    "cost": lambda: _(
        "There is not enough that is free, so some cost money. You can always ask for a free place."
    ),
    "format": lambda: _(
        "Not all of them tell us if they have what you need. Ask them before you go."
    ),
    "remote": lambda: _("There is not enough near you, so some are online or by phone."),
}


def sentences(codes: Iterable[Any]) -> list[str]:
    """Return what had to be widened, in the language that is active; each thing once."""
    given = set(codes)
    return [say() for code, say in _SENTENCES.items() if code in given]


def widened_of(handed: Iterable[Any]) -> list[str]:
    """Return the sentences for activities that were handed over."""
    return sentences(code for one in handed for code in one.facts.get("widened", ()))
