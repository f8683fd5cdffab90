"""What do the pages say that the link in a message opens?"""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import clock
from core.clock import day_of
from directory.cards import Card
from directory.enums import Answer, AnsweredBy, Status
from directory.presenters import facts
from directory.presenters.cards import listing_address
from directory.presenters.times import when_of
from directory.presenters.words import shown
from directory.selectors.answering import Asked, Asking, until_when
from directory.selectors.listing_tallies import Use
from directory.when import full_date

MOST_LINES = 4


@dataclass(frozen=True, slots=True)
class Listed:
    """One listing on these pages: what it says now, or what became of the answer."""

    key: str
    name: SafeString | str
    href: str
    when: tuple[SafeString | str, ...]
    where: SafeString | str
    cost: str
    contacts: tuple[str, ...]
    state: str
    detail: str
    may_take_back: bool
    numbers: tuple[str, ...]


def questions(asked: Asking) -> dict[str, object]:
    """Return what the page asks."""
    return {
        "listings": [_listed(one) for one in asked.open],
        "done": [_listed(one) for one in asked.answered],
        "until": full_date(until_when(asked.message)),
    }


def thanks(asked: Asking) -> dict[str, object]:
    """Return what the page says that thanks."""
    return {
        "listings": [_listed(one) for one in asked.answered],
        "left": len(asked.open),
        "until": full_date(until_when(asked.message)),
    }


def _listed(one: Asked) -> Listed:
    card = one.card
    state, detail = _state(one)
    return Listed(
        key=str(one.round.pk),
        name=shown(card.name) if card else one.round.service.name,
        href=listing_address(card) if card else "",
        when=tuple(when_of(card, clock.now(), most_lines=MOST_LINES).lines) if card else (),
        where=_where(card),
        cost=facts.cost(card) if card else "",
        contacts=tuple(line.value for line in card.contacts) if card else (),
        state=state,
        detail=detail,
        may_take_back=bool(one.round.undo) and one.round.answered_by == AnsweredBy.LINK,
        numbers=numbers(one.use) if card else (),
    )


def _where(card: Card | None) -> SafeString | str:
    if card is None:
        return ""
    return shown(card.place.name) if card.place else card.outcode


def _state(one: Asked) -> tuple[str, str]:
    """Return what became of a listing in a sentence, and what follows from it."""
    row = one.round
    by_link = row.answered_by == AnsweredBy.LINK
    if row.answer == Answer.RIGHT:
        day = full_date(day_of(row.ended_at)) if row.ended_at else ""
        said = _("Your page says that you checked it on %(day)s. People trust that.")
        other = _("Somebody has told us already that it is right, on %(day)s.")
        return _("Still right"), (said if by_link else other) % {"day": day}
    if row.answer == Answer.CLOSED:
        return _("Closed"), _("Your page now says that it has closed. People can see this now.")
    if row.answer == Answer.CHANGED:
        return _("Changed"), _changed(row.undo)
    if one.card is None or one.card.status not in (Status.ACTIVE, Status.PAUSED):
        return _("Not on our site any more"), _("You need do nothing. Is that wrong? Ring us.")
    return _("Nothing to do"), _("This was settled without you. You need do nothing.")


def _changed(undo: dict[str, object]) -> str:
    if undo:
        return _("What you changed is on your page now.")
    return _("Our team reads what you wrote, and puts your page right within a week.")


def numbers(use: Use) -> tuple[str, ...]:
    """Return how often a page was opened and used in the last 30 days, in sentences."""
    if not use.opened:
        return (_("We have counted no visits to your page in the last 30 days yet."),)
    found = [
        ngettext(
            "Your page was opened %(number)s time in the last 30 days.",
            "Your page was opened %(number)s times in the last 30 days.",
            use.opened,
        )
        % {"number": use.opened}
    ]
    if use.contacted:
        found.append(
            ngettext(
                "%(number)s time somebody went on to ring, write or open your website.",
                "%(number)s times somebody went on to ring, write or open your website.",
                use.contacted,
            )
            % {"number": use.contacted}
        )
    if use.calendar:
        found.append(
            ngettext(
                "%(number)s time somebody put it into their calendar.",
                "%(number)s times somebody put it into their calendar.",
                use.calendar,
            )
            % {"number": use.calendar}
        )
    return tuple(found)
