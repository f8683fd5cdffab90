"""Is every kind of mistake in pages, routes and questions found, at its place?"""

from __future__ import annotations

from copy import deepcopy

import pytest

from tests.unit.selfassessment.engine.planting import (
    Draft,
    Mistakes,
    around,
    asked,
    assert_found,
    both,
    named,
    on_page,
    on_question,
    route,
    words,
)

IS_DAILY = {"question": "smoke", "op": "is", "value": "daily"}
MISTAKES: Mistakes = {
    # References
    "a route to no page": (
        route("body", "nowhere"), "unknown_page", "error", "pages.body.routes[0]"),
    "a default to no page": (
        on_page("body", default="nowhere"), "unknown_page", "error", "pages.body.default"),
    "a question nobody asks": (
        route("smoking", "cigarettes", {"question": "pipe", "op": "answered"}),
        "unknown_question", "error", "pages.smoking.routes[0]"),
    "a choice that was deleted and is still used": (
        on_question("smoking", choices=["daily", "used_to", "never"]),
        "unknown_choice", "error", "conditions.smokes"),
    "a condition nobody named": (
        route("body", "consent", "nobody"), "unknown_condition", "error", "pages.body.routes[0]"),
    "a fact nobody knows": (
        route("smoking", "cigarettes", {"fact": "weather", "op": "is_true"}),
        "unknown_fact", "error", "pages.smoking.routes[0]"),
    "a score nobody reckons": (
        route("smoking", "cigarettes", {"score": "luck", "op": "at_least", "value": 3}),
        "unknown_score", "error", "pages.smoking.routes[0]"),
    "two pages of one key": (
        lambda d: d.journey["pages"].insert(4, deepcopy(d.page("body"))),
        "duplicate_page", "error", "pages.body"),
    "two questions of one key": (
        asked("cigarettes", {"key": "smoke", "type": "whole_number"}),
        "duplicate_question", "error", "questions.smoke"),
    "two choices of one key": (
        on_question("smoking", choices=["daily", "sometimes", "used_to", "never", "never"]),
        "duplicate_choice", "error", "pages.smoking.smoke.choices.never"),
    "two choices of one label": (
        words("c.smoke.daily", "Words of c.smoke.never."),
        "duplicate_label", "error", "texts.en.c.smoke"),
    "an operator that does not fit": (
        route("smoking", "cigarettes", {"question": "smoke", "op": "at_least", "value": 3}),
        "operator_mismatch", "error", "pages.smoking.routes[0]"),
    "a later page is read": (
        route("smoking", "cigarettes", {"question": "per_day", "op": "at_least", "value": 1}),
        "reads_later_page", "error", "pages.smoking.routes[0]"),
    "another branch is read": (
        both(
            on_page("cigarettes", default="consent"),
            route("body", "consent", {"question": "per_day", "op": "at_least", "value": 1}),
        ),
        "reads_other_branch", "warning", "pages.body.routes[0]"),
    "a condition nobody uses": (
        named("idle", IS_DAILY), "unused_condition", "warning", "conditions.idle"),
    "a circle of names": (
        both(named("a", {"named": "b"}), named("b", {"named": "a"})),
        "condition_circle", "error", "conditions.a"),
    "a group whose pages stand apart": (
        lambda d: d.journey["groups"]["children"].update(pages=["child", "check"]),
        "group_apart", "error", "groups.children"),
    "a group without a question to go on": (
        lambda d: d.journey["groups"]["children"].update(another="child_age"),
        "group_another", "error", "groups.children"),
    "a route out of a group": (
        both(on_page("child", default="not_shared"), route("child", "check")),
        "leaves_group", "error", "groups.children"),
    # Routes
    "a route backwards": (
        route("body", "signs"), "route_backwards", "error", "pages.body.routes[0]"),
    "a route to itself": (
        route("body", "body"), "route_to_itself", "error", "pages.body.routes[0]"),
    "a route that changes nothing": (
        both(on_page("body", default="children"), route("body", "children")),
        "useless_route", "warning", "pages.body.routes[0]"),
    "an end that leads on": (
        route("done", "not_shared"), "end_leads_on", "error", "pages.done"),
    "no page follows": (
        lambda d: d.journey["pages"].append({"key": "last", "kind": "content"}),
        "no_default", "error", "pages.last"),
    "two routes that can both be true": (
        lambda d: None, "routes_overlap", "warning", "pages.signs.routes"),
    "a condition that can never be true": (
        route("smoking", "cigarettes", {"all": [IS_DAILY, {**IS_DAILY, "value": "never"}]}),
        "route_never", "error", "pages.smoking.routes[0]"),
    "a route behind another that is always taken first": (
        on_page(
            "smoking",
            routes=[{"when": "smokes", "to": "cigarettes"}, {"when": IS_DAILY, "to": "children"}],
        ),
        "route_never", "error", "pages.smoking.routes[1]"),
    "a page nobody reaches": (
        on_page("smoking", routes=[], default="body"),
        "unreachable", "error", "pages.cigarettes"),
    "no path to check-answers": (
        on_page("children", routes=[], default="not_shared"),
        "no_way_to_the_end", "error", "pages"),
    "no path to a confirmation": (
        on_page("check", default="not_shared"), "no_confirmation", "error", "pages"),
    "a confirmation that was never checked": (
        route("consent", "done"), "unchecked_end", "error", "pages"),
    "a path around the consent": (
        on_page("children", default="check"), "no_consent", "error", "pages"),
    "a path that is too long": (
        around(longest=5), "long_path", "warning", "pages"),
    "a page from which no path ends": (
        lambda d: d.journey.update(
            pages=[
                page
                for page in d.journey["pages"]
                if page["kind"] not in {"confirmation", "exit", "emergency"}
            ]
        ),
        "dead_end", "error", "pages.check"),
    # Questions
    "a page that asks nothing": (
        on_page("body", questions=[]), "page_asks_nothing", "error", "pages.body"),
    "a sensitive question without a way out": (
        on_question("smoking", prefer_not=False), "no_way_out", "warning", "pages.smoking.smoke"),
    "a lowest above the highest": (
        on_question("cigarettes", min=9, max=1),
        "min_above_max", "error", "pages.cigarettes.per_day"),
    "an order where there is none": (
        on_question("signs", ordered=True), "ordered_type", "error", "pages.signs.signs"),
    "“none of these” where only one can be chosen": (
        on_question("smoking", choices=["daily", "sometimes", {"key": "never", "exclusive": True}]),
        "useless_exclusive", "warning", "pages.smoking.smoke"),
    "a red flag that can be skipped": (
        on_question("signs", required=False), "safety_skippable", "warning", "pages.signs.signs"),
    "a hint with a link": (
        words("q.smoke.hint", "See https://example.org"),
        "long_hint", "warning", "texts.en.q.smoke.hint"),
    "a hint of two sentences": (
        words("q.smoke.hint", "One thing. And another."),
        "long_hint", "warning", "texts.en.q.smoke.hint"),
    "a label that is missing": (
        words("q.smoke.label", " "), "text_missing", "error", "texts.en.q.smoke.label"),
    "an error text that is missing": (
        words("error.too_big", ""), "error_text_missing", "error", "texts.en.error.too_big"),
    "the same thing asked twice": (
        asked("cigarettes", {"key": "tobacco", "asks": "smoke", "type": "yes_no"}),
        "asked_twice", "error", "pages.cigarettes.tobacco"),
    "a personal question without a purpose": (
        asked("cigarettes", {"key": "mail", "type": "email"}),
        "no_purpose", "error", "pages.cigarettes.mail"),
    "equality questions too early": (
        asked(
            "cigarettes", {"key": "faith", "type": "text", "prefer_not": True}, kind="equality"
        ),
        "equality_early", "warning", "pages.cigarettes"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_planted_mistake_is_found(name: str) -> None:
    assert_found(MISTAKES[name])


def test_without_a_planted_mistake_there_is_no_error() -> None:
    assert [one for one in Draft().findings() if one[1] == "error"] == []
