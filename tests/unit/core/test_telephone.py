"""Are telephone numbers shown in the groups people read?"""

import pytest

from core.site_facts import telephone_shown


@pytest.mark.parametrize(
    ("number", "shown"),
    [
        ("01164960456", "0116 496 0456"),
        ("+441164960456", "0116 496 0456"),
        ("+911126789035", "+91 11 2678 9035"),
        ("0116 4960 456", "0116 4960 456"),
        ("999", "999"),
        ("+1", "+1"),
        ("", ""),
    ],
)
def test_bare_digits_are_shown_in_groups_and_others_as_written(number: str, shown: str) -> None:
    assert telephone_shown(number).replace("\N{NO-BREAK SPACE}", " ") == shown


def test_the_groups_of_a_number_keep_together() -> None:
    assert " " not in telephone_shown("01164960456")
