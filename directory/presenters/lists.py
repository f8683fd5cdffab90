"""What does the page of a list show?"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import segno
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core.clock import day_of
from directory.models import KeptItem, KeptList
from directory.presenters.cards import listing_address
from directory.presenters.listings import ListingView, listing_view
from directory.presenters.words import english
from directory.rules.list_codes import said
from directory.selectors.lists import Contents, Entry
from directory.when import full_date

_QUIET_MODULES = 4


@dataclass(frozen=True, slots=True)
class ItemView:
    """One listing of a list; `listing` is None when it has left the directory."""

    code: str
    name: SafeString
    href: str
    listing: ListingView | None
    notice: str
    note: str
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class RemovedView:
    """One listing that was taken off a moment ago."""

    code: str
    name: SafeString


@dataclass(frozen=True, slots=True)
class ListView:
    """A list in the reader's language, in its order."""

    code: str
    code_said: str
    number: str
    until: str
    items: tuple[ItemView, ...]
    removed: tuple[RemovedView, ...]
    maker: str
    note: str
    has_samples: bool


@dataclass(frozen=True, slots=True)
class GivenView:
    """One line about a list that was made here for somebody."""

    code: str
    code_said: str
    made_on: str


def list_view(found: Contents, now: datetime, *, with_notes: bool) -> ListView:
    """Return what the page of a list shows; notes of one's own only to oneself."""
    entries = found.entries
    items = tuple(
        _item(entry, now, with_notes, (place == 0, place == len(entries) - 1))
        for place, entry in enumerate(entries)
    )
    return ListView(
        code=found.kept.code,
        code_said=said(found.kept.code),
        number=number_in_words(len(items)),
        until=full_date(found.until),
        items=items,
        removed=tuple(RemovedView(one.short_code, english(one.name)) for one in found.removed),
        maker=found.kept.sealed_maker or "",
        note=found.kept.sealed_note or "",
        has_samples=any(one.listing.is_sample for one in items if one.listing),
    )


def given_views(lists: Sequence[KeptList]) -> list[GivenView]:
    """Return a line for each list that was made here for somebody."""
    return [GivenView(one.code, said(one.code), full_date(day_of(one.created_at))) for one in lists]


def number_in_words(number: int) -> str:
    """Return how many things are on a list."""
    return ngettext("%(number)d thing", "%(number)d things", number) % {"number": number}


def qr_code(address: str) -> SafeString:
    """Return a QR code as a drawing inside the page: black on white, without a style."""
    code = segno.make(address, error="m", micro=False)
    drawn = code.svg_inline(
        border=_QUIET_MODULES, omitsize=True, svgclass="wm-qr", lineclass=None, light="#fff"
    )
    return mark_safe(drawn)  # made of numbers alone; the address is drawn, not written


def _item(entry: Entry, now: datetime, with_notes: bool, ends: tuple[bool, bool]) -> ItemView:
    card, item = entry.card, entry.item
    view = listing_view(card, now) if card else None
    return ItemView(
        code=item.short_code,
        name=view.title if view else english(item.name),
        href=listing_address(card) if card else "",
        listing=view,
        notice=_notice(item, view, entry.has_changed),
        note=(item.sealed_note or "") if with_notes else "",
        is_first=ends[0],
        is_last=ends[1],
    )


def _notice(item: KeptItem, view: ListingView | None, has_changed: bool) -> str:
    """Return what has become of a listing since it was kept."""
    if view is None:
        return _("This is no longer in our directory. It may have ended.")
    if view.closed:
        return view.closed
    if has_changed:
        on = full_date(day_of(item.kept_at))
        return _("The times, place, price or contact have changed since %(day)s.") % {"day": on}
    return ""
