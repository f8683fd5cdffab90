"""How are distance, cost, age, freshness and the reason for a hit said in a few words?"""

from datetime import date, timedelta
from functools import lru_cache

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from directory.cards import Card, Price
from directory.enums import (
    HIGHEST_AGE,
    LOWEST_AGE,
    CheckedBy,
    CostFor,
    CostKind,
    CostPer,
    Gender,
    Room,
)
from directory.presenters.times import ring_first
from directory.presenters.words import reader_language
from directory.rules.freshness import Freshness, freshness
from directory.when import full_date

PENCE = 100
NEAREST = 0.1
WHOLE_MILES_FROM = 10
PLACES_HOLD = timedelta(days=60)


def distance(miles: float | None) -> str:
    """Return a distance for the signpost; "" when it is not known."""
    if miles is None:
        return ""
    if miles < NEAREST:
        return _("Very near")
    places = 0 if miles >= WHOLE_MILES_FROM else 1
    return _miles(round(miles, places), places, reader_language())


@lru_cache(maxsize=1_000)
def _miles(miles: float, places: int, language: str) -> str:
    number = number_format(miles, places)
    return (
        _("1 mile") if number == number_format(1, 1) else _("%(number)s miles") % {"number": number}
    )


def pounds(pence: int) -> str:
    """Return an amount such as "£3" or "£2.50"."""
    whole, rest = divmod(pence, PENCE)
    return f"£{whole}.{rest:02d}" if rest else f"£{whole}"


def cost(card: Card) -> str:
    """Return the price for everyone in a word or two; what to ask when it is not known."""
    if not card.prices:
        return _("Ask about the cost")
    first = next((one for one in card.prices if one.whom == CostFor.EVERYONE), card.prices[0])
    if card.free and first.kind == CostKind.FIXED:
        return _("%(price)s, or give what you can") % {"price": price(first)}
    return price(first)


def price(one: Price) -> str:
    """Return one price in words."""
    if one.kind == CostKind.FREE or (one.kind == CostKind.FIXED and not one.pence):
        return _("Free")
    if one.kind == CostKind.DONATION:
        return _("Give what you can")
    amount = pounds(one.pence or 0)
    if one.per in ("", CostPer.SESSION):
        return amount
    return _("%(amount)s %(per)s") % {"amount": amount, "per": CostPer(one.per).label}


def prices(card: Card) -> tuple[str, ...]:
    """Return every price, with who pays it."""
    return tuple(
        price(one)
        if one.whom in ("", CostFor.EVERYONE)
        else _("%(whom)s: %(price)s") % {"whom": CostFor(one.whom).label, "price": price(one)}
        for one in card.prices
    )


def ages(card: Card) -> str:
    """Return who may come by age; "" when nobody has said."""
    if card.ages is None:
        return ""
    low, high = card.ages
    if low <= LOWEST_AGE and high >= HIGHEST_AGE:
        return _("All ages")
    if high >= HIGHEST_AGE:
        return _("Age %(low)s and over") % {"low": low}
    if low <= LOWEST_AGE:
        return _("Up to age %(high)s") % {"high": high}
    return _("Age %(low)s to %(high)s") % {"low": low, "high": high}


def gender(card: Card) -> str:
    """Return for which gender it is; "" for everyone."""
    return str(Gender(card.gender).label) if card.gender else ""


def room(card: Card, today: date) -> str:
    """Return whether new people can come, with the places left; "" when nobody has said.

    A number that was said long ago is not said again: places go.
    """
    if card.room == Room.FULL or card.places_left == 0:
        return _("Full at the moment: ask to wait")
    is_new = card.checked_on is not None and today - card.checked_on <= PLACES_HOLD
    if card.places_left is not None and is_new:
        number = card.places_left
        said = ngettext("%(number)s place left", "%(number)s places left", number)
        return said % {"number": number}
    return str(Room(card.room).label) if card.room else ""


def is_stale(card: Card, today: date) -> bool:
    """Whether the last check is too long ago to rely on, or nobody answered the last time."""
    return freshness(card.checked_on, today, card.next_check) is not Freshness.FRESH


def checked(card: Card, today: date) -> str:
    """Return how long ago the listing was checked, and "ring first" when that is long."""
    if card.checked_on is None:
        return _("Not checked yet. %(ring)s") % {"ring": ring_first(card)}
    ago = how_long_ago((today - card.checked_on).days)
    if is_stale(card, today):
        return _("Last checked %(ago)s. %(ring)s") % {"ago": ago, "ring": ring_first(card)}
    return _("Checked %(ago)s") % {"ago": ago}


def checked_in_full(card: Card, today: date) -> str:
    """Return who checked the listing on which day."""
    if card.checked_on is None:
        return _("Nobody has checked this yet. Ring or write before you go.")
    day = full_date(card.checked_on)
    if is_stale(card, today):
        return _("Last checked on %(day)s. Ring or write before you go.") % {"day": day}
    if card.checked_by == CheckedBy.GROUP:
        return _("The group checked this on %(day)s") % {"day": day}
    if card.checked_by == CheckedBy.COUNCIL:
        return _("The council checked this on %(day)s") % {"day": day}
    return _("Last checked on %(day)s") % {"day": day}


def how_long_ago(days: int) -> str:
    """Return a number of days as people say it."""
    if days <= 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    if days < 14:
        return ngettext("%(number)s day ago", "%(number)s days ago", days) % {"number": days}
    if days < 63:
        weeks = days // 7
        return ngettext("%(number)s week ago", "%(number)s weeks ago", weeks) % {"number": weeks}
    if days < 730:
        months = days // 30
        return ngettext("%(number)s month ago", "%(number)s months ago", months) % {
            "number": months
        }
    years = days // 365
    return ngettext("%(number)s year ago", "%(number)s years ago", years) % {"number": years}
