"""What do staff do to one heading: move, order, retire, merge, take back?"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST
from wagtail.admin.auth import require_admin_access

from accounts.models import User
from core import clock
from directory.actions import headings, retiring
from directory.actions.cards import AT_ONCE
from directory.heading_admin.forms import REASONS, MoveForm, SuccessorForm
from directory.models import TaxonomyTerm
from directory.selectors.heading_tree import last_change, listings_under

# Translators may change the words of headings, so that "change" alone is not enough.
PERMISSION = "directory.add_taxonomyterm"
MOST_NAMED = 5


@require_admin_access
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a heading below another group, or at the top."""
    member, term = _member(request), _term(pk)
    form = MoveForm(request.POST or None, term=term)
    if request.method == "POST":
        form = MoveForm(request.POST, term=term)
        if form.is_valid():
            parent = form.cleaned_data["parent"]
            try:
                headings.move_heading(term=term, parent=parent, by=member, now=clock.now())
            except headings.CannotMove as late:  # somebody else was quicker
                form.add_error("parent", REASONS[late.reason])
                return _page(request, "move.html", term, {"form": form})
            where = _("below “%(name)s”") % {"name": parent.name} if parent else _("at the top")
            said = _("“%(name)s” stands %(where)s now. The public sees this now.")
            messages.success(request, said % {"name": term.name, "where": where})
            return redirect(_tree(term))
    return _page(request, "move.html", term, {"form": form})


@require_POST
@require_admin_access
def order(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a heading one place up or down in its group."""
    member, term = _member(request), _term(pk)
    places = -1 if "up" in request.POST else 1
    headings.order_heading(term=term, places=places, by=member, now=clock.now())
    return redirect(_tree(term))


@require_admin_access
def retire(request: HttpRequest, pk: int, merge: bool = False) -> HttpResponse:
    """Choose what takes over, see what follows, then retire or merge."""
    member, term = _member(request), _term(pk)
    if term.is_retired:
        messages.error(request, _("“%(name)s” is retired already.") % {"name": term.name})
        return redirect(_tree())
    form = SuccessorForm(None, term=term, merge=merge)
    sure = False
    if request.method == "POST":
        form = SuccessorForm(request.POST, term=term, merge=merge)
        sure = form.is_valid()
        if sure and "sure" in request.POST:
            return _retired(request, term, form.cleaned_data["successor"], merge, member)
    context = {
        "form": form,
        "merge": merge,
        "sure": sure,
        "successor": form.cleaned_data.get("successor") if sure else None,
        "listings": listings_under(term).count(),
        "below": [child.name for child in term.children.filter(retired_at=None)],
    }
    return _page(request, "retire.html", term, context)


def _retired(
    request: HttpRequest,
    term: TaxonomyTerm,
    successor: TaxonomyTerm | None,
    merge: bool,
    member: User,
) -> HttpResponse:
    try:
        change = retiring.retire_heading(
            term=term, successor=successor, merge=merge, by=member, now=clock.now()
        )
    except retiring.CannotRetire:  # somebody else was quicker, or the button was pressed twice
        messages.error(request, _("The headings were changed meanwhile. Please look again."))
        return redirect(_tree(term))
    said = _("“%(name)s” is retired. Visitors do not see it any more.") % {"name": term.name}
    if successor is not None:
        said = ngettext(
            "“%(name)s” is retired. %(count)s listing stands under “%(other)s” now.",
            "“%(name)s” is retired. %(count)s listings stand under “%(other)s” now.",
            change.listings,
        ) % {"name": term.name, "count": change.listings, "other": successor.name}
    if change.listings > AT_ONCE:
        said += " " + _("So many listings follow on the public pages within a few minutes.")
    messages.success(request, said + " " + _("You can take this back at the foot of this page."))
    return redirect(_tree())


@require_admin_access
def undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take retiring back while nothing has changed since; else use the heading again, empty."""
    member, term = _member(request), _term(pk)
    if not term.is_retired:
        return redirect(_tree(term))
    change = last_change(term)
    problem = retiring.why_not_undone(change) if change else retiring.CannotRetire("changed")
    if request.method == "POST":
        if "again" in request.POST:
            headings.use_again(term=term, by=member, now=clock.now())
            said = _("“%(name)s” is in use again. No listing stands under it yet.")
            messages.success(request, said % {"name": term.name})
            return redirect(_tree(term))
        if change is not None and problem is None:
            try:
                retiring.undo_retiring(change=change, by=member, now=clock.now())
            except retiring.CannotRetire as late:
                messages.error(request, _why(late))
                return redirect(_tree(term))
            said = _("“%(name)s” is in use again, with everything that it had.")
            messages.success(request, said % {"name": term.name})
            return redirect(_tree(term))
    context = {
        "change": change,
        "problem": _why(problem) if problem else "",
        "names": problem.names[:MOST_NAMED] if problem else (),
        "more": max(len(problem.names) - MOST_NAMED, 0) if problem else 0,
    }
    return _page(request, "undo.html", term, context)


def _why(problem: retiring.CannotRetire) -> str:
    return {
        "listings_changed": _("These listings were changed or published since:"),
        "successor_retired": _(
            "The heading that took over is retired itself. Take that back first."
        ),
        "group_retired": _("The group it belonged to is retired. Take that back first."),
    }.get(problem.reason, _("The headings were changed since."))


def _term(pk: int) -> TaxonomyTerm:
    rows = TaxonomyTerm.objects.select_related("source", "parent", "successor")
    found: TaxonomyTerm = get_object_or_404(rows, pk=pk)
    return found.facts


def _member(request: HttpRequest) -> User:
    if not isinstance(request.user, User) or not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    return request.user


def _tree(term: TaxonomyTerm | None = None) -> str:
    address = reverse(TaxonomyTerm.snippet_viewset.get_url_name("list"))
    return f"{address}#heading-{term.pk}" if term else address


def _page(
    request: HttpRequest, template: str, term: TaxonomyTerm, context: dict[str, Any]
) -> HttpResponse:
    whole = {**context, "term": term, "tree_address": _tree(term)}
    return render(request, f"directory/admin/headings/{template}", whole)
