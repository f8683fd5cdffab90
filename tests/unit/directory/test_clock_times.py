"""Which time does a person mean?"""

from contextlib import suppress
from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from directory.rules.clock_times import NotATimeError, as_typed, parse_time


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("10", time(10)),
        ("10am", time(10)),
        ("10:00", time(10)),
        ("10.30 am", time(10, 30)),
        ("10.30 a.m.", time(10, 30)),
        ("half past ten", time(10, 30)),
        ("Half past 2", time(14, 30)),
        ("quarter to three", time(14, 45)),
        ("quarter past 7 pm", time(19, 15)),
        ("ten o'clock", time(10)),
        ("2", time(14)),
        ("2pm", time(14)),
        ("1430", time(14, 30)),
        ("18:45", time(18, 45)),
        ("06:00", time(6)),
        ("12", time(12)),
        ("12 noon", time(12)),
        ("noon", time(12)),
        ("12am", time(0)),
        ("midnight", time(0)),
    ],
)
def test_times_as_people_type_them(said: str, meant: time) -> None:
    assert parse_time(said) == meant


@pytest.mark.parametrize("said", ["", "soon", "25", "10:75", "13pm", "0am", "half past", "-3"])
def test_what_is_no_time_is_refused(said: str) -> None:
    with pytest.raises(NotATimeError):
        parse_time(said)


@given(st.text(max_size=40))
def test_no_text_breaks_the_parser(said: str) -> None:
    with suppress(NotATimeError):
        assert isinstance(parse_time(said), time)


@given(st.times().map(lambda moment: moment.replace(second=0, microsecond=0)))
def test_a_time_shown_in_the_form_is_read_back_as_itself(moment: time) -> None:
    assert parse_time(as_typed(moment)) == moment
