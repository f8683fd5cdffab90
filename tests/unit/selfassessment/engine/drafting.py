"""Which definitions can be written at all? (A strategy for the engine's property tests.)"""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from selfassessment.engine.definition import load
from selfassessment.engine.model import JourneyDefinition

ORDINARY = ("question", "content", "interrupt", "consent", "task_list", "check_answers")
ENDS = ("results", "exit", "emergency", "confirmation")


def _question(key: str) -> dict[str, Any]:
    return {"key": f"q_{key}", "type": "yes_no", "not_sure": True}


@st.composite
def written(draw: st.DrawFn, *, forward: bool = True) -> dict[str, Any]:
    """Draw the JSON of a definition; with `forward=False` routes may also lead back or nowhere."""
    kinds = draw(st.lists(st.sampled_from(ORDINARY), min_size=1, max_size=8))
    ends = draw(st.lists(st.sampled_from(ENDS), min_size=1, max_size=3))
    keys = [f"p{index}" for index in range(len(kinds) + len(ends))]
    pages: list[dict[str, Any]] = []
    for index, kind in enumerate([*kinds, *ends]):
        page: dict[str, Any] = {"key": keys[index], "kind": kind}
        if kind in ("question", "consent"):
            page["questions"] = [_question(keys[index])]
        if kind == "exit":
            page["alternative"] = "phone"
        if index < len(kinds):
            later = keys[index + 1 :] if forward else [*keys, "nowhere"]
            page["routes"] = draw(st.lists(_route(keys[: index + 1], later), max_size=3))
            if draw(st.booleans()):
                page["default"] = draw(st.sampled_from(later))
        pages.append(page)
    return {"format": 1, "slug": "any", "kind": "wizard", "locales": ["en"], "pages": pages}


@st.composite
def _route(draw: st.DrawFn, read: list[str], later: list[str]) -> dict[str, Any]:
    key = f"q_{draw(st.sampled_from(read))}"
    value = draw(st.sampled_from(["yes", "no"]))
    when = {"question": key, "op": "is", "value": value}
    return {"when": when, "to": draw(st.sampled_from(later))}


def definitions(*, forward: bool = True) -> st.SearchStrategy[JourneyDefinition]:
    """Draw a definition that the engine reads."""
    return written(forward=forward).map(load)
