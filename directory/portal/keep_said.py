"""How is a listing said back to the group that keeps it?"""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core import clock
from core.clock import day_of
from directory.cards import Card
from directory.cards.build import build_cards
from directory.enums import ProposalState, Status
from directory.models import Proposal, Service
from directory.portal.forms import KEEPING
from directory.portal.offer_said import Task
from directory.presenters import facts
from directory.presenters.answering import numbers
from directory.presenters.cards import listing_address
from directory.presenters.times import day_in_words, when_of
from directory.presenters.words import shown
from directory.rules.proposals import AT_ONCE
from directory.selectors.listing_tallies import use_of
from directory.selectors.proposals import standing
from directory.staff_enums import ProposalKind
from directory.when import clock as clock_said
from directory.when import full_date

MOST_SESSIONS, MOST_EDITS = 8, 5
FIELDS: dict[str, tuple[str, ...]] = {
    "cancel": (),
    "when": ("schedules",),
    "again": ("schedules",),
    "cost": ("prices", "cost_note"),
    "room": ("room", "places_left"),
    "running": ("status",),
    "what": ("name", "summary", "group_name"),
    "where": ("place",),
    "public": ("contacts", "message_form"),
    "who": ("ages", "gender"),
    "headings": ("categories",),
    "picture": ("picture",),
}
LIVE_PAGES = tuple(
    name for name, fields in FIELDS.items() if all(field in AT_ONCE for field in fields)
)
Lines = Sequence[SafeString | str]


def home(service: Service) -> dict[str, object]:
    """Return what the page of a kept listing shows."""
    card = _card(service)
    rows = service.proposals.filter(kind__in=[ProposalKind.EDIT, ProposalKind.LIVE])
    pages = [_task(service, card, name) for name in KEEPING if name != "cancel" or card.dates]
    return {
        "name": shown(card.name),
        "page_href": listing_address(card),
        "at_once": [one for one in pages if one.key in LIVE_PAGES],
        "waiting": [one for one in pages if one.key not in LIVE_PAGES],
        "edits": [_edit(service, row) for row in rows.order_by("-changed_at")[:MOST_EDITS]],
        "numbers": numbers(use_of([service.short_code], clock.today())[service.short_code]),
        "container": "narrow",
    }


def changed(service: Service, row: Proposal) -> dict[str, object]:
    """Return what the page after a change says."""
    card = _card(service)
    found = standing(row) if row.state == ProposalState.WAITING else None
    return {
        "name": shown(card.name),
        "page_href": listing_address(card),
        "edit": _edit(service, row),
        "is_live": row.kind == ProposalKind.LIVE and row.state == ProposalState.APPROVED,
        "by": full_date(found.by) if found else "",
        "numbers": numbers(use_of([service.short_code], clock.today())[service.short_code]),
        "back_url": reverse("groups_offer:keep", args=[service.short_code]),
        "container": "narrow",
    }


def next_sessions(service: Service) -> list[tuple[str, str]]:
    """Return the next sessions as choices: "2026-12-01T10:00" and the words."""
    today, language = clock.today(), get_language() or "en"
    return [
        (
            f"{one.on.isoformat()}T{one.start:%H:%M}",
            f"{day_in_words(one.on, today)}, {clock_said(one.start, language)}",
        )
        for one in _card(service).upcoming(clock.now(), MOST_SESSIONS)
    ]


def lines_of(service: Service, name: str) -> Lines:
    """Return what a listing says now about what one page asks."""
    return _task(service, _card(service), name).lines


def _task(service: Service, card: Card, name: str) -> Task:
    return Task(
        key=name,
        title=str(KEEPING[name].HEADING),
        href=reverse("groups_offer:change", args=[service.short_code, name]),
        lines=tuple(_said(service, card, name)),
        is_done=True,
        is_needed=True,
    )


def _said(service: Service, card: Card, name: str) -> Lines:
    said: dict[str, Any] = {
        "when": lambda: when_of(card, clock.now(), most_lines=MOST_SESSIONS).lines,
        "cost": lambda: [facts.cost(card)],
        "room": lambda: [facts.room(card, clock.today())],
        "running": lambda: [Status(card.status).label],
        "what": lambda: [card.name.text, card.organisation.name.text if card.organisation else ""],
        "where": lambda: [card.place.name.text if card.place else card.outcode],
        "public": lambda: _contacts(card),
        "who": lambda: [facts.ages(card), facts.gender(card)],
        "picture": lambda: [card.picture_words.text] if card.picture and card.picture_words else [],
        "headings": lambda: [heading.label.text for heading in card.headings],
    }
    return [line for line in said[name]() if line] if name in said else []


def _contacts(card: Card) -> list[str]:
    form = [_("By a form. Your address stays hidden.")] if card.message_form else []
    return [*(line.value for line in card.contacts), *form]


def _edit(service: Service, row: Proposal) -> dict[str, object]:
    """Return one change: what it was about, how far it is, and whether it can be undone."""
    names = [name for name, fields in FIELDS.items() if set(fields) & set(row.changes)]
    page = "cancel" if "cancelled" in row.changes else next(iter(names), "what")
    is_live = row.kind == ProposalKind.LIVE and row.state == ProposalState.APPROVED
    return {
        "title": str(KEEPING[page].HEADING),
        "state": _("Everybody sees it now") if is_live else ProposalState(row.state).label,
        "note": row.note,
        "on": full_date(day_of(row.changed_at)),
        "href": reverse("groups_offer:changed", args=[service.short_code, row.pk]),
        "back_href": reverse("groups_offer:back", args=[service.short_code, row.pk]),
        "may_take_back": is_live or row.state == ProposalState.WAITING,
    }


def _card(service: Service) -> Card:
    language = get_language() or "en"
    ((_service, card),) = build_cards([service], [language], clock.today())
    return card
