"""Are pages left out only where nobody ends elsewhere for it?"""

from __future__ import annotations

from dataclasses import replace
from random import Random

import pytest

from selfassessment import shipped
from selfassessment.engine import outcomes
from selfassessment.engine.changes import content
from selfassessment.engine.exploring import Explorer
from selfassessment.engine.findings import SOME_DAY
from selfassessment.engine.outcomes import Limits, OutcomeDiff, Version, compare
from selfassessment.engine.routing import TableName
from selfassessment.engine.slices import Slice
from selfassessment.engine.trimming import trimmed
from tests.factories.random_journeys import pair

MANY = Limits(states=60_000, budget=400_000, walks=1)


def moves(diff: OutcomeDiff) -> set[tuple[str, str, str]]:
    """Return what moved, of what was seen whole."""
    whole = {part.about for part in diff.parts if not part.sampled}
    return {(one.about, one.before, one.after) for one in diff.moved if one.about in whole}


def changed(version: Version, seed: int) -> Version:
    """Take a row of the tables away, and sometimes a way on."""
    random = Random(seed)
    tables = dict(version.routing.tables)
    name = random.choice([key for key in TableName if tables[key]] or [TableName.NEEDS])
    rows = list(tables[name])
    if rows:
        rows.pop(random.randrange(len(rows)))
    tables[name] = tuple(rows)
    definition = version.definition
    if seed % 3 == 0:
        pages = list(definition.pages)
        at = random.randrange(len(pages))
        pages[at] = replace(pages[at], routes=pages[at].routes[1:])
        definition = replace(definition, pages=tuple(pages))
    return Version(definition, replace(version.routing, tables=tables))


@pytest.mark.parametrize("seed", [*range(40), 122])
def test_nobody_more_or_less_ends_elsewhere_without_the_pages_that_do_not_matter(
    seed: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = pair(seed)
    before = Version(made.definition, made.routing)
    after = changed(before, seed)
    quick = compare(before, after, limits=MANY)
    monkeypatch.setattr(outcomes, "trimmed", lambda one, other: (one.definition, other.definition))
    whole = compare(before, after, limits=MANY)
    seen = {part.about for part in whole.parts if not part.sampled}
    assert {one for one in moves(quick) if one[0] in seen} == moves(whole)


def test_of_the_shipped_check_few_pages_matter_for_one_offer() -> None:
    documents = shipped.documents()
    check = content(documents["check"], documents["routing"])
    routing = Slice(("stop_smoking",)).of(check.routing)
    one = Explorer(check.definition, routing, SOME_DAY)
    left, _same = trimmed(one, one)
    keys = {page.key for page in left.pages if not page.is_end}
    assert "tobacco" in keys
    assert not keys & {"home_steps", "waist", "low_mood", "signs"}
