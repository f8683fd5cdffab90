"""How is an offer said back to those who write it?"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from wagtail.models import Locale

from core import clock
from directory.actions.proposals import contact_of
from directory.actions.proposed import draft_of, patterns_of
from directory.cards.drafts import draft_card
from directory.enums import Gender, ProposalState
from directory.models import Organisation, Proposal, Service
from directory.portal.forms import EVERY_PAGE, MORE, PAGES
from directory.presenters import facts
from directory.presenters.answering import numbers
from directory.presenters.times import day_in_words
from directory.rules.proposals import answered
from directory.said_back import said_back
from directory.selectors.headings import headings
from directory.selectors.listing_tallies import use_of
from directory.selectors.proposals import Standing, like_it, like_name, standing
from directory.when import full_date, in_words

NEXT_DATES = 4


@dataclass(frozen=True, slots=True)
class Task:
    """One page of the list: its name, what was answered, and whether it must be."""

    key: str
    title: str
    href: str
    lines: tuple[SafeString | str, ...]
    is_done: bool
    is_needed: bool


@dataclass(frozen=True, slots=True)
class Like:
    """A listing that may be the same."""

    name: SafeString | str
    where: str
    href: str
    claim_href: str


def tasks(proposal: Proposal) -> list[Task]:
    """Return the pages of an offer in order, with what was answered."""
    contact = contact_of(proposal)
    done = set(answered(proposal.changes, has_contact=bool(contact)))
    said = _said(proposal, contact)
    return [
        Task(
            key=key,
            title=str(form.HEADING),
            href=page_address(proposal, key),
            lines=tuple(said.get(key, ())),
            is_done=key in done or (key in MORE and bool(said.get(key))),
            is_needed=key in PAGES,
        )
        for key, form in EVERY_PAGE.items()
    ]


def page_address(proposal: Proposal, page: str) -> str:
    """Return the address of a page of an offer."""
    return reverse("groups_offer:page", args=[proposal.pk, page])


def times_said(changes: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the sentence of a schedule and its next dates."""
    sessions = [row.session() for row in patterns_of(changes)]
    if not sessions:
        return (_("The times change. People ask you."),) if changes.get("times_vary") else ()
    today = clock.today()
    found = said_back(sessions, [], today, NEXT_DATES)
    dates = ", ".join(day_in_words(one.on, today) for one in found.occurrences)
    first = in_words(sessions, get_language() or "en")
    return (*first, _("Next dates: %(dates)s") % {"dates": dates}) if dates else first


def likely_the_same(proposal: Proposal) -> list[Like]:
    """Return listings that may be what is being offered."""
    if not proposal.changes.get("name"):
        return []
    draft = draft_of(proposal.changes, proposal.organisation)
    return [_like(one.service) for one in like_it(draft)]


def same_name(typed: str, area: str) -> list[Like]:
    """Return listings of nearly the name that is being typed."""
    return [_like(one) for one in like_name(typed, area)]


def _like(service: Service) -> Like:
    return Like(
        name=service.name,
        where=_where_of(service.location, service.outcode),
        href=reverse(
            "directory:listing", kwargs={"slug": service.slug, "code": service.short_code}
        ),
        claim_href=claim_address(service.short_code),
    )


def claim_address(code: str) -> str:
    """Return where somebody says that a listing is theirs."""
    return reverse("groups:claim", args=[code])


def sent_context(proposal: Proposal) -> dict[str, object]:
    """Return what the page says after sending: the place in the queue, the day, the figures."""
    found = standing(proposal) if proposal.state == ProposalState.WAITING else None
    return {
        "place": _place_in_queue(found),
        "by": full_date(found.by) if found else "",
        "numbers": figures(proposal),
    }


def figures(proposal: Proposal) -> tuple[str, ...]:
    """Return how often the listing was opened and contacted in the last 30 days."""
    code = proposal.service.short_code if proposal.service else ""
    if code:
        return numbers(use_of([code], clock.today())[code])
    return (_("Once it is listed, we show you here how often people open it and get in touch."),)


def draft_for(proposal: Proposal) -> Any:
    """Return the unsaved listing an offer would become, with its group."""
    group = proposal.organisation
    if group is None:
        name = str(proposal.changes.get("group_name") or "").strip() or _("A few of us")
        group = Organisation(name=name)
    draft = draft_of(proposal.changes, group)
    locale = Locale.objects.filter(language_code=proposal.language).first()
    draft.locale = locale or Locale.get_default()
    return draft


def _said(proposal: Proposal, contact: Mapping[str, str]) -> dict[str, list[SafeString | str]]:
    changes = proposal.changes
    card = draft_card(draft_for(proposal), get_language() or "en", clock.today())
    found: dict[str, list[SafeString | str]] = {
        "what": [text for text in (changes.get("name"), changes.get("group_name")) if text],
        "when": list(times_said(changes)),
        "where": _where(changes),
        "cost": [facts.cost(card)] if changes.get("prices") else [],
        "public": [row["value"] for row in changes.get("contacts") or []],
        "team": [contact["value"]] if contact else [],
        "who": _who(changes),
        "picture": [said["words"]] if (said := changes.get("picture")) else [],
    }
    if changes.get("message_form"):
        found["public"].append(_("By a form. Your address stays hidden."))
    names = headings(get_language() or "en")
    found["headings"] = [
        names[code].name for code in changes.get("categories") or [] if code in names
    ]
    return found


def _where(changes: Mapping[str, Any]) -> list[SafeString | str]:
    said = changes.get("place") or {}
    if said.get("kind") in ("online", "telephone"):
        return [_("Online") if said["kind"] == "online" else _("By telephone")]
    place = draft_of({"place": said, "name": "-"}, None).location
    if place is None:
        return []
    parts = dict.fromkeys((place.name, place.address, place.postcode))
    line = ", ".join(part for part in parts if part)
    if place.area_only:
        return [line, _("People see the area only: %(area)s.") % {"area": place.outcode}]
    return [line]


def _who(changes: Mapping[str, Any]) -> list[SafeString | str]:
    low, high = changes.get("ages") or (None, None)
    found: list[SafeString | str] = []
    if low is not None or high is not None:
        text = _("Ages %(low)s to %(high)s")
        found.append(text % {"low": low or 0, "high": 120 if high is None else high})
    if changes.get("gender"):
        found.append(str(Gender(changes["gender"]).label))
    return found


def _where_of(place: Any, outcode: str) -> str:
    if place is None:
        return outcode
    return str(place.outcode if place.area_only else place.name)


def _place_in_queue(found: Standing | None) -> str:
    if found is None:
        return ""
    if found.place == 1:
        return _("It is the next one we look at.")
    return ngettext(
        "%(number)s other is looked at before it.",
        "%(number)s others are looked at before it.",
        found.place - 1,
    ) % {"number": found.place - 1}
