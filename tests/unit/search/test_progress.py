"""Does a copy of the index know how far it has come, whatever the order of commits?"""

from hypothesis import given
from hypothesis import strategies as st

from search.progress import Progress

numbers = st.frozensets(st.integers(1, 200), max_size=30)


def test_a_number_that_appears_late_is_not_taken_for_done() -> None:
    progress = Progress(10).with_done((12, 13), settled=0)
    assert [n for n in range(9, 15) if progress.includes(n)] == [9, 10, 12, 13]


def test_the_mark_never_goes_back() -> None:
    assert Progress(10).with_done((), settled=3) == Progress(10)


@given(st.integers(0, 100), numbers, numbers, st.integers(0, 200))
def test_what_is_done_stays_done(
    low: int, done: frozenset[int], more: frozenset[int], settled: int
) -> None:
    before = Progress(low).with_done(done, settled=0)
    after = before.with_done(more, settled=settled)
    assert all(after.includes(number) for number in done | more)
    assert all(number > after.low for number in after.done)
    assert Progress.from_json(after.to_json()) == after
