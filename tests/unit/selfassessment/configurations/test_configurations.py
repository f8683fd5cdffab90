"""May each configuration be published, and does each of its saved people come to the right team?"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from config.settings.configurations import FIRST, FOLDER, council, names
from geography.rules.postcodes import UnitPostcode, parse
from selfassessment import overlay, shipped
from selfassessment.actions.golden import DAY
from selfassessment.engine import tables
from selfassessment.engine.definition import load
from selfassessment.engine.findings import Severity, Surroundings
from selfassessment.engine.golden import Golden, run, walk
from selfassessment.engine.proof import prove
from selfassessment.engine.validate import validate
from selfassessment.selectors.publishing import facts_of

OTHERS = [name for name in names() if name != FIRST]
PEOPLE = [(name, row) for name in OTHERS for row in overlay.golden(FOLDER / name)]


def test_three_configurations_ship() -> None:
    assert names() == ["lancashire", "leicester", "portsmouth"]


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("slug", ["check", "refer"])
def test_the_validator_finds_no_error(name: str, slug: str) -> None:
    documents = shipped.documents(FOLDER / name)
    journeys = {key: load(documents[key]) for key in ("check", "refer")}
    around = Surroundings(
        texts={"en": shipped.words("en", FOLDER / name)},
        routing=tables.load_tables(documents["routing"]),
        journeys=tuple(journeys.values()),
    )
    found = [one for one in validate(journeys[slug], around) if one.severity is Severity.ERROR]
    assert [one for one in found if ".en." in one.place or "texts" not in one.place] == []


# The questions on diabetes are a questionnaire of that name, wherever they are asked.
SCORE = {"offer.know_your_risk.summary", "page.diabetes_risk.body", "result.worked.diabetes_source"}
LEICESTERS = re.compile(r"Leicester|લેસ્ટર|لیسٹر|\bLE\d|UAVA|Active Together")


@pytest.mark.parametrize("name", OTHERS)
@pytest.mark.parametrize("language", ["en", "gu", "pl", "ur"])
def test_residents_read_no_name_of_another_council(name: str, language: str) -> None:
    told = shipped.words(language, FOLDER / name)
    assert [key for key, text in told.items() if LEICESTERS.search(text) and key not in SCORE] == []


@pytest.mark.parametrize("name", OTHERS)
def test_what_it_says_in_its_own_words_stands_in_every_language(name: str) -> None:
    own = json.loads((FOLDER / name / "texts.json").read_text("utf-8"))
    assert all(set(own[language]) == set(own["en"]) for language in ("gu", "pl", "ur"))


@pytest.mark.parametrize("name", OTHERS)
def test_every_walk_ends_well(name: str) -> None:
    documents = shipped.documents(FOLDER / name)
    routing = tables.load_tables(documents["routing"])
    proof = prove(load(documents["refer"]), routing, limit=1, walks=150)
    assert proof.ends_well


@pytest.mark.parametrize("name", OTHERS)
def test_it_has_eight_people_of_its_own(name: str) -> None:
    assert len(overlay.golden(FOLDER / name)) >= 8


@pytest.mark.parametrize(("name", "row"), PEOPLE, ids=[f"{n}-{r['name']}" for n, r in PEOPLE])
def test_a_saved_person_comes_to_the_right_team(name: str, row: dict[str, Any]) -> None:
    documents = shipped.documents(FOLDER / name)
    definition = load(documents["refer"])
    routing = tables.load_tables(documents["routing"])
    person = Golden(row["name"], row["answers"], facts_of(row["facts"]))
    walked = run(definition, routing, person, today=DAY)
    assert walked.waits_at == ""
    assert walked.pages[-1] == "confirmation"
    path = walk(definition, person, today=DAY)
    decision = tables.run(routing, tables.context(routing, path, {"today": DAY, **person.facts}))
    open_offers = {one.offer: one.provider for one in decision.offers if one.provider}
    for offer, provider in row["goes_to"].items():
        assert open_offers.get(offer) == provider
    if "priority" in row:
        assert walked.priority == row["priority"]


@pytest.mark.parametrize(
    ("full", "provider"),
    [([], "lifestyle_team"), (["lifestyle_team"], "desk"), (None, "lifestyle_team")],
)
def test_in_leicester_a_full_team_leads_on_to_the_desk(
    full: list[str] | None, provider: str
) -> None:
    smoker = next(row for row in overlay.golden(FOLDER / "lancashire") if "smoker" in row["name"])
    documents = shipped.documents(FOLDER / FIRST)
    routing = tables.load_tables(documents["routing"])
    facts = facts_of({"language": "en", "in_council_area": True, "full_providers": full})
    known = {key: value for key, value in facts.items() if value is not None}
    person = Golden("smoker", smoker["answers"], known)
    path = walk(load(documents["refer"]), person, today=DAY)
    decision = tables.run(routing, tables.context(routing, path, {"today": DAY, **person.facts}))
    assert {one.offer: one.provider for one in decision.offers}["stop_smoking"] == provider


@pytest.mark.parametrize("name", names())
def test_the_council_is_named_in_every_language(name: str) -> None:
    said = council(name)["words"]
    assert set(said) == {"place", "name", "site", "postcode"}
    assert isinstance(parse(said.pop("postcode")["en"]), UnitPostcode)
    assert all(set(names) == {"en", "gu", "pl", "ur"} for names in said.values())


@pytest.mark.parametrize("name", OTHERS)
def test_a_sample_says_that_it_is_one(name: str) -> None:
    assert "sample" in council(name)["strapline"]
    own = overlay._read(FOLDER / name / "texts.json")["en"]
    told = {key: text for key, text in own.items() if key.startswith(("provider.", "contact."))}
    assert all("(sample" in text for key, text in told.items() if key.endswith(".name"))


@pytest.mark.parametrize("name", OTHERS)
def test_a_provider_has_words(name: str) -> None:
    english = shipped.words("en", FOLDER / name)
    for provider in shipped.documents(FOLDER / name)["routing"]["providers"]:
        assert english[f"provider.{provider}.name"]


def test_words_that_only_english_has_stand_alone(tmp_path: Path) -> None:
    key = "contact.abuse_local.name"
    assert key in shipped.words("gu", FOLDER / FIRST)
    (tmp_path / "texts.json").write_text(json.dumps({"en": {key: "Help near you"}}))
    assert key not in shipped.words("gu", tmp_path)


def test_a_row_is_never_replaced_unseen(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "routing.json").write_text('{"rows": {"scope": [{"order": 10}]}}')
    routing = shipped.documents(FOLDER / FIRST)["routing"]
    with pytest.raises(overlay.NotAnOverlay, match="row 10 is there already"):
        overlay.over_routing(routing, folder)


def test_a_slip_in_a_name_is_said(tmp_path: Path) -> None:
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "routing.json").write_text('{"provider": {}}')
    routing = shipped.documents(FOLDER / FIRST)["routing"]
    with pytest.raises(overlay.NotAnOverlay, match="provider is not known"):
        overlay.over_routing(routing, folder)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ('{"page": []}', "page is not known"),
        ('{"pages": [{"after": "nowhere", "key": "new"}]}', "new cannot stand after nowhere"),
        ('{"pages": [{"after": "who", "key": "topics"}]}', "topics cannot stand after who"),
        ('{"routes": {"nowhere": []}}', "there is no page nowhere"),
    ],
)
def test_a_slip_in_a_page_is_said(tmp_path: Path, written: str, said: str) -> None:
    (tmp_path / "refer.json").write_text(written)
    with pytest.raises(overlay.NotAnOverlay, match=said):
        overlay.over_journey("refer", shipped.documents(FOLDER / FIRST)["refer"], tmp_path)


def test_a_page_stands_after_the_one_that_is_named_and_nothing_that_ships_is_changed() -> None:
    before = shipped.documents(FOLDER / FIRST)["refer"]
    after = overlay.over_journey("refer", before, FOLDER / "portsmouth")
    keys = [page["key"] for page in after["pages"]]
    assert keys[keys.index("child_place") + 1] == "child_area"
    assert before == shipped.documents(FOLDER / FIRST)["refer"]
    assert overlay.over_journey("check", before, FOLDER / "portsmouth") == before


def test_leicester_is_what_ships() -> None:
    assert shipped.documents(FOLDER / FIRST)["routing"]["providers"].keys() == {
        "lifestyle_team",
        "desk",
    }
