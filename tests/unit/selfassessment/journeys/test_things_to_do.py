"""Do the things to do that a need leads to belong to that need?"""

import json
from collections.abc import Iterator
from typing import Any

from tests.factories.personas import ROOT, read_json

ROUTING: dict[str, Any] = read_json("definitions", "routing.json")
NEEDS: dict[str, Any] = ROUTING["needs"]


def headings(node: Any) -> Iterator[str]:
    """Give every code of the directory's headings."""
    if isinstance(node, dict):
        if "labels" in node:
            yield node["code"]
        node = list(node.values())
    if isinstance(node, list):
        for part in node:
            yield from headings(part)


def test_every_need_leads_to_headings_of_the_directory() -> None:
    told = (ROOT / "directory" / "data" / "taxonomy.json").read_text("utf-8")
    known = set(headings(json.loads(told)))
    assert "tai_chi" in known
    for row in ROUTING["extra"]["results"]["activities_without"]:
        assert set(row["headings"]) <= known
    for key, need in NEEDS.items():
        assert set(need["extra"].get("topics", ())) <= known, key


def test_who_has_fallen_is_not_led_to_boxing_nor_who_is_hungry_to_advice_on_food() -> None:
    assert not {"moving", "martial_arts"} & set(NEEDS["falls"]["extra"]["topics"])
    rows = ROUTING["extra"]["results"]["activities_without"]
    for told in ("asks_falls", "falls_likely"):
        row = next(row for row in rows if row["when"] == [told])
        assert {"martial_arts", "football", "running"} <= set(row["headings"])
    assert "food_bank" in NEEDS["food_money"]["extra"]["topics"]
    assert "food" not in NEEDS["food_money"]["extra"]["topics"]
