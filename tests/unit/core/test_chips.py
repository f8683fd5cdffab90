"""Do the filters in force say what they take away, and can nothing break out of them?"""

from dataclasses import dataclass

from core.chips import chips_markup


@dataclass(frozen=True)
class One:
    text: str
    on: bool = True
    href: str = "?q=a&b=c"


def test_a_filter_in_force_says_to_the_ear_that_it_is_taken_away() -> None:
    text = chips_markup([One("Free"), One("Today", on=False)], "?q=a")
    assert text.count('<span class="wm-vh">Remove </span>') == 1
    assert 'class="wm-chip" href="?q=a&amp;b=c">Today</a>' in text
    assert text.endswith('href="?q=a">Clear all</a></p>')


def test_without_filters_there_is_nothing() -> None:
    assert chips_markup([], "?") == ""


def test_what_somebody_typed_stays_text() -> None:
    text = chips_markup([One("<b>", href='"><script>')], '"><i>')
    assert "<b>" not in text
    assert "<script>" not in text
    assert "<i>" not in text
