"""Does a data folder keep to one council, and does whoever switches it by mistake learn how?"""

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.test import override_settings

from core.held_configuration import held, hold, hold_or_stop


@pytest.fixture(autouse=True)
def new_folder(tmp_path: Path) -> Iterator[None]:
    """Let each test have a data folder that nothing was laid out in."""
    with override_settings(WAYMARK_DATA=tmp_path / "new"):
        yield


def test_a_new_folder_is_the_one_of_whoever_sets_it_up_first() -> None:
    assert held() is None
    hold_or_stop()
    assert held() == "leicester"
    hold_or_stop()


@pytest.mark.parametrize(
    "command", ["set_up", "demonstration", "publish_journeys", "load_geography"]
)
def test_another_council_is_not_laid_out_beside_the_one_that_is_there(command: str) -> None:
    hold("portsmouth")
    with pytest.raises(CommandError) as stopped:
        call_command(command)
    said = str(stopped.value)
    assert "holds the site of “portsmouth”" in said
    assert "WAYMARK_DATA" in said
    assert "use_configuration leicester --look" in said
    assert held() == "portsmouth"
