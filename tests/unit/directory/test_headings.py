"""Do the rules of headings find what stands for a retired one, without running in circles?"""

from hypothesis import given
from hypothesis import strategies as st

from directory.rules.headings import code_from, moved, successor_of

keys = st.integers(min_value=0, max_value=6)
links = st.dictionaries(keys, st.none() | keys)
Links = dict[int, int | None]


def test_a_heading_in_use_stands_for_itself() -> None:
    assert successor_of("tea", {}) == "tea"


def test_the_last_of_a_chain_stands_for_a_retired_heading() -> None:
    assert successor_of("tea", {"tea": "coffee", "coffee": "company"}) == "company"


def test_nothing_stands_for_one_that_was_retired_for_nothing_or_runs_in_a_circle() -> None:
    assert successor_of("tea", {"tea": None}) is None
    assert successor_of("tea", {"tea": "coffee", "coffee": "tea"}) is None


@given(keys, links)
def test_what_stands_for_a_heading_is_never_retired(key: int, successors: Links) -> None:
    found = successor_of(key, successors)
    assert found is None or found not in successors


@given(st.lists(keys, unique=True, min_size=1), st.integers(-9, 9), st.data())
def test_moving_keeps_all_and_the_order_of_the_others(
    order: list[int], places: int, data: st.DataObject
) -> None:
    key = data.draw(st.sampled_from(order))
    after = moved(order, key, places)
    assert sorted(after) == sorted(order)
    assert [one for one in after if one != key] == [one for one in order if one != key]
    assert moved(order, key, 0) == order


@given(st.text("abc-", max_size=60), st.sets(st.sampled_from(["heading", "a", "a_2", "b"])))
def test_a_code_is_new_short_and_plain(name: str, taken: set[str]) -> None:
    code = code_from(name, frozenset(taken))
    assert code not in taken
    assert 0 < len(code) <= 40
    assert set(code) <= set("abcdefghijklmnopqrstuvwxyz_0123456789")
