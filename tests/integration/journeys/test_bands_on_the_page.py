"""Does the results page say the right thing on both sides of each edge of each instrument?

One person walks the health check once; for each row of the table they change answers of one part,
and the page of results is read again. What a band means stands in unit tests of the instruments.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from django.utils.html import escape

from tests.factories.personas import texts
from tests.fixtures.journeys import begin, walk

FRONT = {"who_for": "self", "signs": "none", "safe": "none", "age_band": "18_39"}
BODY = {"height_cm": "200", "weight_kg": "90", "background": "white"}
LIGHT, GROUP, COOKING = "offer.gp_light", "offer.adult_weight", "offer.eat_well"
DOCTOR, STEADY_WEIGHT = "offer.gp_weight", "result.well.weight_steady"
WAIST_EXPLAINED = "result.worked.waist"
WEIGHT = {LIGHT, GROUP, COOKING, DOCTOR, STEADY_WEIGHT}
LITTLE, DRINK_TALK = "result.well.drinking", "result.first.drinking_talk"
ALCOHOL = {LITTLE, DRINK_TALK, "offer.alcohol_support"}
MORE_COMPANY = {"offer.wellbeing", "offer.befriending"}
COMPANY = {"result.well.company", *MORE_COMPANY}
MOVES, MOVES_SOME, COACH = "result.well.moving", "result.well.some_moving", "offer.moving_more"
MOVING = {MOVES, MOVES_SOME, COACH}
FREQUENCY = ("never", "monthly_or_less", "2_4_a_month", "2_3_a_week", "4_or_more_a_week")
UNITS = ("0_2", "3_4", "5_6", "7_9", "10_or_more")
OFTEN = ("never", "less_than_monthly", "monthly", "weekly", "daily")
TOBACCO = {
    "result.well.no_tobacco",
    "result.well.stopped",
    "result.well.vape_only",
    "offer.stop_smoking",
    "offer.stop_vaping",
}
AUDIT_ITEMS = ("cannot_stop", "failed", "morning", "guilt", "memory")


@dataclass(frozen=True)
class Row:
    """Answers that are changed, and which of `among` the page then shows."""

    name: str
    answers: Mapping[str, str]
    shows: set[str]
    among: set[str]


def bmi(index: str, background: str, *shows: str) -> Row:
    """Make somebody of 2 metres with this BMI."""
    kilograms = f"{float(index) * 4:.2f}"
    answers = {"height_cm": "200", "weight_kg": kilograms, "background": background}
    return Row(f"bmi {index} {background}", answers, set(shows), WEIGHT)


def waist(centimetres: str, *shows: str) -> Row:
    """Make somebody of 2 metres and a healthy weight with this waist."""
    answers = {**BODY, "waist_cm": centimetres}
    shown = {STEADY_WEIGHT, WAIST_EXPLAINED, *shows}
    return Row(f"waist {centimetres}", answers, shown, {*WEIGHT, WAIST_EXPLAINED})


def ucla(total: int, *shows: str) -> Row:
    """Make somebody with this sum of the three questions on company."""
    said = ("hardly_ever", "some_of_the_time", "often")
    points = [min(2, max(0, total - 3 - 2 * place)) for place in range(3)]
    names = ("companionship", "left_out", "isolated")
    answers = {f"ucla_{name}": said[point] for name, point in zip(names, points, strict=True)}
    answers["direct_lonely"] = "hardly_ever"
    return Row(f"ucla {total}", answers, set(shows), COMPANY)


def audit_c(total: int, *shows: str) -> Row:
    """Make somebody with this sum of the first three questions, who leaves out the others."""
    points = [min(4, max(0, total - 4 * place)) for place in range(3)]
    answers = {
        "audit_frequency": FREQUENCY[points[0]],
        "audit_units": UNITS[points[1]],
        "audit_binge": OFTEN[points[2]],
    }
    return Row(f"audit-c {total}", {"drinks": "yes", **answers}, set(shows), ALCOHOL)


def audit(total: int, *shows: str) -> Row:
    """Make somebody with 5 points on the first three questions and this sum of all ten."""
    first = {
        "drinks": "yes",
        "audit_frequency": "4_or_more_a_week",
        "audit_units": "3_4",
        "audit_binge": "never",
    }
    left, answers = total - 5, {}
    for item in AUDIT_ITEMS:
        answers[f"audit_{item}"] = OFTEN[min(4, left)]
        left -= min(4, left)
    last = {"audit_injured": "no", "audit_concerned": "no"}
    return Row(f"audit {total}", {**first, **answers, **last}, set(shows), ALCOHOL)


def gppaq(work: str, exercise: str, cycling: str, *shows: str) -> Row:
    """Make somebody with this work, exercise and cycling."""
    answers = {"gppaq_work": work, "gppaq_exercise": exercise, "gppaq_cycling": cycling}
    return Row(f"gppaq {work} {exercise} {cycling}", answers, set(shows), MOVING)


def ons4(name: str, number: int, *shows: str) -> Row:
    """Make somebody whose other three numbers are in the middle."""
    middle = {"satisfied": "6", "worthwhile": "6", "happy": "6", "anxious": "4"}
    answers = {f"ons4_{key}": value for key, value in {**middle, name: str(number)}.items()}
    among = {"result.well.life", "offer.talking_therapies"}
    return Row(f"ons4 {name} {number}", answers, set(shows), among)


ENGLISH = [
    *(bmi("18.4", group, LIGHT) for group in ("white", "south_asian")),
    *(bmi("18.5", group, STEADY_WEIGHT) for group in ("white", "south_asian")),
    bmi("22.94", "south_asian", STEADY_WEIGHT),
    bmi("22.95", "south_asian", COOKING),
    bmi("23", "black_african", COOKING),
    bmi("23", "other", STEADY_WEIGHT),
    bmi("24.94", "white", STEADY_WEIGHT),
    bmi("24.95", "white", COOKING),
    bmi("27.4", "middle_eastern", COOKING),
    bmi("27.5", "middle_eastern", COOKING, GROUP),
    bmi("27.5", "white", COOKING),
    bmi("29.9", "white", COOKING),
    bmi("30", "white", COOKING, GROUP),
    bmi("49.9", "white", COOKING, GROUP),
    bmi("50", "white", COOKING, DOCTOR),
    waist("98.9"),
    waist("99", COOKING),
    waist("119", COOKING),
    ucla(4, "result.well.company"),
    ucla(5),
    ucla(6, *MORE_COMPANY),
    audit_c(0, LITTLE),
    audit_c(4, LITTLE),
    audit_c(5, "offer.alcohol_support"),
    audit_c(10, "offer.alcohol_support"),
    audit_c(11, "offer.alcohol_support", DRINK_TALK),
    audit(7),
    audit(8, "offer.alcohol_support"),
    audit(19, "offer.alcohol_support"),
    audit(20, "offer.alcohol_support", DRINK_TALK),
    ons4("satisfied", 4, "offer.talking_therapies"),
    ons4("satisfied", 5),
    ons4("satisfied", 6),
    ons4("satisfied", 7, "result.well.life"),
    ons4("worthwhile", 4, "offer.talking_therapies"),
    ons4("happy", 5),
    ons4("anxious", 5),
    ons4("anxious", 6, "offer.talking_therapies"),
    gppaq("sitting", "none", "none", COACH),
    gppaq("sitting", "under_1h", "none", COACH),
    gppaq("sitting", "under_1h", "under_1h", COACH, MOVES_SOME),
    gppaq("sitting", "1h_to_3h", "under_1h", MOVES),
    gppaq("physical", "none", "none", COACH, MOVES_SOME),
    gppaq("heavy", "none", "none", MOVES),
]


def frat(count: int, *shows: str) -> Row:
    """Make somebody who says yes to so many of the five questions on falls."""
    items = ("medicines", "stroke_parkinsons", "chair", "balance", "fall")
    answers = {f"frat_{item}": "yes" if i < count else "no" for i, item in enumerate(items)}
    return Row(f"frat {count}", answers, set(shows), {"offer.strong_steady"})


def minutes(band: str, *shows: str) -> Row:
    """Make somebody who moves so much in a week."""
    return Row(f"minutes {band}", {"minutes": band}, set(shows), MOVING)


def hunger(worried: str, *shows: str) -> Row:
    """Make somebody who never ran out of food and worries so often about it."""
    answers = {"hunger_worried": worried, "hunger_ran_out": "never"}
    return Row(f"hunger {worried}", answers, set(shows), {"offer.food_help"})


def one(name: str, value: str, among: set[str], *shows: str) -> Row:
    """Make somebody with this answer to one question of our own."""
    return Row(f"{name} {value}", {name: value}, set(shows), among)


OLDER = [
    frat(2),
    frat(3, "offer.strong_steady"),
    hunger("never"),
    hunger("sometimes", "offer.food_help"),
    minutes("under_30", COACH),
    minutes("30_to_149", COACH, MOVES_SOME),
    minutes("150_or_more", MOVES),
]
OWN_WORDS = [
    minutes("none", COACH),
    minutes("under_30", COACH),
    minutes("30_to_149", COACH, MOVES_SOME),
    minutes("150_or_more", MOVES),
    one("more_company", "no", COMPANY, "result.well.company"),
    one("more_company", "little", COMPANY, *MORE_COMPANY),
    one("more_company", "yes", COMPANY, *MORE_COMPANY),
    one("drink_days", "few", ALCOHOL),
    one("drink_days", "many", ALCOHOL, "offer.alcohol_support"),
    one("food_worry", "never", {"offer.food_help"}),
    one("food_worry", "sometimes", {"offer.food_help"}, "offer.food_help"),
    one("tobacco", "none", TOBACCO, "result.well.no_tobacco"),
    one("tobacco", "used_to", TOBACCO, "result.well.stopped"),
    one("tobacco", "vape", TOBACCO, "offer.stop_vaping", "result.well.vape_only"),
    one("tobacco", "cigarettes", TOBACCO, "offer.stop_smoking"),
]


class Watching(Client):
    """A browser that remembers on which page each question stands."""

    def __init__(self) -> None:
        """Begin without having seen a page."""
        super().__init__()
        self.page_of: dict[str, str] = {}

    def get(self, path: str, *args: Any, **kwargs: Any) -> Any:  # type: ignore[override]
        """Open a page, and remember its questions."""
        page = super().get(path, *args, **kwargs)
        for name in re.findall(r'name="([a-z_0-9]+)"', page.content.decode()):
            self.page_of.setdefault(name, path)
        return page

    def change(self, answers: Mapping[str, str]) -> None:
        """Send each page that asks something of this again, in the order of the pages."""
        by_page: dict[str, dict[str, str]] = {}
        for name, value in answers.items():
            by_page.setdefault(self.page_of[name], {})[name] = value
        for address in sorted(by_page, key=list(self.page_of.values()).index):
            assert self.post(address, by_page[address]).status_code == 302, by_page[address]


def differences(rows: list[Row], begun: Mapping[str, str], language: str = "en") -> list[str]:
    """Walk once, change what each row says, and tell which page shows something else."""
    browser, words = Watching(), texts(language)
    results = walk(browser, begin(browser, "check", language), {**FRONT, **begun})
    assert results.endswith("/results/")
    wrong = []
    for row in rows:
        browser.change(row.answers)
        page = browser.get(results).content.decode()
        seen = {key for key in row.among if f">{escape(words[_words_of(key)])}</" in page}
        if seen != row.shows:
            wrong.append(f"{row.name}: {sorted(seen)} instead of {sorted(row.shows)}")
    return wrong


def _words_of(key: str) -> str:
    if key == WAIST_EXPLAINED:
        return key
    return f"{key}.title" if key.startswith("result.") else f"{key}.name"


def test_each_band_of_an_instrument_leads_to_its_own_words_and_offers() -> None:
    drinker = audit_c(5).answers
    assert differences(ENGLISH, {**BODY, **drinker}) == []


def test_the_questions_for_older_people_lead_to_their_own_words_and_offers() -> None:
    assert differences(OLDER, {"age_band": "65_plus"}) == []


def test_plain_questions_in_another_language_lead_to_the_same_offers() -> None:
    assert differences(OWN_WORDS, {"drinks": "yes"}, "gu") == []


@pytest.mark.parametrize(("kilograms", "asked"), [("139.6", True), ("140", False)])
def test_the_waist_is_asked_below_a_bmi_of_35(kilograms: str, *, asked: bool) -> None:
    browser = Watching()
    walk(browser, begin(browser, "check"), {**FRONT, **BODY, "weight_kg": kilograms})
    assert ("waist_cm" in browser.page_of) is asked
