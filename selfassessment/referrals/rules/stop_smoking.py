"""How is the quarterly return of a stop-smoking service counted?

One attempt is one line with a quit date in the quarter. It ends in one of three ways: quit, not
quit, not known. Who was asked too early, too late or never is not known; who quit and blew
below the limit is also validated.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from selfassessment.referrals.rules.outcome_sets import OutcomeSet
from selfassessment.referrals.rules.return_limits import SmokingLimits
from selfassessment.referrals.rules.suppression import Cell, Counts, hide, is_small

COLUMNS = ("Set a quit date", "Quit, by their own word", "Validated", "Not quit", "Not known")
PARTS = ("validated", "quit", "not_quit", "not_known")
NOT_RECORDED = "not_recorded"
# Where an answer is missing, the return's own word for it.
_MISSING = {
    "gender": "not_known",
    "ethnic_group": "not_stated",
    "socio_economic": "unable_to_code",
    "pregnant": "not_known",
    "free_prescriptions": "not_known",
    "aid": "not_known",
}
SECTIONS = (
    *("gender", "ethnic_group", "socio_economic", "pregnant", "free_prescriptions"),
    *("intervention", "setting", "aid"),
)


class DoesNotAddUp(ValueError):
    """The numbers of a return contradict each other."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """One attempt to stop; `facts` hold the codes that it is broken down by."""

    quit_date: date
    age: int | None = None
    smoked: str | None = None
    asked_on: date | None = None
    co_ppm: int | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the return. None stands for a number that is hidden."""

    label: str
    set: Cell
    quit: Cell
    validated: Cell
    not_quit: Cell
    not_known: Cell

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Return the numbers in the order of COLUMNS."""
        return self.set, self.quit, self.validated, self.not_quit, self.not_known


@dataclass(frozen=True, slots=True)
class Section:
    """One breakdown: its rows add up to the whole."""

    code: str
    title: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Return:
    """The whole return."""

    total: Row
    sections: tuple[Section, ...]


def result(attempt: Attempt, limits: SmokingLimits) -> str:
    """Return how an attempt counts: one of PARTS, where `quit` is quit without validation."""
    if attempt.smoked not in ("not_a_puff", "smoked") or not _asked_in_time(attempt, limits):
        return "not_known"
    if attempt.smoked == "smoked":
        return "not_quit"
    blew_low = attempt.co_ppm is not None and 0 <= attempt.co_ppm < limits.co_below
    return "validated" if blew_low else "quit"


def _asked_in_time(attempt: Attempt, limits: SmokingLimits) -> bool:
    if attempt.asked_on is None:
        return False
    days = (attempt.asked_on - attempt.quit_date).days
    return limits.asked_from_day <= days <= limits.asked_to_day


def is_still_open(attempt: Attempt, limits: SmokingLimits, today: date) -> bool:
    """Return whether somebody who is not known yet may still be asked in time."""
    days = (today - attempt.quit_date).days
    return result(attempt, limits) == "not_known" and days <= limits.asked_to_day


def count(attempts: Sequence[Attempt], known: OutcomeSet, limits: SmokingLimits) -> Return:
    """Return the exact numbers; raise DoesNotAddUp when they contradict each other."""
    ages = {band.code: band.label for band in limits.age_bands} | {NOT_RECORDED: "Not recorded"}
    sections = [_section("age", "Age on the quit date", ages, attempts, limits)]
    for code in SECTIONS:
        asked = known.field(code)
        names = dict(asked.choices)
        if _MISSING.get(code) not in names:
            names[NOT_RECORDED] = "Not recorded"
        sections.append(_section(code, asked.label, names, attempts, limits))
    made = Return(_row("Everybody", attempts, limits), tuple(sections))
    check(made)
    return made


def _code(attempt: Attempt, section: str, limits: SmokingLimits) -> str:
    if section == "age":
        bands = (
            b.code for b in limits.age_bands if attempt.age is not None and b.holds(attempt.age)
        )
        return next(bands, NOT_RECORDED)
    return attempt.facts.get(section) or _MISSING.get(section, NOT_RECORDED)


def _section(
    code: str,
    title: str,
    names: Mapping[str, str],
    attempts: Sequence[Attempt],
    limits: SmokingLimits,
) -> Section:
    held: dict[str, list[Attempt]] = {name: [] for name in names}
    for attempt in attempts:
        held.setdefault(_code(attempt, code, limits), []).append(attempt)
    rows = (_row(names.get(key, key), held[key], limits) for key in held)
    return Section(code, title, tuple(rows))


def _row(label: str, attempts: Iterable[Attempt], limits: SmokingLimits) -> Row:
    found = [result(attempt, limits) for attempt in attempts]
    numbers = [found.count(part) for part in PARTS]
    return _of_parts(label, numbers, len(found))


def _of_parts(label: str, parts: Sequence[Cell], whole: Cell) -> Row:
    validated, unvalidated, not_quit, not_known = parts
    seen = validated is not None and unvalidated is not None
    return Row(
        label=label,
        set=whole,
        quit=(validated or 0) + (unvalidated or 0) if seen else None,
        validated=validated,
        not_quit=not_quit,
        not_known=not_known,
    )


def check(made: Return) -> None:
    """Raise DoesNotAddUp unless each row adds up, and each section to the whole."""
    for section in made.sections:
        for place, whole in enumerate(made.total.cells):
            if sum(row.cells[place] or 0 for row in section.rows) != whole:
                raise DoesNotAddUp(f"{section.title}: {COLUMNS[place]}")
    for row in (made.total, *(row for section in made.sections for row in section.rows)):
        _check_row(row)


def _check_row(row: Row) -> None:
    whole, quit_, validated, not_quit, not_known = (number or 0 for number in row.cells)
    if whole != quit_ + not_quit + not_known:
        raise DoesNotAddUp(f"{row.label}: {COLUMNS[0]}")
    if validated > quit_:
        raise DoesNotAddUp(f"{row.label}: {COLUMNS[2]}")


def protect(made: Return) -> Return:
    """Return the numbers without the small ones, and without those that would give them away.

    Where a number of the whole is small, only how many set a quit date is told.
    """
    columns = _parts(made.total)
    if is_small(made.total.set or 0):
        return Return(_of_parts(made.total.label, (None,) * 4, None), ())
    if any(map(is_small, columns)):
        whole = _of_parts(made.total.label, (None,) * 4, made.total.set)
        return Return(whole, tuple(_counts_alone(section) for section in made.sections))
    return Return(made.total, tuple(_protected(section) for section in made.sections))


def _parts(row: Row) -> tuple[int, ...]:
    _whole, quit_, validated, not_quit, not_known = (number or 0 for number in row.cells)
    return validated, quit_ - validated, not_quit, not_known


def _protected(section: Section) -> Section:
    table = hide(Counts(PARTS, tuple((row.label, _parts(row)) for row in section.rows)))
    rows = (_of_parts(label, numbers[:-1], numbers[-1]) for label, numbers in table.rows)
    return Section(section.code, section.title, tuple(rows))


def _counts_alone(section: Section) -> Section:
    table = hide(Counts(("set",), tuple((row.label, (row.set or 0,)) for row in section.rows)))
    rows = (_of_parts(label, (None,) * 4, numbers[-1]) for label, numbers in table.rows)
    return Section(section.code, section.title, tuple(rows))
