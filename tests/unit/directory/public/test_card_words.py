"""Does a card say its facts in their order, plainly, and nothing that nobody knows?"""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils.html import strip_tags
from django.utils.translation import override

from directory.asking import Asked
from directory.cards import Card, ContactLine, Heading, Party, Place, Price, Word
from directory.enums import Access
from directory.presenters import card_view, facts
from directory.presenters.badges import MOST
from directory.presenters.cards import moment_of
from directory.presenters.listings import listing_view, steps
from directory.presenters.reasons import chosen_in_words, sentence
from directory.presenters.times import when_of
from directory.presenters.words import isolated, shown
from directory.rules.recurrence import DateOff, Occurrence, Rule, Session
from directory.selectors.headings import HeadingLine
from search.results import Why

TODAY = date(2026, 11, 25)  # a Wednesday
NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
TUESDAYS = Session(Rule(("tue",)), date(2026, 9, 1), time(10), time(11, 30))


def dates(*days: date) -> tuple[Occurrence, ...]:
    """Return sessions on these days."""
    return tuple(Occurrence(day, time(10), time(11, 30)) for day in days)


def card(**changes: object) -> Card:
    """Return a card like many, with some facts changed."""
    place = Place(
        short_code="zs79zhx",
        slug="marigold-hall",
        name=Word("Marigold Hall", "en"),
        directions=None,
        address="12 Orchard Street, Leicester",
        area="Belgrave",
        postcode="LE4 5QX",
        ward="",
        district="",
        latitude=52.65,
        longitude=-1.12,
        access=("step_free",),
    )
    plain = Card(
        public_id="7a3c4c62-0b7e-4a1c-9a07-0d1f3f0a0001",
        short_code="bcdfghj",
        slug="chair-exercise",
        kind="activity",
        status="active",
        language="en",
        is_sample=True,
        name_only=False,
        name=Word("Chair exercise", "en"),
        summary=Word("Slow and friendly.", "en"),
        first_visit=Word("Come in. Sit down. Have tea.", "en"),
        who_for=None,
        how_to_join=None,
        cost_note=None,
        organisation=Party("h96th8d", "neighbours", Word("Neighbours", "en")),
        place=place,
        outcode="LE4",
        headings=(Heading("yoga", "moving", Word("Yoga", "en"), "chair", "sit", "sun"),),
        sessions=(TUESDAYS,),
        dates_off=(),
        dates=dates(date(2026, 12, 1), date(2026, 12, 8)),
        dates_until=date(2027, 2, 1),
        ages=(18, 120),
        gender="",
        beginners=False,
        booking="none",
        formats=("in_person",),
        spoken=("en", "gu"),
        access=("seated", "step_free"),
        prices=(Price("free", None, "everyone", "session"),),
        contacts=(ContactLine("phone", "0116 496 0123"),),
        origin="group",
        checked_on=TODAY - timedelta(days=15),
        checked_by="group",
        next_check=None,
        sources=(),
    )
    return replace(plain, **changes)  # type: ignore[arg-type]


def test_the_facts_of_a_card() -> None:
    view = card_view(card(), miles=0.42, today=TODAY)
    face = view.face
    assert (face.title, face.icon, face.tint) == ("Chair exercise", "chair", "sun")
    assert face.who == ("Neighbours", "Marigold Hall", "Belgrave")
    assert (view.distance, face.cost, face.is_free) == ("0.4 miles", "Free", True)
    assert face.when.lines == ("Tuesdays, 10am to 11:30am",)
    assert face.when.next == "Next: Tuesday 1 December"
    assert [day.letter for day in face.when.days if day.on] == ["T"]
    assert face.checked == "Checked 2 weeks ago"
    assert face.href == "/en/directory/chair-exercise-bcdfghj/"


@pytest.mark.parametrize(
    ("first", "said"),
    [
        (TODAY, "Next: today at 10am"),
        (TODAY + timedelta(days=1), "Next: tomorrow, 26 November"),
        (date(2026, 12, 8), "Next: Tuesday 8 December"),
    ],
)
def test_the_next_date_is_said_as_people_say_it(first: date, said: str) -> None:
    assert when_of(card(dates=dates(first)), NOW).next == said


def test_a_cancelled_date_stands_before_the_next() -> None:
    off = (DateOff(date(2026, 12, 1), None, "cancelled"),)
    view = when_of(card(dates_off=off, dates=dates(date(2026, 12, 8))), NOW)
    assert view.off == "Cancelled on Tuesday 1 December"
    assert view.next == "Next: Tuesday 8 December"


def test_a_date_off_that_is_no_date_of_the_pattern_is_not_said() -> None:
    off = (DateOff(date(2026, 11, 26), None, "off"),)
    assert when_of(card(dates_off=off), NOW).off == ""


@pytest.mark.parametrize(
    ("kind", "value", "said"),
    [
        ("phone", "0116 496 0123", "Ring first to ask about times"),
        ("email", "a@example.org", "Write first to ask about times"),
        ("website", "https://example.org", "Look on their website for times"),
    ],
)
def test_without_times_there_is_a_way_to_ask(kind: str, value: str, said: str) -> None:
    quiet = card(sessions=(), dates=(), contacts=(ContactLine(kind, value),))
    assert when_of(quiet, NOW).lines == (said,)
    assert when_of(replace(quiet, contacts=()), NOW).lines == ("Times not known",)


def test_old_opening_hours_are_not_said() -> None:
    hours = replace(TUESDAYS, kind="opening", as_of=date(2022, 3, 31))
    old = card(sessions=(hours,), dates=())
    assert when_of(old, NOW).lines == ("Ring first to ask about times",)
    assert "10am" not in str(listing_view(old, NOW))
    fresh = replace(hours, as_of=date(2026, 6, 1))
    today = card(sessions=(fresh,), dates=dates(TODAY))
    assert when_of(today, NOW).next == "Open today, 10am to 11:30am"


@pytest.mark.parametrize(
    ("prices", "said"),
    [
        ((), "Ask about the cost"),
        ((Price("free", None, "everyone", "session"),), "Free"),
        ((Price("fixed", 250, "everyone", "session"),), "£2.50"),
        ((Price("fixed", 300, "everyone", "week"),), "£3 a week"),
        ((Price("donation", None, "everyone", "session"),), "Give what you can"),
        (
            (
                Price("fixed", 300, "everyone", "session"),
                Price("donation", None, "concession", "session"),
            ),
            "£3, or give what you can",
        ),
    ],
)
def test_costs(prices: tuple[Price, ...], said: str) -> None:
    assert facts.cost(card(prices=prices)) == said


@pytest.mark.parametrize(
    ("miles", "said"),
    [(None, ""), (0.04, "Very near"), (0.96, "1 mile"), (1.26, "1.3 miles"), (14.6, "15 miles")],
)
def test_distances(miles: float | None, said: str) -> None:
    assert facts.distance(miles) == said


@pytest.mark.parametrize(
    ("ages", "said"),
    [
        (None, ""),
        ((0, 120), "All ages"),
        ((18, 120), "Age 18 and over"),
        ((0, 4), "Up to age 4"),
        ((5, 10), "Age 5 to 10"),
    ],
)
def test_ages(ages: tuple[int, int] | None, said: str) -> None:
    assert facts.ages(card(ages=ages)) == said


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (0, "Checked today"),
        (1, "Checked yesterday"),
        (13, "Checked 13 days ago"),
        (21, "Checked 3 weeks ago"),
        (210, "Last checked 7 months ago. Ring first"),
        (800, "Last checked 2 years ago. Ring first"),
    ],
)
def test_how_long_ago(days: int, said: str) -> None:
    checked = card(checked_on=TODAY - timedelta(days=days))
    assert facts.checked(checked, TODAY) == said
    assert facts.is_stale(checked, TODAY) is (days > 182)


def test_what_the_reader_asked_for_stands_first_and_what_is_missing_is_said() -> None:
    view = card_view(card(), chosen=("hearing_loop", "gu", "seated"), today=TODAY)
    assert [badge.text for badge in view.face.badges[:3]] == [
        "Ask about: Hearing loop",
        "Spoken: Gujarati",
        "All sitting down",
    ]
    assert view.face.badges[0].missing


def test_there_are_at_most_four_badges() -> None:
    view = card_view(card(access=tuple(Access.values), gender="women"), today=TODAY)
    assert len(view.face.badges) == MOST
    assert view.face.badges[0].text == "Women only"


@pytest.mark.parametrize(
    ("found", "fits", "said"),
    [
        ((Why("category", "Yoga"),), (), "Matches Yoga."),
        ((Why("category", "Yoga"), Why("place", "Belgrave")), (), "Matches Yoga, Belgrave."),
        ((Why("name", "Chair"),), (), "Matches the name."),
        ((Why("name", "Chair"), Why("category", "Yoga")), (), "Matches Yoga."),
        ((Why("words", "tea"), Why("typo", "tea")), (), "Matches tea. We read your words as tea."),
        (
            (Why("synonym", "grief"), Why("category", "Bereavement")), ("near LE4", "Tuesday"),
            "Matches Bereavement, near LE4, Tuesday. We also looked for grief.",
        ),
        ((), ("near LE4",), "Matches near LE4."),
        (("Because you asked for company",), (), "Because you asked for company"),
        ((), (), ""),
    ],
)  # fmt: skip
def test_why_is_one_sentence(
    found: tuple[Why | str, ...], fits: tuple[str, ...], said: str
) -> None:
    assert strip_tags(sentence(found, fits)) == said


def test_why_escapes_what_was_typed() -> None:
    assert "<b>" not in sentence((Why("words", "<b>"),), ("<b>",))


def test_why_names_the_place_and_the_filters_no_card_shows() -> None:
    asked = Asked(place="LE4", day=("tue",), time=("morning",), cost="free", category=("yoga",))
    headings = {"yoga": HeadingLine("yoga", "", "Yoga", "en")}
    assert chosen_in_words(asked, headings) == ("near LE4", "Yoga", "Tuesday", "Morning")


def test_a_text_in_another_language_says_so() -> None:
    with override("ur"):
        assert shown(Word("Tea", "en")) == '<bdi lang="en" dir="ltr">Tea</bdi>'
        assert shown(Word("Marigold Hall", "ur")) == '<bdi lang="en" dir="ltr">Marigold Hall</bdi>'
        assert shown(Word("چائے", "ur")) == "چائے"
        assert shown(Word("<b>", "en")) == '<bdi lang="en" dir="ltr">&lt;b&gt;</bdi>'
    with override("en"):
        assert shown(Word("چائے", "ur")) == '<bdi lang="ur" dir="rtl">چائے</bdi>'


def test_numbers_keep_their_order_right_to_left() -> None:
    with override("ur"):
        assert isolated("£2.50 فی") == "<bdi>£2.50</bdi> فی"
        assert isolated("صبح 10 سے 11:30") == "صبح <bdi>10</bdi> سے <bdi>11:30</bdi>"
        assert isolated("<i>") == "&lt;i&gt;"
    with override("en"):
        assert isolated("£2.50") == "£2.50"


def test_a_first_visit_becomes_steps() -> None:
    assert steps(Word("Come in. Sit down. Have tea.", "en")) == (
        "Come in.",
        "Sit down.",
        "Have tea.",
    )
    assert steps(Word("One\nTwo", "en")) == ("One", "Two")
    assert steps(None) == ()


def test_a_stopped_offer_says_so() -> None:
    assert when_of(card(status="paused"), NOW).lines == ("Stopped for now",)
    assert listing_view(card(status="closed"), NOW).closed == "This has closed for good."


def test_a_day_that_is_not_today_begins_at_midnight_in_london() -> None:
    assert moment_of(date(2026, 7, 1)).isoformat() == "2026-07-01T00:00:00+01:00"
