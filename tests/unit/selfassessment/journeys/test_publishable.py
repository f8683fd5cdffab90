"""May the shipped journeys and tables be published as they stand?"""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

from selfassessment.engine import tables
from selfassessment.engine.proof import prove
from selfassessment.engine.routing import TableName
from selfassessment.engine.validate import Severity, Surroundings, validate
from tests.factories.personas import JOURNEYS, journey, read_json, texts, waiting

LANGUAGES = tuple(
    code for code in ("en", "gu", "pl", "ur") if (JOURNEYS / "texts" / f"{code}.json").exists()
)


@pytest.mark.parametrize("slug", ["check", "refer"])
def test_a_shipped_journey_has_no_errors(slug: str) -> None:
    untranslated = {key: texts()[key] for key in waiting()}
    surroundings = Surroundings(
        texts={language: {**untranslated, **texts(language)} for language in LANGUAGES},
        routing=tables.load_tables(read_json("definitions", "routing.json")),
        journeys=(journey("check"), journey("refer")),
    )
    found = validate(replace(journey(slug), locales=LANGUAGES), surroundings)
    assert [finding for finding in found if finding.severity is Severity.ERROR] == []
    late = [finding for finding in found if finding.code == "safety_late"]
    assert late == []


@pytest.mark.parametrize("slug", ["check", "refer"])
def test_hundreds_of_walks_end_and_leave_nobody_with_nothing(slug: str) -> None:
    routing = tables.load_tables(read_json("definitions", "routing.json"))
    proof = prove(journey(slug), routing, limit=1, walks=400)
    assert proof.ends_well
    assert proof.outcomes


@pytest.mark.parametrize("slug", ["check", "refer"])
def test_a_journey_is_published_in_every_shipped_language(slug: str) -> None:
    assert journey(slug).locales == ("en", "gu", "pl", "ur")


def test_the_pages_of_the_check_are_proven_whole_and_in_time() -> None:
    began = time.process_time()
    proof = prove(journey("check"))
    assert time.process_time() - began < 10
    assert not proof.sampled
    assert (proof.never_reached, proof.never_taken, proof.stuck) == ((), (), ())


def test_what_the_tables_decide_is_sampled_in_time_and_says_so() -> None:
    began = time.process_time()
    routing = tables.load_tables(read_json("definitions", "routing.json"))
    proof = prove(journey("check"), routing)
    assert time.process_time() - began < 10
    assert proof.sampled
    assert proof.ends_well


def test_every_threshold_used_for_eligibility_is_a_dated_row() -> None:
    raw = read_json("definitions", "routing.json")
    with_numbers = {
        key for key, row in raw["conditions"].items() if "bmi" in str(row) and "at_" in str(row)
    } | {"light_weight"}
    for table in (TableName.NEEDS, TableName.OFFERS):
        for row in raw["tables"][table.value]:
            if with_numbers & set(row["when"]):
                assert row["valid_from"], row


def test_the_front_desk_catches_whatever_no_team_takes() -> None:
    last = read_json("definitions", "routing.json")["tables"]["allocation"][-1]
    assert last["when"] == []
    assert "for" not in last
    assert last["then"] == {"provider": "desk"}
