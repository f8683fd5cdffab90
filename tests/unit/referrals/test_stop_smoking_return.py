"""Does the quarterly return count as its rules say, and does it always add up?"""

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfassessment.referrals.rules import stop_smoking
from selfassessment.referrals.rules.outcome_sets import set_of
from selfassessment.referrals.rules.return_limits import smoking_limits
from selfassessment.referrals.rules.stop_smoking import (
    SECTIONS,
    Attempt,
    DoesNotAddUp,
    Return,
    Row,
    check,
    count,
    is_still_open,
    protect,
    result,
)

Place = tuple[int, int]
QUIT = date(2026, 8, 3)
LIMITS = smoking_limits(QUIT)
KNOWN = set_of("stop_smoking", QUIT)


def attempt(smoked: str | None = "not_a_puff", day: int | None = 28, **more: object) -> Attempt:
    """Return an attempt that was asked on a day after the quit date."""
    asked = None if day is None else QUIT + timedelta(days=day)
    return Attempt(quit_date=QUIT, smoked=smoked, asked_on=asked, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("day", "counts"), [(24, "not_known"), (25, "quit"), (42, "quit"), (43, "not_known")]
)
def test_an_answer_counts_from_day_25_to_day_42(day: int, counts: str) -> None:
    assert result(attempt(day=day), LIMITS) == counts
    smoked = result(attempt("smoked", day=day), LIMITS)
    assert smoked == ("not_quit" if counts == "quit" else "not_known")


@pytest.mark.parametrize(
    ("ppm", "counts"), [(None, "quit"), (0, "validated"), (9, "validated"), (10, "quit")]
)
def test_a_reading_below_ten_validates(ppm: int | None, counts: str) -> None:
    assert result(attempt(co_ppm=ppm), LIMITS) == counts


def test_a_low_reading_makes_no_quitter_of_who_smoked_or_was_not_asked() -> None:
    assert result(attempt("smoked", co_ppm=1), LIMITS) == "not_quit"
    assert result(attempt("not_known", co_ppm=1), LIMITS) == "not_known"
    assert result(attempt(None, co_ppm=1), LIMITS) == "not_known"
    assert result(attempt(day=None, co_ppm=1), LIMITS) == "not_known"
    assert result(attempt(day=50, co_ppm=1), LIMITS) == "not_known"


def test_who_may_still_be_asked_in_time_is_open() -> None:
    unknown = attempt(None, day=None)
    assert is_still_open(unknown, LIMITS, QUIT + timedelta(days=42))
    assert not is_still_open(unknown, LIMITS, QUIT + timedelta(days=43))
    assert not is_still_open(attempt(), LIMITS, QUIT + timedelta(days=30))


@pytest.mark.parametrize(
    ("age", "band"),
    [
        *((None, "Not recorded"), (12, "Under 18"), (17, "Under 18"), (18, "18 to 34")),
        *((34, "18 to 34"), (35, "35 to 44"), (44, "35 to 44"), (45, "45 to 59")),
        *((59, "45 to 59"), (60, "60 and over"), (101, "60 and over")),
    ],
)
def test_each_edge_of_the_age_bands(age: int | None, band: str) -> None:
    ages = count([attempt(age=age)], KNOWN, LIMITS).sections[0]
    assert [row.label for row in ages.rows if row.set] == [band]


def test_a_missing_answer_stands_under_the_words_of_the_return() -> None:
    made = count([attempt()], KNOWN, LIMITS)
    found = {
        section.code: next(row.label for row in section.rows if row.set)
        for section in made.sections
    }
    assert found == {
        "age": "Not recorded",
        "gender": "Not known or not stated",
        "ethnic_group": "Not stated",
        "socio_economic": "Unable to code",
        "pregnant": "Not known",
        "free_prescriptions": "Not known",
        "intervention": "Not recorded",
        "setting": "Not recorded",
        "aid": "Not known",
    }


def test_nobody_is_a_return_of_noughts() -> None:
    made = count([], KNOWN, LIMITS)
    assert made.total.cells == (0, 0, 0, 0, 0)
    assert protect(made).total.cells == (0, 0, 0, 0, 0)


def test_a_return_that_contradicts_itself_is_refused() -> None:
    for cells in [(5, 2, 1, 1, 1), (5, 2, 3, 2, 1)]:
        with pytest.raises(DoesNotAddUp):
            check(Return(Row("Everybody", *cells), ()))
    whole = Row("Everybody", 5, 2, 1, 2, 1)
    part = stop_smoking.Section("x", "X", (Row("One", 4, 2, 1, 1, 1),))
    with pytest.raises(DoesNotAddUp, match="X: Set a quit date"):
        check(Return(whole, (part,)))


def _facts() -> st.SearchStrategy[dict[str, str]]:
    codes = {
        code: st.sampled_from([key for key, _ in KNOWN.field(code).choices]) for code in SECTIONS
    }
    return st.fixed_dictionaries({}, optional=codes)


ATTEMPTS = st.lists(
    st.builds(
        attempt,
        smoked=st.sampled_from([None, "not_a_puff", "smoked", "not_known"]),
        day=st.none() | st.integers(0, 60),
        age=st.none() | st.integers(12, 100),
        co_ppm=st.none() | st.integers(0, 150),
        facts=_facts(),
    ),
    max_size=60,
)


@settings(max_examples=150, deadline=None)
@given(ATTEMPTS)
def test_the_return_always_adds_up(attempts: list[Attempt]) -> None:
    made = count(attempts, KNOWN, LIMITS)
    for row in [made.total, *(row for section in made.sections for row in section.rows)]:
        assert row.set == (row.quit or 0) + (row.not_quit or 0) + (row.not_known or 0)
        assert (row.validated or 0) <= (row.quit or 0)
    for section in made.sections:
        for place, whole in enumerate(made.total.cells):
            assert sum(row.cells[place] or 0 for row in section.rows) == whole
    assert made.total.set == len(attempts)


def _held(row: Row) -> list[int | None]:
    """Return a row as the four ways an attempt ends and the whole."""
    seen = None not in (row.quit, row.validated)
    unvalidated = (row.quit or 0) - (row.validated or 0) if seen else None
    return [row.validated, unvalidated, row.not_quit, row.not_known, row.set]


def _settled(unknown: list[Place], sums: list[dict[Place, int]]) -> set[Place]:
    """Return the unknown numbers that the sums settle, by elimination."""
    lines = [[Fraction(line.get(one, 0)) for one in unknown] for line in sums]
    done = 0
    for column in range(len(unknown)):
        pivot = next((r for r in range(done, len(lines)) if lines[r][column]), None)
        if pivot is None:
            continue
        lines[done], lines[pivot] = lines[pivot], lines[done]
        lines[done] = [number / lines[done][column] for number in lines[done]]
        for r, line in enumerate(lines):
            if r != done and line[column]:
                scale = line[column]
                lines[r] = [a - scale * b for a, b in zip(line, lines[done], strict=True)]
        done += 1
    return {unknown[line.index(Fraction(1))] for line in lines if sum(map(bool, line)) == 1}


@settings(max_examples=150, deadline=None)
@given(ATTEMPTS)
def test_no_small_number_is_shown_or_can_be_worked_out(attempts: list[Attempt]) -> None:
    made, shown = count(attempts, KNOWN, LIMITS), protect(count(attempts, KNOWN, LIMITS))
    whole = _held(shown.total)
    for number, section in enumerate(shown.sections):
        exact = [_held(row) for row in made.sections[number].rows]
        seen = [_held(row) for row in section.rows]
        for row in seen:
            assert not any(cell in (1, 2, 3, 4) for cell in row)
        unknown = [
            (r, c) for r, row in enumerate(seen) for c, cell in enumerate(row) if cell is None
        ]
        # A row adds up to its whole; a column does where the whole of it is shown.
        sums = [
            {(r, c): -1 if c == 4 else 1 for c in range(5) if row[c] is None}
            for r, row in enumerate(seen)
        ]
        sums += [
            {(r, c): 1 for r, row in enumerate(seen) if row[c] is None}
            for c in range(5)
            if whole[c] is not None
        ]
        for r, c in _settled(unknown, sums):
            assert not 0 < (exact[r][c] or 0) < 5
