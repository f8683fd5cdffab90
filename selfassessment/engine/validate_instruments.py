"""Is each instrument used as it is locked?"""

from __future__ import annotations

from collections.abc import Iterator

from selfassessment.engine.findings import Finding, Surroundings, error
from selfassessment.engine.graph import Graph
from selfassessment.engine.kinds import PageKind
from selfassessment.engine.model import JourneyDefinition, Page, Question, ScoreUse


def instrument_findings(
    definition: JourneyDefinition, graph: Graph, around: Surroundings
) -> Iterator[Finding]:
    """Yield instruments that are unknown, changed, or fed wrongly."""
    for page in definition.pages:
        yield from _page(page, around)
        for question in page.questions:
            if question.item is not None:
                yield from _item(question, f"pages.{page.key}.{question.key}", around)
    scores = dict(definition.scores)
    if around.routing is not None:
        scores |= around.routing.scores
    for key, use in scores.items():
        yield from _score(use, f"scores.{key}", around)


def _page(page: Page, around: Surroundings) -> Iterator[Finding]:
    place = f"pages.{page.key}"
    if page.kind is not PageKind.INSTRUMENT:
        return
    if page.instrument is None:
        yield error("no_instrument", place, "A page of kind instrument must name one.")
    elif page.instrument not in around.instruments:
        yield error("unknown_instrument", place, f"There is no instrument “{page.instrument}”.")
    for question in page.questions:
        if question.item is None:
            yield error(
                "unlocked_item", f"{place}.{question.key}", "It must name the instrument's item."
            )


def _item(question: Question, place: str, around: Surroundings) -> Iterator[Finding]:
    instrument_id, _, item_id = str(question.item).partition(".")
    instrument = around.instruments.get(instrument_id)
    items = {item.id: item for item in instrument.items} if instrument is not None else {}
    if item_id not in items:
        yield error("unknown_item", place, f"There is no item “{question.item}”.")
    elif question.choices and question.choice_keys != items[item_id].option_ids:
        yield error(
            "item_changed",
            place,
            f"The choices must be {', '.join(items[item_id].option_ids)}, in this order.",
        )


def _score(use: ScoreUse, place: str, around: Surroundings) -> Iterator[Finding]:
    instrument = around.instruments.get(use.instrument)
    if instrument is None:
        yield error("unknown_instrument", place, f"There is no instrument “{use.instrument}”.")
        return
    if use.bands and use.bands != instrument.bands:
        yield error(
            "bands_changed", f"{place}.bands", f"The bands are {', '.join(instrument.bands)}."
        )
    known = {item.id for item in instrument.items}
    for item in use.inputs:
        if item not in known:
            yield error(
                "unknown_item", f"{place}.inputs.{item}", f"“{use.instrument}” has no such item."
            )
    for locked in instrument.items:
        if not locked.optional and locked.id not in use.inputs and not instrument.decides_early:
            yield error("item_missing", f"{place}.inputs", f"“{locked.id}” is needed for a score.")
