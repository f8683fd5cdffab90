"""How does a group write an offer, page by page, and send it?"""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core import clock
from core.ratelimit import allow
from directory.actions import offers, proposals
from directory.cards.drafts import draft_card
from directory.enums import ProposalState
from directory.models import Organisation, Proposal
from directory.portal.access import current_member, membership_or_404
from directory.portal.forms import EVERY_PAGE, PAGES
from directory.portal.forms.base import PageForm
from directory.portal.held_pictures import is_right, picture_context, with_held_picture
from directory.portal.offer_said import (
    draft_for,
    likely_the_same,
    page_address,
    sent_context,
    tasks,
)
from directory.portal.own_offers import (
    own_offer_or_404,
    own_offers,
    remember_offer,
)
from directory.presenters.listings import listing_view
from directory.rules.proposals import lacking
from directory.selectors.proposals import suggested_headings
from directory.views.listings import listing_context

UNREADABLE, TOO_MANY, MEANWHILE = 422, 429, 409
FIRST, LAST = "what", "team"
METHODS = ["GET", "HEAD", "POST"]


@never_cache
@require_safe
def begin_page(request: HttpRequest) -> HttpResponse:
    """Say what is needed, and show what was begun on this phone."""
    rows = Proposal.objects.filter(pk__in=own_offers(request)).select_related("service")
    context = {"offers": [_line(row) for row in rows], "container": "narrow"}
    return render(request, "directory/portal/offer/begin.html", context)


@never_cache
@require_http_methods(METHODS)
def first_page(request: HttpRequest) -> HttpResponse:
    """Ask what it is; the answer begins the offer."""
    form_class = EVERY_PAGE[FIRST]
    if request.method != "POST":
        return _form(request, None, FIRST, form_class())
    form = form_class(request.POST)
    if not form.is_valid():
        return _form(request, None, FIRST, form, status=UNREADABLE)
    if not allow(scope="group-offer", request=request, limit=20, per=offers.BEGUN_PER):
        return _form(request, None, FIRST, form, status=TOO_MANY)
    now, language = clock.now(), get_language() or "en"
    row = offers.begin(language=language, organisation=_own_group(request), now=now)
    row = _save(row, FIRST, form)
    response = redirect(_next(row, FIRST))
    remember_offer(request, response, row.pk)
    return response


def _own_group(request: HttpRequest) -> Organisation | None:
    """Return the group of who has signed in that the address names; None for a new one."""
    member = current_member(request)
    wanted = request.GET.get("for", "")
    if member is None or not wanted:
        return None
    return membership_or_404(member, wanted).organisation


@never_cache
@require_safe
def task_list(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show every page with what was answered; what is decided says so."""
    row = own_offer_or_404(request, key)
    if row.state not in proposals.OPEN:
        return redirect("groups_offer:sent", row.pk)
    context = _context(row) | {
        "tasks": tasks(row),
        "is_complete": not proposals.missing(row),
        "left": len(proposals.missing(row)),
        "alike": likely_the_same(row),
        "back_url": reverse("groups_offer:begin"),
    }
    return render(request, "directory/portal/offer/tasks.html", context)


@never_cache
@require_http_methods(METHODS)
def page(request: HttpRequest, key: UUID, name: str) -> HttpResponse:
    """Ask one thing; it is kept when the button is pressed."""
    row = own_offer_or_404(request, key)
    if name not in EVERY_PAGE:
        raise Http404
    if row.state not in proposals.OPEN:
        return redirect("groups_offer:sent", row.pk)
    if request.method != "POST":
        return _form(request, row, name, _filled(row, name))
    form = EVERY_PAGE[name](request.POST, request.FILES, **_wants(name))
    if not is_right(request, form):
        return _form(request, row, name, form, status=UNREADABLE)
    try:
        row = _save(row, name, form)
    except offers.ChangedMeanwhile:
        return _meanwhile(request, key, form, name)
    except proposals.AlreadyDecided:
        return redirect("groups_offer:sent", row.pk)
    if request.POST.get("then") == "send" and not proposals.missing(row):
        return _send(row)
    return redirect(_next(row, name))


@never_cache
@require_http_methods(METHODS)
def send_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show everything once more; a POST sends it."""
    row = own_offer_or_404(request, key)
    if row.state not in proposals.OPEN:
        return redirect("groups_offer:sent", row.pk)
    if proposals.missing(row):
        return redirect("groups_offer:tasks", row.pk)
    if request.method == "POST":
        return _send(row)
    context = _context(row) | {
        "tasks": [one for one in tasks(row) if one.lines],
        "alike": likely_the_same(row),
        "back_url": reverse("groups_offer:tasks", args=[row.pk]),
    }
    return render(request, "directory/portal/offer/send.html", context)


@never_cache
@require_http_methods(METHODS)
def sent_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """Say what happens now; a POST takes the offer back."""
    row = own_offer_or_404(request, key)
    if request.method == "POST":
        with suppress(proposals.AlreadyDecided):  # the page says what was decided
            proposals.withdraw(row, now=clock.now())
        return redirect("groups_offer:sent", row.pk)
    if row.state in proposals.OPEN:
        return redirect("groups_offer:tasks", row.pk)
    context = _context(row) | sent_context(row) | {"listing": row.service}
    return render(request, "directory/portal/offer/sent.html", context)


@never_cache
@require_safe
def preview_page(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show the page of the listing as it would be."""
    row = own_offer_or_404(request, key)
    if not row.changes.get("name"):
        return redirect("groups_offer:tasks", row.pk)
    language = get_language() or "en"
    card = draft_card(draft_for(row), language, clock.today())
    context = listing_context(request, card, language) | {
        "listing": with_held_picture(listing_view(card, clock.now()), card),
        "structured": "",
        "back": reverse("groups_offer:tasks", args=[row.pk]),
    }
    return render(request, "directory/portal/offer/preview.html", context)


def _save(row: Proposal, name: str, form: PageForm) -> Proposal:
    form.kept = row.changes
    changes = form.changes()
    if name == FIRST and "categories" not in row.changes.get("chosen", ()):
        text = f"{changes['name']} {changes['summary']}"
        changes["categories"] = suggested_headings(text, row.language)
    if name == "headings":
        changes["chosen"] = ["categories"]
    version = form.cleaned_data["version"]
    return offers.save_page(
        proposal=row, changes=changes, contact=form.contact(), version=version, now=clock.now()
    )


def _send(row: Proposal) -> HttpResponse:
    try:
        proposals.send(row, now=clock.now())
    except proposals.NotComplete:
        return redirect("groups_offer:tasks", row.pk)
    except proposals.AlreadyDecided:
        pass  # the next page says what became of it
    return redirect("groups_offer:sent", row.pk)


def _next(row: Proposal, name: str) -> str:
    """Return the next page that has no answer yet; after the last one the task list."""
    missing = lacking(row.changes, has_contact=bool(row.sealed_contact))
    order = list(PAGES)
    later = [one for one in missing if name in order and order.index(one) > order.index(name)]
    if later:
        return page_address(row, later[0])
    return reverse("groups_offer:tasks", args=[row.pk])


def _wants(name: str) -> dict[str, Any]:
    return {"language": get_language() or "en"} if name == "headings" else {}


def _filled(row: Proposal, name: str) -> PageForm:
    shown = EVERY_PAGE[name].shown(row.changes, proposals.contact_of(row))
    return EVERY_PAGE[name](initial={**shown, "version": row.version}, **_wants(name))


def _meanwhile(request: HttpRequest, key: UUID, sent: PageForm, name: str) -> HttpResponse:
    """Say that somebody else was faster; what was typed stays, and the next press keeps it."""
    row = own_offer_or_404(request, key)
    again = sent.data.copy()  # type: ignore[attr-defined]  # what was sent
    again["version"] = str(row.version)
    form = EVERY_PAGE[name](again, **_wants(name))
    theirs = next((one.lines for one in tasks(row) if one.key == name), ())
    return _form(request, row, name, form, status=MEANWHILE, theirs=theirs)


def _form(
    request: HttpRequest,
    row: Proposal | None,
    name: str,
    form: PageForm,
    status: int = 200,
    theirs: Any = (),
) -> HttpResponse:
    numbers = list(PAGES)
    missing = proposals.missing(row) if row else tuple(PAGES)
    back = reverse("groups_offer:tasks", args=[row.pk]) if row else reverse("groups_offer:begin")
    context = (_context(row) if row else {"container": "narrow"}) | {
        "form": form,
        "heading": form.HEADING,
        "lead": form.LEAD,
        "step": numbers.index(name) + 1 if name in numbers else 0,
        "steps": len(numbers),
        "may_send": row is not None and set(missing) <= {name} and name == LAST,
        "theirs": theirs,
        "is_meanwhile": status == MEANWHILE,
        "is_too_many": status == TOO_MANY,
        "alike": likely_the_same(row) if row and name in ("when", "where", "headings") else [],
        **picture_context(form),
        "alike_src": reverse("groups_offer:alike") if name == FIRST else "",
        "back_url": back,
    }
    return render(request, "directory/portal/offer/page.html", context, status=status)


def _context(row: Proposal) -> dict[str, object]:
    return {
        "offer": row,
        "name": row.name or _("Your offer"),
        "state": ProposalState(row.state).label,
        "container": "narrow",
    }


def _line(row: Proposal) -> dict[str, object]:
    is_open = row.state in proposals.OPEN
    to = "groups_offer:tasks" if is_open else "groups_offer:sent"
    return _context(row) | {"href": reverse(to, args=[row.pk])}
