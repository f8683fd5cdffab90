"""Do the parts of a task list change places with their pages, and still end where they must?"""

import copy

import pytest

from selfassessment import shipped
from selfassessment.engine.definition import load
from selfassessment.engine.findings import Surroundings
from selfassessment.engine.tables import load_tables
from selfassessment.engine.validate import validate
from selfassessment.workshop.documents.parts import Gone
from selfassessment.workshop.documents.sections import codes, hub_of, move_section

CHECK = shipped.documents()["check"]
ROUTING = load_tables(shipped.documents()["routing"])


def codes_of(document: dict[str, object]) -> list[str]:
    """Return the order of the parts."""
    hub = hub_of(document)
    assert hub is not None
    return codes(hub)


def problems(document: dict[str, object]) -> set[str]:
    """Return the codes of what the validator says of the parts."""
    found = validate(load(document), Surroundings(routing=ROUTING))
    return {one.code for one in found} & {"leaves_section", "section_apart", "task_list_default"}


@pytest.mark.parametrize("code", ["alcohol", "home", "family", "smoking"])
@pytest.mark.parametrize("step", [1, -1])
def test_a_part_moves_with_its_pages_and_its_end(code: str, step: int) -> None:
    document = copy.deepcopy(CHECK)
    before = codes_of(document)
    move_section(document, code, step)
    at = before.index(code)
    if 0 <= at + step < len(before):
        assert codes_of(document).index(code) == at + step
    assert not problems(document)
    assert {one["key"] for one in document["pages"]} == {one["key"] for one in CHECK["pages"]}
    move_section(document, code, -step if codes_of(document) != before else 0)
    assert document == CHECK


def test_a_part_that_is_not_there_is_said_to_be_gone() -> None:
    with pytest.raises(Gone):
        move_section(copy.deepcopy(CHECK), "nothing", 1)
