"""What does the results page say, in which order, for one person?

The rows stand in the routing file under `extra.results`; this module only reads them. It names
text codes and offers, never words: `result.well.<code>`, `result.first.<code>`,
`offer.<offer>.why.<why>`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from selfassessment.engine.conditions import Context, evaluate
from selfassessment.engine.decision import Decision, OfferDecision
from selfassessment.engine.model import Named
from selfassessment.engine.truth import Truth


@dataclass(frozen=True, slots=True)
class ShownOffer:
    """One offer as the person sees it; `needs_check` says so kindly, staff decide."""

    offer: str
    why: str
    needs_check: bool = False


@dataclass(frozen=True, slots=True)
class Composed:
    """The codes of a results page, each part in the order in which it is shown.

    `offers` come first, `more_offers` behind "more people who can help", and `universal`
    (things to do, a call from the team) is for everybody, so nobody leaves with nothing.
    `barriers` are answers to what gets in the way, `ages` what is good to know about children
    (`own_age`: told to the young person, not to a parent),
    `guidelines` how much moving is advised at this age.
    """

    going_well: tuple[str, ...]
    first: tuple[str, ...]
    offers: tuple[ShownOffer, ...]
    more_offers: tuple[ShownOffer, ...]
    universal: tuple[ShownOffer, ...]
    outside: bool
    barriers: tuple[str, ...] = ()
    ages: tuple[str, ...] = ()
    own_age: bool = False
    guidelines: tuple[str, ...] = ()


def compose(rules: Mapping[str, Any], decision: Decision, context: Context) -> Composed:
    """Put a results page together.

    `rules` is `extra.results` of the routing file, `context` the one the tables were run with.
    """
    offers = tuple(
        ShownOffer(offer, _why(rules, offer, context), needs_check)
        for offer, needs_check in _open(rules, decision, context)
    )
    at_first = rules["offers_first"]
    return Composed(
        going_well=_going_well(rules, context),
        first=_first(rules, decision, context),
        offers=offers[:at_first],
        more_offers=offers[at_first:],
        universal=tuple(
            ShownOffer(offer, _why(rules, offer, context)) for offer in decision.universal
        ),
        outside=decision.exit is not None and decision.exit.exit is not None,
        barriers=_rows(rules, "barriers", context)[: rules.get("barriers_at_most", 3)],
        ages=ages(rules, context),
        own_age=_own_age(rules, context),
        guidelines=_rows(rules, "guidelines", context),
    )


def ages(rules: Mapping[str, Any], context: Context) -> tuple[str, ...]:
    """Return which ages of children, or of a young person, the answers tell of."""
    return _rows(rules, "ages", context)


def activities_without(rules: Mapping[str, Any], context: Context) -> tuple[str, ...]:
    """Return the headings of the directory under which nothing fits this person."""
    return _distinct(
        [
            heading
            for row in _holding(rules, "activities_without", context)
            for heading in row["headings"]
        ]
    )


def _own_age(rules: Mapping[str, Any], context: Context) -> bool:
    return any(row.get("heading") == "own" for row in _holding(rules, "ages", context))


def _rows(rules: Mapping[str, Any], part: str, context: Context) -> tuple[str, ...]:
    return _distinct([row["text"] for row in _holding(rules, part, context)])


def _holding(rules: Mapping[str, Any], part: str, context: Context) -> list[Mapping[str, Any]]:
    return [
        row
        for row in rules.get(part, ())
        if _all_hold(row["when"], context) and not _any_holds(row.get("unless", ()), context)
    ]


def _going_well(rules: Mapping[str, Any], context: Context) -> tuple[str, ...]:
    lines = (row["text"] for row in rules["going_well"] if _all_hold(row["when"], context))
    return _distinct(lines)[: rules["going_well_at_most"]]


def _first(rules: Mapping[str, Any], decision: Decision, context: Context) -> tuple[str, ...]:
    ranks = {need.need: _place(rules, need.need, need.strength, context) for need in decision.needs}
    before = [row["text"] for row in rules["first_before_needs"] if _all_hold(row["when"], context)]
    wanted = [
        row["need"]
        for row in rules["first_by_need"]
        if row["need"] in ranks and not _any_holds(row.get("unless", ()), context)
    ]
    wanted.sort(key=ranks.__getitem__)
    steps = _distinct([*before, *wanted]) or tuple(rules["first_otherwise"])
    return steps[: rules["first_at_most"]]


def _rank(rules: Mapping[str, Any], strength: str) -> int:
    """Return the place of a strength, the first is 0; one the rules do not name comes last."""
    falling = list(rules.get("strengths", ()))
    return falling.index(strength) if strength in falling else len(falling)


def _place(
    rules: Mapping[str, Any], need: str, strength: str, context: Context
) -> tuple[int, bool]:
    """Return where a need stands: by its strength, and what the person chose before the rest.

    A row with `own` says which conditions are a choice of the person; among the needs of the
    first strength it waits for the others when none of them holds.
    """
    rank = _rank(rules, strength)
    own = next((row.get("own") for row in rules["first_by_need"] if row["need"] == need), None)
    return rank, rank == 0 and own is not None and not _any_holds(own, context)


def _open(rules: Mapping[str, Any], decision: Decision, context: Context) -> list[tuple[str, bool]]:
    """Return offers with "needs check": the strongest needs first, then in the order of needs."""
    order = [row["need"] for row in rules["first_by_need"]]

    def place(offer: OfferDecision) -> tuple[tuple[int, bool], int]:
        known = order.index(offer.need) if offer.need in order else len(order)
        return _place(rules, offer.need, offer.strength, context), known

    found: dict[str, bool] = {}
    if decision.exit is not None and decision.exit.alternative:
        found[decision.exit.alternative] = False
    for offer in sorted(decision.offers, key=place):
        if offer.redirect is not None:
            found.setdefault(offer.redirect, False)
        else:
            found[offer.offer] = offer.needs_check
    return [(key, check) for key, check in found.items() if key not in decision.universal]


def _why(rules: Mapping[str, Any], offer: str, context: Context) -> str:
    return next(
        (
            row["why"]
            for row in rules["why"]
            if row["offer"] == offer and _all_hold(row["when"], context)
        ),
        "",
    )


def _all_hold(conditions: Sequence[str], context: Context) -> bool:
    return all(_holds(key, context) for key in conditions)


def _any_holds(conditions: Sequence[str], context: Context) -> bool:
    return any(_holds(key, context) for key in conditions)


def _holds(key: str, context: Context) -> bool:
    return evaluate(Named(key), context) is Truth.TRUE


def _distinct(codes: Sequence[str] | Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(codes))
