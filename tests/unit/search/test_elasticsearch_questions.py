"""Is a question put to Elasticsearch as the README says? No server is asked."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from search.analysis.synonyms import Rule
from search.engines.elasticsearch.filtering import filters
from search.query import DAYS, Ages, DirectoryQuery, Near, Sort
from tests.fixtures.elasticsearch_questions import (
    OADBY,
    TODAY,
    Client,
    asked,
    clause,
    flat,
    terms_of,
    words,
)


def test_a_word_is_asked_in_every_field_and_a_name_counts_most() -> None:
    parts = [part["constant_score"] for part in flat(words("walking")) if "constant_score" in part]
    boosts = {next(iter(part["filter"]["terms"])): part["boost"] for part in parts}
    assert list(boosts) == ["name", "category_word", "organisation", "place", "summary", "key"]
    assert boosts["name"] / boosts["summary"] == pytest.approx(4.2)
    assert boosts["category_word"] / boosts["summary"] == pytest.approx(4.0)
    beside = next(part["dis_max"] for part in flat(words("walking")) if "dis_max" in part)
    assert beside["tie_breaker"] == 0.05


@pytest.mark.parametrize(
    ("text", "least"), [("walking", 1), ("walking group", 2), ("walking group tea", 2)]
)
def test_all_of_two_words_are_needed_and_all_but_one_of_three(text: str, least: int) -> None:
    needed = [part for part in flat(words(text)) if "minimum_should_match" in part]
    assert least in [part["minimum_should_match"] for part in needed]


def test_a_typing_error_is_asked_as_the_word_it_stands_for_and_counts_less() -> None:
    right, wrong = words("walking"), words("walkng")
    assert terms_of(wrong)["name"] == ["walking"]
    assert "walking" not in terms_of(wrong).get("name_stem", [])

    def of_name(query: Any) -> float:
        scored = (part["constant_score"] for part in flat(query) if "constant_score" in part)
        return float(next(s["boost"] for s in scored if "name" in s["filter"].get("terms", {})))

    assert of_name(wrong) == pytest.approx(0.6 * of_name(right))


def test_what_no_listing_has_matches_nothing() -> None:
    assert [part for part in flat(words("zzz")) if "match_none" in part]
    assert words("zzz", known=()) != {"match_all": {}}


def test_other_words_are_asked_beside_those_typed_and_each_has_its_name() -> None:
    query = words("stroll", Rule("en", "stroll", ("walking",)), known=("walking", "stroll"))
    named = [part["bool"] for part in query["dis_max"]["queries"]]
    assert [(one["_name"], one["boost"]) for one in named] == [("own", 1.0), ("other-0", 0.9)]
    assert "walking" in terms_of(named[1])["name"]


def test_a_name_in_the_order_typed_counts_beside() -> None:
    phrases = [part for part in flat(words("walking group")) if "match_phrase" in part]
    assert phrases == [{"match_phrase": {"phrase": "walking group"}}]


def test_what_is_near_in_meaning_is_let_in_with_points_for_its_likeness() -> None:
    body = asked(text="walking", meant=(("a", 0.5), ("b", 9.0)))[0]
    near = [
        p["constant_score"]
        for p in flat(body)
        if "ids" in p.get("constant_score", {}).get("filter", {})
    ]
    assert [(one["filter"]["ids"]["values"], one["boost"]) for one in near] == [
        (["a"], 3.0),
        (["b"], 6.0),
    ]


def test_without_words_only_what_may_be_browsed_is_asked_for() -> None:
    body = asked()[0]
    assert body["query"] == {"bool": {"filter": [{"term": {"state": "browsable"}}]}}
    assert body["sort"] == [{"gain": {"order": "desc"}}]
    assert body["track_total_hits"] is True


@pytest.mark.parametrize(
    ("name", "question", "wanted"),
    [
        ("sessions", {"days": ("mon",)}, {"terms": {"day": ["mon"]}}),
        ("sessions", {"times": ("evening",)}, {"terms": {"time": ["evening"]}}),
        (
            "sessions",
            {"days": ("mon", "tue"), "times": ("morning",)},
            {"terms": {"session": ["mon-morning", "tue-morning"]}},
        ),
        ("cost", {"free": True}, {"terms": {"cost": ["free"]}}),
        ("cost", {"most_pence": 300}, {"range": {"pence": {"lte": 300}}}),
        ("language", {"spoken": ("gu", "ur")}, {"terms": {"spoken": ["gu", "ur"]}}),
        ("format", {"formats": ("online",)}, {"terms": {"format": ["online"]}}),
        ("women_only", {"women_only": True}, {"terms": {"women_only": ["yes"]}}),
        (
            "not_kinds",
            {"not_kinds": ("place",)},
            {"bool": {"must_not": [{"terms": {"kind": ["place"]}}]}},
        ),
        ("kind", {"kinds": ("a\ud800b",)}, {"terms": {"kind": ["ab"]}}),
        ("starts", {"starts": (TODAY, date(2026, 11, 26))}, {"match_none": {}}),
        (
            "starts",
            {"starts": (TODAY, TODAY)},
            {"range": {"date": {"gte": TODAY.toordinal(), "lte": TODAY.toordinal()}}},
        ),
    ],
)  # fmt: skip
def test_a_filter_is_one_clause(name: str, question: dict[str, Any], wanted: Any) -> None:
    assert clause(name, **question) == wanted


def test_every_access_need_must_be_met() -> None:
    needs = clause("access", access=("step_free", "toilet"))["bool"]["filter"]
    assert needs == [{"terms": {"access": ["step_free"]}}, {"terms": {"access": ["toilet"]}}]


def test_ages_overlap_or_are_covered_as_a_whole() -> None:
    overlap = clause("ages", ages=Ages(18, 25))["bool"]["filter"]
    assert overlap == [
        {"range": {"lowest_age": {"lte": 25}}},
        {"range": {"highest_age": {"gte": 18}}},
    ]
    covered = clause("ages", ages=Ages(18, 25, covered=True))["bool"]["filter"]
    assert covered == [
        {"terms": {"covers": ["yes"]}},
        {"range": {"lowest_age": {"lte": 18}}},
        {"range": {"highest_age": {"gte": 25}}},
    ]


def test_any_category_within_a_group_and_all_across_groups(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        "search.engines.elasticsearch.filtering.top_of", lambda code: code.partition("-")[0]
    )
    found = filters(DirectoryQuery(categories=("a-1", "b-1", "a-2")))
    assert {name: query.to_dict() for name, query in found.items()} == {
        "category:a": {"terms": {"category": ["a-1", "a-2"]}},
        "category:b": {"terms": {"category": ["b-1"]}},
    }


@pytest.mark.parametrize(
    ("miles", "wanted"), [(5.0, "5.000005mi"), (1e9, "13000.000000mi"), (0.0, ""), (-1.0, "")]
)
def test_a_circle_is_exact_and_no_larger_than_the_earth(miles: float, wanted: str) -> None:
    near = Near(52.6, -1.08, within_miles=miles)
    found = filters(DirectoryQuery(near=near)).get("near")
    if found is None:
        return
    told = found.to_dict()
    if not wanted:
        assert told == {"match_none": {}}
        return
    assert told["geo_distance"] == {"distance": wanted, "point": {"lat": 52.6, "lon": -1.08}}


def test_a_filter_that_a_count_leaves_out_is_passed_last_and_stands_in_the_other_counts() -> None:
    body = asked(spoken=("gu",), free=True, facets=("language", "cost"))[0]
    assert body["query"]["bool"]["filter"] == [{"term": {"state": "browsable"}}]
    free, spoken = {"terms": {"cost": ["free"]}}, {"terms": {"spoken": ["gu"]}}
    assert body["post_filter"]["bool"]["filter"] == [free, spoken]
    counts = {
        count["aggs"]["values"]["terms"]["field"]: count["filter"]["bool"]["filter"]
        for count in body["aggs"].values()
    }
    # A count of languages is of what is free, a count of costs of what is in Gujarati.
    assert counts == {"spoken": [free], "cost": [spoken]}


def test_a_filter_that_every_count_keeps_stands_in_the_query() -> None:
    body = asked(access=("step_free",), facets=("access", "kind"))[0]
    assert len(body["query"]["bool"]["filter"]) == 2
    assert "post_filter" not in body


def test_days_are_counted_at_the_times_chosen() -> None:
    body = asked(times=("morning",), facets=("day",))[0]
    days = next(iter(body["aggs"].values()))["aggs"]
    assert list(days) == list(DAYS)
    assert days["mon"]["filter"] == {"terms": {"session": ["mon-morning"]}}


def test_what_is_on_now_is_five_terms() -> None:
    moment = datetime(2026, 11, 27, 12, tzinfo=UTC)
    assert len(clause("open", open_at=moment)["terms"]["open"]) == 5


def test_nearest_first_is_sorted_by_the_server_and_then_by_words() -> None:
    body = asked(text="walking", near=OADBY, sort=Sort.DISTANCE)[0]
    away = body["sort"][0]["_geo_distance"]
    assert (away["order"], away["point"]) == ("asc", {"lat": 52.6, "lon": -1.08})
    assert body["sort"][1:] == ["_score", {"gain": {"order": "desc"}}]


def test_with_words_and_a_place_the_400_best_are_weighed_by_nearness() -> None:
    body = asked(text="walking", near=OADBY, page_size=20)[0]
    assert (body.get("from", 0), body["size"], body["_source"]) == (0, 400, False)
    assert body["docvalue_fields"] == ["lat", "lon"]


def test_soonest_first_asks_how_many_there_are_on_each_day_then_only_for_days_on_the_page() -> None:
    client = Client(total=3)
    first, *pages = asked(client, sort=Sort.SOONEST, page_size=2)
    assert first["size"] == 0
    assert len(first["aggs"]) == 62
    assert len(pages) == 1
    second_day = first["aggs"]["tier-1"]["filter"]["bool"]["filter"]
    day = TODAY.toordinal()
    assert second_day[0]["range"]["date"] == {"gte": day + 1, "lte": day + 1}
    assert second_day[1]["bool"]["must_not"] == [{"range": {"date": {"gte": day, "lte": day}}}]


def test_checked_first_has_two_parts() -> None:
    parts = asked(Client(total=1), checked_first=True)[0]["aggs"]
    assert list(parts) == ["tier-0", "tier-1"]


def test_a_page_further_down_than_the_server_goes_is_not_fetched() -> None:
    bodies = asked(Client(total=10**6), page=6_000, page_size=20)
    assert [body["size"] for body in bodies] == [0]
