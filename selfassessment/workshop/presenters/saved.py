"""How are saved people shown: each with where they end, and what became of them?"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from selfassessment.engine.golden import Outcome
from selfassessment.fixed_names import SOURCE
from selfassessment.models import GoldenChange
from selfassessment.selectors.publishing import GoldenResult
from selfassessment.selectors.workshop import WorkingCopy
from selfassessment.workshop.presenters import people
from selfassessment.workshop.presenters.journeys import page_titles

HISTORY = 40


@dataclass(frozen=True)
class Past:
    """One change of a saved person, with who made it."""

    change: GoldenChange
    who: str

    @property
    def may_be_put_back(self) -> bool:
        """Return whether there is something to put back."""
        return bool(self.change.before)


@dataclass(frozen=True)
class Walked:
    """Where a saved person comes to, in words."""

    pages: tuple[str, ...]
    waits_at: str
    ends: tuple[tuple[str, str], ...]


def history(journey: str, name: str = "", since: datetime | None = None) -> list[Past]:
    """Return the last changes of the saved people of a journey, or of one of them."""
    rows = GoldenChange.objects.filter(journey=journey)
    rows = rows.filter(name=name) if name else rows
    found = list((rows.filter(at__gt=since) if since else rows)[:HISTORY])
    called = people.names(one.by for one in found)
    return [Past(one, called[one.by]) for one in found]


def walked(result: GoldenResult, copy: WorkingCopy, journey: str) -> Walked:
    """Say where a saved person comes to in the working copy."""
    found, texts = result.found, copy.texts.get(SOURCE, {})
    titles = page_titles(copy.journeys[journey], texts)
    return Walked(
        pages=tuple(titles.get(page.partition("#")[0], page) for page in found.pages),
        waits_at=titles.get(found.waits_at, found.waits_at),
        ends=tuple((called, words) for called, words in _ends(found, texts) if words),
    )


def _ends(found: Outcome, words: Mapping[str, str]) -> list[tuple[str, str]]:
    return [
        ("Stopped by the safety page", _page(found.stop, words)),
        ("Way out", _page(found.exit, words)),
        ("Flags", ", ".join(_plain(flag) for flag in found.flags)),
        ("Needs", ", ".join(_plain(need) for need in found.needs)),
        ("Offers", "; ".join(_offer(offer, words) for offer in found.offers)),
        ("How soon", _plain(found.priority)),
    ]


def _page(key: str, texts: Mapping[str, str]) -> str:
    return texts.get(f"page.{key}.title") or _plain(key)


def _offer(told: str, texts: Mapping[str, str]) -> str:
    key, _, outcome = told.partition(":")
    return f"{texts.get(f'offer.{key}.name') or _plain(key)} ({_plain(outcome)})"


def _plain(key: str) -> str:
    return key.replace("_", " ")
