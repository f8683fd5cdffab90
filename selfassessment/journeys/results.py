"""What does a health check say at the end, and in which order?

Going well, what to do first, people who can help, things near. Which line shows when is data:
`results` of the published routing.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from selfassessment.engine.conditions import evaluate
from selfassessment.engine.decision import OfferDecision
from selfassessment.engine.model import Named
from selfassessment.engine.routing import Action, OfferOutcome
from selfassessment.engine.truth import Truth
from selfassessment.journeys.contacts import ContactView, contact_views
from selfassessment.journeys.texts import Words
from selfassessment.journeys.walks import Walk


@dataclass(frozen=True)
class Line:
    """One line of what is going well, or of what to do first."""

    code: str
    title: str
    text: str


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


def _holds(walk: Walk, when: Sequence[str]) -> bool:
    context = walk.context
    return all(evaluate(Named(key), context) is Truth.TRUE for key in when)


def _any_holds(walk: Walk, conditions: Sequence[str]) -> bool:
    return any(_holds(walk, [condition]) for condition in conditions)


def _rules(walk: Walk) -> Mapping[str, Any]:
    return walk.published.results


def _line(words: Words, group: str, code: str) -> Line:
    base = f"result.{group}.{code}"
    return Line(code, words(f"{base}.title"), words(f"{base}.text"))


def going_well(walk: Walk) -> list[Line]:
    """Return what is going well: at least one line, and each is true."""
    rules = _rules(walk)
    codes = [row["text"] for row in rules["going_well"] if _holds(walk, row["when"])]
    wanted = list(dict.fromkeys(codes))[: rules["going_well_at_most"]]
    return [_line(walk.words, "well", code) for code in wanted]


def to_do_first(walk: Walk) -> list[Line]:
    """Return what to do first: at most three lines, and never none."""
    rules = _rules(walk)
    codes = [row["text"] for row in rules["first_before_needs"] if _holds(walk, row["when"])]
    needs = {found.need for found in walk.decision.needs}
    codes += [
        row["need"]
        for row in rules["first_by_need"]
        if row["need"] in needs and not _any_holds(walk, row.get("unless", ()))
    ]
    codes = list(dict.fromkeys(codes)) or list(rules["first_otherwise"])
    return [_line(walk.words, "first", code) for code in codes[: rules["first_at_most"]]]


def _why(walk: Walk, offer: OfferDecision) -> str:
    for row in _rules(walk)["why"]:
        if row["offer"] == offer.offer and _holds(walk, row["when"]):
            return walk.words.maybe(f"offer.{offer.offer}.why.{row['why']}")
    return ""


def _helper(walk: Walk, code: str, *, why: str, action: Action, needs_check: bool) -> Helper:
    words, extra = walk.words, walk.published.routing.offers[code].extra
    return Helper(
        code=code,
        name=words(f"offer.{code}.name"),
        summary=words(f"offer.{code}.summary"),
        why=why,
        topic=str(extra.get("topic", "")),
        can_ask=action is Action.REFER,
        needs_check=needs_check,
        contacts=contact_views(list(extra.get("contacts", ())), words),
        directory=action is Action.DIRECTORY,
    )


def people_who_help(walk: Walk) -> list[Helper]:
    """Return the services for this person; one that does not fit gives the one that does.

    Nobody gets an empty list: a person of the team to talk to is always there.
    """
    decision = walk.decision
    found: dict[str, Helper] = {}
    for offer in decision.open_offers:
        found[offer.offer] = _helper(
            walk,
            offer.offer,
            why=_why(walk, offer),
            action=offer.action,
            needs_check=offer.needs_check,
        )
    for offer in decision.offers:
        code = offer.redirect
        if offer.outcome is OfferOutcome.ELIGIBLE or not code or code in found:
            continue
        why = walk.words.maybe(f"reason.{offer.reason}")
        outcomes = walk.published.routing.offers[code].outcomes
        action = outcomes[OfferOutcome.ELIGIBLE].action
        found[code] = _helper(walk, code, why=why, action=action, needs_check=False)
    return list(found.values()) or [
        _helper(walk, code, why="", action=Action.PAGE, needs_check=False)
        for code in decision.universal
        if code == "call_back"
    ]


def results(walk: Walk) -> Results:
    """Return the results of a finished health check."""
    people = people_who_help(walk)
    shown = int(_rules(walk)["offers_first"])
    return Results(
        well=going_well(walk),
        first=to_do_first(walk),
        people=people[:shown],
        more_people=people[shown:],
        outside=_is_outside(walk),
        for_other=walk.value("who_for") not in (None, "self"),
    )


def _is_outside(walk: Walk) -> bool:
    return "no_link" in walk.context.conditions and _holds(walk, ["no_link"])
