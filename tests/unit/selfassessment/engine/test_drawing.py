"""Does the drawing show every page and way, and do its words say the same?"""

from __future__ import annotations

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings

from selfassessment import journeys
from selfassessment.engine.definition import load
from selfassessment.engine.drawing import Drawing, Labels, draw, outline, svg
from selfassessment.engine.drawing.lanes import lanes
from selfassessment.engine.model import JourneyDefinition
from selfassessment.engine.proof import prove
from selfassessment.engine.tables import load_tables
from selfassessment.engine.tasks import TaskOrder
from tests.unit.selfassessment.engine.drafting import definitions
from tests.unit.selfassessment.engine.samples import JOURNEY, ROUTING, journey
from tests.unit.selfassessment.engine.test_tasks import TASKS

PLAIN = Labels(say=lambda condition: "so it is")
DEFINITIONS = Path(journeys.__file__).parent / "definitions"
SVG = "{http://www.w3.org/2000/svg}"


def picture(drawing: Drawing) -> ElementTree.Element:
    """Return the picture read as XML."""
    text = svg(drawing, title="Paths", description="All pages", link=lambda page: f"#page-{page}")
    return ElementTree.fromstring(text)  # noqa: S314  # our own text


def every_way(definition: JourneyDefinition) -> set[tuple[str, str, str]]:
    """Return each way of a definition as source, number and target.

    A task list opens its sections; a way out of a section that is no end leads back to the list.
    """
    order, pages = TaskOrder(definition), {page.key: page for page in definition.pages}
    found = set()
    for page in definition.pages:
        if page.is_end:
            continue
        if page is order.hub:
            found |= {(page.key, str(n), start) for n, start in enumerate(order.starts, 1)}
            found |= {(page.key, "default", order.after)} if order.after else set()
            continue
        ways = [(str(n), route.to) for n, route in enumerate(page.routes, 1)]
        following = definition.next_in_order(page.key)
        ways += [("default", following)] if following is not None else []
        own = order.section_of.get(page.key)
        for number, to in ways:
            leaves = own is not None and order.section_of.get(to) != own
            back = leaves and order.hub is not None and to in pages and not pages[to].is_end
            found.add((page.key, number, order.hub.key if back and order.hub else to))
    return found


def check_whole(definition: JourneyDefinition) -> None:
    """Hold the drawing and its words against the definition."""
    drawing = draw(definition, PLAIN)
    root = picture(drawing)
    pages = {page.key for page in definition.pages}
    links = {one.get("data-page"): one.get("href") for one in root.iter(f"{SVG}a")}
    assert links == {page: f"#page-{page}" for page in pages}
    drawn = {
        (one.get("data-from"), one.get("data-way"), one.get("data-to"))
        for one in root.iter(f"{SVG}g")
        if one.get("data-from")
    }
    told = {
        (way.way.source, str(way.way.number or "default"), way.way.to)
        for entry in outline(definition, PLAIN)
        for way in entry.ways
    }
    assert drawn == told == every_way(definition)
    assert [entry.page for entry in outline(definition, PLAIN)] == [p.key for p in definition.pages]


@settings(max_examples=60, deadline=None)
@given(definitions())
def test_every_page_and_way_of_any_definition_is_drawn_and_told(
    definition: JourneyDefinition,
) -> None:
    check_whole(definition)


@settings(max_examples=60, deadline=None)
@given(definitions(forward=False))
def test_what_is_being_written_draws_too_with_ways_back_and_nowhere(
    definition: JourneyDefinition,
) -> None:
    check_whole(definition)


@settings(max_examples=60, deadline=None)
@given(definitions(forward=False))
def test_pages_stand_below_each_other_and_ways_stay_in_the_picture(
    definition: JourneyDefinition,
) -> None:
    drawing = draw(definition, PLAIN)
    for above, below in zip(drawing.nodes, drawing.nodes[1:], strict=False):
        assert above.bottom < below.y
    for line in drawing.lines:
        for x, y in (line.start, line.end, (line.lane or 0, 0)):
            assert 0 <= x < drawing.width
            assert 0 <= y < drawing.height


@settings(max_examples=60, deadline=None)
@given(definitions())
def test_two_ways_in_one_lane_lead_to_the_same_page_or_never_meet(
    definition: JourneyDefinition,
) -> None:
    drawing = draw(definition, PLAIN)
    beside = [line for line in drawing.lines if line.lane is not None]
    for one in beside:
        for other in beside:
            if one.lane == other.lane and one.way.to != other.way.to:
                apart = one.end[1] < other.start[1] or other.end[1] < one.start[1]
                assert apart


@pytest.mark.parametrize("name", ["check", "refer"])
def test_the_shipped_journeys_are_drawn_whole(name: str) -> None:
    check_whole(load(json.loads((DEFINITIONS / f"{name}.json").read_text("utf-8"))))


def test_a_task_list_leads_into_its_sections_and_they_lead_back() -> None:
    definition = load(TASKS)
    proof = prove(definition)
    labels = Labels(
        say=lambda condition: "they are grown up", arrivals=proof.arrivals, ways=proof.ways
    )
    told = {entry.page: entry for entry in outline(definition, labels)}
    assert [(one.way.sentence, one.way.to) for one in told["list"].ways] == [
        ("The section “about” begins at “Ill”", "ill"),
        ("The section “move” begins at “Walks”", "walks"),
        ("If they are grown up, the section “smoke” begins at “Smokes”", "smokes"),
        ("The section “home” begins at “Gas”", "gas"),
        ("Leave the list for “Wishes”", "wishes"),
    ]
    assert told["sleep"].ways[-1].way.to == "list"
    assert not any(one.way.broken for entry in told.values() for one in entry.ways)
    assert not any(one.taken in ("", "never") for one in told["list"].ways)
    root = picture(draw(definition, labels))
    drawn = {(g.get("data-from"), g.get("data-to")) for g in root.iter(f"{SVG}g")}
    assert {("list", "ill"), ("list", "gas"), ("sleep", "list")} <= drawn


def test_short_ways_run_nearest_to_the_pages() -> None:
    assert lanes({"far": (0, 100), "near": (10, 20), "below": (30, 40), "touching": (20, 28)}) == {
        "touching": 0,
        "near": 1,
        "below": 0,
        "far": 2,
    }


def test_the_picture_has_a_name_a_description_and_nothing_the_policy_forbids() -> None:
    drawing = draw(journey(), PLAIN)
    text = svg(drawing, title="Paths of <small>", description="12 pages", link=str)
    root = ElementTree.fromstring(text)  # noqa: S314  # our own text
    assert root.find(f"{SVG}title").text == "Paths of <small>"  # type: ignore[union-attr]
    assert root.find(f"{SVG}desc").text == "12 pages"  # type: ignore[union-attr]
    assert root.get("role") == "group"
    assert "style" not in text
    assert "<script" not in text


def test_ends_are_told_apart_by_class_and_by_word() -> None:
    root = picture(draw(journey(), PLAIN))
    classes = {one.get("data-page"): one.get("class", "") for one in root.iter(f"{SVG}a")}
    assert "jd-emergency" in classes["emergency_999"]
    assert "jd-exit" in classes["not_shared"]
    assert "jd-good" in classes["done"]
    words = "".join(root.itertext())
    assert "End: emergency" in words
    assert "End: leaves early" in words


def test_pages_that_some_walks_leave_out_are_set_in() -> None:
    at = {node.page.key: node.x for node in draw(journey(), PLAIN).nodes}
    assert at["smoking"] == at["consent"] == at["done"]
    assert at["cigarettes"] == at["urgent"] == at["emergency_999"] > at["smoking"]


def test_a_way_says_its_condition_and_where_it_leads() -> None:
    labels = Labels(say=lambda condition: "they smoke", titles={"cigarettes": "How many a day?"})
    entry = next(one for one in outline(journey(), labels) if one.page == "smoking")
    assert [told.way.sentence for told in entry.ways] == [
        "If they smoke, go to “How many a day?”",
        "Otherwise go to “Body”",
    ]


def test_a_page_asked_again_says_how_often() -> None:
    entry = next(one for one in outline(journey(), PLAIN) if one.page == "child")
    assert entry.kind == "Question, up to 3 times"


def test_counts_of_the_proof_stand_on_pages_and_ways() -> None:
    proof = prove(journey(), load_tables(ROUTING))
    labels = Labels(say=lambda condition: "x", arrivals=proof.arrivals, ways=proof.ways)
    told = {entry.page: entry for entry in outline(journey(), labels)}
    assert told["signs"].reached == "1 kind of answers"
    assert told["emergency_999"].reached == f"{proof.arrivals['emergency_999']:,} kinds of answers"
    assert all(way.taken not in ("", "never") for entry in told.values() for way in entry.ways)


def test_every_page_of_a_proof_that_was_reached_has_a_count_and_no_other() -> None:
    proof = prove(journey(), load_tables(ROUTING))
    assert set(proof.arrivals) == proof.reached
    assert all(count > 0 for count in proof.arrivals.values())
    into: dict[str, int] = {}
    for (page, index), count in proof.ways.items():
        definition = journey()
        to = definition.next_in_order(page) if index is None else None
        target = to or definition.page(page).routes[index or 0].to
        into[target] = into.get(target, 0) + count
    # Situations that no later rule tells apart are one on arrival: never more arrive than left.
    assert all(proof.arrivals[page] <= count for page, count in into.items())


def test_a_sampled_proof_counts_walks_and_says_so() -> None:
    proof = prove(journey(), load_tables(ROUTING), limit=5, walks=40)
    labels = Labels(
        say=lambda condition: "x", arrivals=proof.arrivals, ways=proof.ways, sampled=proof.sampled
    )
    assert outline(journey(), labels)[0].reached == "40 walks"


def test_a_page_nobody_can_reach_says_so() -> None:
    pages = [*JOURNEY["pages"], {"key": "lost", "kind": "exit", "alternative": "phone"}]
    definition = journey(pages=pages)
    proof = prove(definition)
    labels = Labels(say=lambda condition: "x", arrivals=proof.arrivals, ways=proof.ways)
    assert outline(definition, labels)[-1].reached == "never reached"


def test_findings_are_marked_on_the_page_they_concern_only() -> None:
    labels = Labels(
        say=lambda condition: "x",
        findings={"pages.body.questions.height": ("Too tall.",), "pages.body_2": ("Not here.",)},
    )
    root = picture(draw(journey(), labels))
    marked = [one for one in root.iter(f"{SVG}a") if "jd-marked" in (one.get("class") or "")]
    assert [one.get("data-page") for one in marked] == ["body"]
    assert "1 finding: Too tall." in "".join(marked[0].itertext())
