"""What do some walks show, where there are too many to try them all?"""

from __future__ import annotations

from collections import Counter
from random import Random

from selfassessment.engine.exploring import Explorer, Record
from selfassessment.engine.model import Page
from selfassessment.engine.worlds import Variable

SEED = 20261125
TRIES = 3
ENTERING = 0.8


def sample(explorer: Explorer, walks: int) -> Record:
    """Walk at random, the same walks each time; ways seldom taken are preferred."""
    random = Random(SEED)  # noqa: S311  # a repeatable choice of tests, no secret
    record = Record()
    seen: Counter[tuple[str, str | None, int | None]] = Counter()
    for _ in range(walks):
        _walk(explorer, random, seen, record)
    return record


def _walk(
    explorer: Explorer,
    random: Random,
    seen: Counter[tuple[str, str | None, int | None]],
    record: Record,
) -> None:
    values: dict[Variable, object] = {}
    key: str | None = explorer.definition.pages[0].key
    length = 0
    while key is not None:
        page = explorer.pages[key]
        values, is_open = random.choice(list(explorer.doors(page, values)))
        beyond = explorer.passing(page)
        if beyond is not None and not (is_open and random.random() < ENTERING):
            key = beyond
            continue
        length += 1
        record.states += 1
        record.arrivals[key] += 1
        drawn = [_drawn(explorer, page, values, random) for _ in range(TRIES)]
        if page.is_end:
            record.lengths.add(length)
            explorer.finish(page, drawn[0], record)
            return
        ways = [(chosen, way) for chosen in drawn for way in explorer.leads(page, chosen)]
        values, (key, route) = min(ways, key=lambda way: seen[(page.key, *way[1])])
        seen[(page.key, key, route)] += 1
        record.ways[page.key, route] += 1
        if key is None:
            record.stuck.add(page.key)


def _drawn(
    explorer: Explorer, page: Page, values: dict[Variable, object], random: Random
) -> dict[Variable, object]:
    """Return the values so far with a random class for each that is decided here."""
    choices = explorer.choices(page, frozenset(values.items()))
    return {**values, **{variable: random.choice(d.values) for variable, d in choices}}
