"""What may the holder of a link answer, and what has been answered already?"""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.core import signing

from directory.cards import Card
from directory.enums import Status
from directory.models import CheckLine, CheckMessage, CheckRound
from directory.rules.answer_links import LINKS_LAST, PURPOSE
from directory.selectors.listing_tallies import Use, use_of
from directory.selectors.stored_cards import cards

MOST_CHARACTERS = 200


class LinkUnknown(Exception):
    """Nobody has signed this, or not for answers, or its message is not there any more."""


class LinkExpired(Exception):
    """The link was right, but is too old."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One listing that a message asks about; without a card it has gone from the site."""

    round: CheckRound
    card: Card | None
    use: Use

    @property
    def is_open(self) -> bool:
        """Whether nobody has answered, and there is something to answer about."""
        running = self.card is not None and self.card.status in (Status.ACTIVE, Status.PAUSED)
        return self.round.ended_at is None and running


@dataclass(frozen=True, slots=True)
class Asking:
    """All that one message asks."""

    message: CheckMessage
    listings: tuple[Asked, ...]

    @property
    def open(self) -> tuple[Asked, ...]:
        """The listings that still wait for an answer."""
        return tuple(one for one in self.listings if one.is_open)

    @property
    def answered(self) -> tuple[Asked, ...]:
        """The listings that do not."""
        return tuple(one for one in self.listings if not one.is_open)

    def of(self, key: str) -> Asked | None:
        """Return the listing of this round, if the message asks about it."""
        return next((one for one in self.listings if str(one.round.pk) == key), None)


def message_of(token: str) -> CheckMessage:
    """Return the message whose link this is. Raise LinkUnknown or LinkExpired."""
    signer = signing.TimestampSigner(salt=PURPOSE)
    try:
        number = signer.unsign(token[:MOST_CHARACTERS], max_age=LINKS_LAST)
        key = UUID(hex=number)
    except signing.SignatureExpired:
        raise LinkExpired from None
    except (signing.BadSignature, ValueError):
        raise LinkUnknown from None
    message = CheckMessage.objects.filter(pk=key).first()
    if message is None:
        raise LinkUnknown
    return message


def asking(message: CheckMessage, language: str, today: date) -> Asking:
    """Return what a message asks, in the reader's language; four queries for any number."""
    lines = CheckLine.objects.filter(message=message).select_related("round__service")
    rounds = [line.round for line in lines.order_by("round__due_on", "round_id")]
    found = cards([one.service.public_id for one in rounds], language)
    uses = use_of([one.service.short_code for one in rounds], today)
    listings = tuple(
        Asked(one, found.get(one.service.public_id), uses[one.service.short_code]) for one in rounds
    )
    return Asking(message, listings)


def until_when(message: CheckMessage) -> date:
    """Return the last day on which the link of a message answers."""
    return message.made_on + LINKS_LAST
