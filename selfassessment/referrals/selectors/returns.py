"""Whose outcomes feed the returns to government?"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from selfassessment.referrals.models import ReferralLine
from selfassessment.referrals.rules.periods import Period
from selfassessment.referrals.rules.stop_smoking import SECTIONS, Attempt
from selfassessment.referrals.rules.weight_data_set import STAGES, Weights
from selfassessment.referrals.selectors.outcomes import of_lines
from selfassessment.referrals.types import PersonDetails

Kept = Mapping[tuple[str, str], Any]
_BORN_KNOWN_FROM = 1900


@dataclass(frozen=True)
class Started:
    """One line whose help started in a period, with what is kept of its set."""

    line: ReferralLine
    day: date
    kept: Kept

    def at_start(self, field: str) -> Any:
        """Return an answer of the start."""
        return self.kept.get((field, "before"))

    @property
    def details(self) -> PersonDetails:
        """Return the person's details."""
        details: PersonDetails = self.line.case.person.details
        return details


def started(code: str, field: str, period: Period, *, samples: bool) -> list[Started]:
    """Return the lines of a set whose day of `field` lies in a period, by that day.

    Two queries, however many there are. Made-up sample cases count only when they are asked for.
    """
    lines = ReferralLine.objects.filter(outcomes__set=code)
    if not samples:
        lines = lines.filter(case__is_sample=False)
    kept_by_line = {
        key: {(row.field, row.stage): row.value for row in rows}
        for key, rows in of_lines(lines, code).items()
    }
    days = {
        key: date.fromisoformat(kept[field, "before"])
        for key, kept in kept_by_line.items()
        if (field, "before") in kept
    }
    wanted = [key for key, day in days.items() if period.first <= day < period.after]
    rows = ReferralLine.objects.filter(pk__in=wanted).select_related("case__person")
    found = [Started(row, days[row.pk], kept_by_line[row.pk]) for row in rows]
    return sorted(found, key=lambda one: (one.day, one.line.case.reference))


def attempts(period: Period, *, samples: bool) -> list[Attempt]:
    """Return the attempts to stop smoking whose quit date lies in a period."""
    return [_attempt(one) for one in started("stop_smoking", "quit_date", period, samples=samples)]


def _attempt(one: Started) -> Attempt:
    kept = one.kept
    facts = {code: _last(kept, code) for code in SECTIONS}
    asked = kept.get(("asked_on", "4"))
    return Attempt(
        quit_date=one.day,
        age=age_on(one.details.date_of_birth, one.day) or one.at_start("age_at_quit"),
        smoked=kept.get(("smoked", "4")),
        asked_on=date.fromisoformat(asked) if asked else None,
        co_ppm=kept.get(("co_ppm", "4")),
        facts={code: value for code, value in facts.items() if value},
    )


def _last(kept: Kept, code: str) -> Any:
    """Return the answer of four weeks, else that of the start."""
    return kept.get((code, "4")) or kept.get((code, "before"))


def age_on(born: date | None, day: date) -> int | None:
    """Return the age on a day; None where it is not known."""
    if born is None or born > day or born.year < _BORN_KNOWN_FROM:
        return None
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def weights_of(one: Started) -> Weights:
    """Return the measures of somebody in a weight-management programme."""
    return Weights(
        height_cm=_decimal(one.at_start("height_cm")),
        start_kg=_decimal(one.at_start("weight_kg")),
        later_kg=tuple(_decimal(one.kept.get(("weight_kg", stage))) for stage in STAGES),
        offered=one.kept.get(("sessions_offered", "end")),
        attended=one.kept.get(("sessions_attended", "end")),
    )


def _decimal(value: Any) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def weight_starts(period: Period, *, samples: bool) -> Iterator[tuple[Started, Weights]]:
    """Yield who started a weight-management programme in a period, with the measures."""
    for one in started("weight", "start_date", period, samples=samples):
        yield one, weights_of(one)
