"""How does a group keep its listing right?"""

from contextlib import suppress
from functools import update_wrapper
from typing import Any, ParamSpec
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock
from directory.actions import edits, proposals
from directory.actions.proposed import values_of
from directory.models import Proposal, Service
from directory.portal import access, keep_said
from directory.portal.forms import KEEPING
from directory.portal.forms.base import PageForm
from directory.portal.held_pictures import is_right, picture_context
from directory.portal.keeping import kept_or_404
from directory.rules.edits import version_of
from directory.staff_enums import ProposalKind

P = ParamSpec("P")
UNREADABLE, MEANWHILE = 422, 409
METHODS = ["GET", "HEAD", "POST"]


def sign_in_first(view: access.View[P]) -> access.View[P]:
    """Lead to signing in where a page is nobody's in this browser; it says nothing about it."""

    def inner(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        try:
            return view(request, *args, **kwargs)
        except Http404:
            if access.current_member(request) is not None:
                raise
            return access.to_sign_in(request)

    update_wrapper(inner, view)
    return inner


@never_cache
@require_safe
@sign_in_first
def keep_page(request: HttpRequest, code: str) -> HttpResponse:
    """Show what a listing says now, what waits, and what can be taken back."""
    service = kept_or_404(request, code)
    context = keep_said.home(service)
    if access.current_member(request) is not None:
        context["back_url"] = reverse("groups:home")
    return render(request, "directory/portal/keep/home.html", context)


@never_cache
@require_http_methods(METHODS)
@sign_in_first
def change_page(request: HttpRequest, code: str, name: str) -> HttpResponse:
    """Ask for one change; it goes live at once or waits, by what it is."""
    service = kept_or_404(request, code)
    if name not in KEEPING:
        raise Http404
    kept = values_of(service, keep_said.FIELDS[name])
    if request.method != "POST":
        initial = {**KEEPING[name].shown(kept, {}), "version": version_of(kept)}
        form = KEEPING[name](initial=initial, **_wants(service, name))
        return _form(request, service, name, form)
    form = KEEPING[name](request.POST, request.FILES, **_wants(service, name))
    form.kept = kept
    if not is_right(request, form):
        return _form(request, service, name, form, status=UNREADABLE)
    try:
        row = edits.change(
            service=service,
            changes=form.changes(),
            version=form.cleaned_data["version"],
            language=get_language() or "en",
            now=clock.now(),
        )
    except edits.NothingChanged:
        return redirect("groups_offer:keep", code)
    except edits.ChangedSince:
        return _meanwhile(request, service, form, name)
    return redirect("groups_offer:changed", code, row.pk)


@never_cache
@require_safe
@sign_in_first
def changed_page(request: HttpRequest, code: str, key: UUID) -> HttpResponse:
    """Say thank you, what became of a change, and how often people look."""
    service = kept_or_404(request, code)
    row = _edit_or_404(service, key)
    return render(request, "directory/portal/keep/changed.html", keep_said.changed(service, row))


@never_cache
@require_POST
@sign_in_first
def back_page(request: HttpRequest, code: str, key: UUID) -> HttpResponse:
    """Undo a change that went live, or take back one that waits."""
    service = kept_or_404(request, code)
    row = _edit_or_404(service, key)
    with suppress(proposals.AlreadyDecided):  # the page says what became of it
        if row.kind == ProposalKind.LIVE:
            edits.take_back(edit=row, now=clock.now())
        else:
            proposals.withdraw(row, now=clock.now())
    return redirect("groups_offer:changed", code, key)


def _edit_or_404(service: Service, key: UUID) -> Proposal:
    kinds = (ProposalKind.LIVE, ProposalKind.EDIT)
    row = Proposal.objects.filter(pk=key, service=service, kind__in=kinds).first()
    if row is None:
        raise Http404
    return row


def _wants(service: Service, name: str) -> dict[str, Any]:
    if name == "cancel":
        return {"sessions": keep_said.next_sessions(service)}
    return {"language": get_language() or "en"} if name == "headings" else {}


def _meanwhile(request: HttpRequest, service: Service, sent: PageForm, name: str) -> HttpResponse:
    """Say that somebody else was faster; what was typed stays, and the next press keeps it."""
    fresh = Service.objects.get(pk=service.pk)
    again = sent.data.copy()  # type: ignore[attr-defined]  # what was sent
    again["version"] = str(version_of(values_of(fresh, keep_said.FIELDS[name])))
    form = KEEPING[name](again, **_wants(fresh, name))
    return _form(request, fresh, name, form, status=MEANWHILE)


def _form(
    request: HttpRequest, service: Service, name: str, form: PageForm, status: int = 200
) -> HttpResponse:
    is_meanwhile = status == MEANWHILE
    context = {
        "form": form,
        "heading": form.HEADING,
        "lead": form.LEAD,
        "is_meanwhile": is_meanwhile,
        "theirs": keep_said.lines_of(service, name) if is_meanwhile else (),
        "is_live": name in keep_said.LIVE_PAGES,
        "back_url": reverse("groups_offer:keep", args=[service.short_code]),
        "container": "narrow",
        **picture_context(form),
    }
    return render(request, "directory/portal/keep/page.html", context, status=status)
