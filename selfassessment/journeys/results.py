"""What does a health check say at the end, in the reader's words?

What is said, and in which order, is decided by `rules.results` from rows of the published
routing; here codes become words and buttons.
"""

from dataclasses import dataclass

from selfassessment.engine.routing import Action, OfferOutcome
from selfassessment.journeys.ages import page_of
from selfassessment.journeys.contacts import ContactView, contact_views
from selfassessment.journeys.rules.results import Composed, ShownOffer, compose
from selfassessment.journeys.texts import Words
from selfassessment.journeys.walks import Walk

TEAM = "call_back"


@dataclass(frozen=True)
class Line:
    """One line of what is going well, or of what to do first; `language` when it is not the
    reader's, because nobody has translated it yet; `page` the page by age it leads to."""

    code: str
    title: str
    text: str
    language: str = ""
    page: str = ""


@dataclass(frozen=True)
class Helper:
    """One service that can help, why it is shown, and what the person can do."""

    code: str
    name: str
    summary: str
    why: str
    topic: str
    can_ask: bool
    needs_check: bool
    contacts: list[ContactView]
    directory: bool


@dataclass(frozen=True)
class Results:
    """Everything on the results page but the activities."""

    well: list[Line]
    first: list[Line]
    people: list[Helper]
    more_people: list[Helper]
    outside: bool
    for_other: bool
    barriers: list[Line]
    ages: list[Line]
    ages_heading: str
    guidelines: list[Line]


def _line(words: Words, group: str, code: str, page: str = "") -> Line:
    base = f"result.{group}.{code}"
    text = words.told(f"{base}.text")
    language = text.language if text.language != words.language else ""
    return Line(code, words(f"{base}.title"), text.text, language, page)


def _helper(walk: Walk, shown: ShownOffer) -> Helper:
    words, code = walk.words, shown.offer
    offer = walk.published.routing.offers[code]
    action = offer.outcomes[OfferOutcome.ELIGIBLE].action
    return Helper(
        code=code,
        name=words(f"offer.{code}.name"),
        summary=words(f"offer.{code}.summary"),
        why=words.maybe(f"offer.{code}.why.{shown.why}"),
        topic=str(offer.extra.get("topic", "")),
        can_ask=action is Action.REFER,
        needs_check=shown.needs_check,
        contacts=contact_views(list(offer.extra.get("contacts", ())), words),
        directory=action is Action.DIRECTORY,
    )


def _people(composed: Composed) -> tuple[ShownOffer, ...]:
    """Return the services at the top; without any, the team itself, so nobody has nobody."""
    team = tuple(offer for offer in composed.universal if offer.offer == TEAM)
    return composed.offers or team


def results(walk: Walk) -> Results:
    """Return the results of a finished health check."""
    composed = compose(walk.published.results, walk.decision, walk.context)
    return Results(
        well=[_line(walk.words, "well", code) for code in composed.going_well],
        first=[_line(walk.words, "first", code) for code in composed.first],
        people=[_helper(walk, shown) for shown in _people(composed)],
        more_people=[_helper(walk, shown) for shown in composed.more_offers],
        outside=composed.outside,
        barriers=[_line(walk.words, "barrier", code) for code in composed.barriers],
        ages=[_line(walk.words, "age", code, page_of(walk, code)) for code in composed.ages],
        ages_heading=walk.words(f"result.age.heading{'_own' if composed.own_age else ''}"),
        guidelines=[_line(walk.words, "guideline", code) for code in composed.guidelines],
        for_other=walk.value("who_for") not in (None, "self"),
    )
