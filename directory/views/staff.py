"""The short ways of staff: cancel one date, change the times, say that words are checked."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.auth import require_admin_access

from accounts.models import User
from core import clock
from directory.actions import schedules
from directory.actions.checks import mark_checked
from directory.actions.translations import mark_words_checked
from directory.admin_messages import tell_schedule
from directory.enums import CheckedBy, ExceptionReason, ScheduleKind
from directory.forms.dates import CancelDateForm, TimesForms
from directory.models import Service, ServiceCheck
from directory.parameters import key_in
from directory.permissions import may_change_facts
from directory.rules.recurrence import DateOff
from directory.said_back import of_service, said_back
from directory.when import date_in_words

DATES_SHOWN = 12


@require_admin_access
def cancel_date(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose one of the next dates and take it off, or put one back."""
    listing = _listing(request, pk)
    said = of_service(listing, clock.today(), DATES_SHOWN)
    form = CancelDateForm(request.POST or None, sessions=said.choices())
    if request.method == "POST" and "restore" in request.POST:
        return _restore(request, listing)
    if request.method == "POST" and form.is_valid():
        on, starts_at = form.chosen()
        schedules.cancel_date(
            service=listing,
            on=on,
            starts_at=starts_at,
            reason=ExceptionReason(form.cleaned_data["reason"]),
            by=_member(request),
            now=clock.now(),
        )
        messages.success(
            request,
            _("%(name)s does not take place on %(date)s. The public sees this now.")
            % {"name": listing.name, "date": date_in_words(on)},
        )
        return redirect(_list_address())
    off = listing.exceptions.filter(on__gte=clock.today())
    rows = [(row, date_in_words(row.on), row.get_reason_display()) for row in off]
    context = {"listing": listing, "form": form, "said": said, "dates_off": rows}
    return _page(request, "directory/admin/cancel_date.html", context)


def _restore(request: HttpRequest, listing: Service) -> HttpResponse:
    row = get_object_or_404(listing.exceptions.all(), pk=key_in(request.POST, "restore"))
    schedules.restore_date(
        service=listing, on=row.on, starts_at=row.starts_at, by=_member(request), now=clock.now()
    )
    messages.success(
        request,
        _("%(name)s takes place on %(date)s again.")
        % {"name": listing.name, "date": date_in_words(row.on)},
    )
    return redirect(_list_address())


@require_admin_access
def change_times(request: HttpRequest, pk: int) -> HttpResponse:
    """Tick other days or type other times; hear it said back; save."""
    listing = _listing(request, pk)
    rows = list(listing.schedules.filter(kind=ScheduleKind.SESSION))
    forms = TimesForms(rows, request.POST or None)
    said = None
    if request.method == "POST" and forms.is_valid():
        sessions = forms.sessions()
        said = said_back(sessions, _dates_off(listing), clock.today())
        if "save" in request.POST:
            schedules.change_schedule(
                service=listing, sessions=sessions, by=_member(request), now=clock.now()
            )
            messages.success(
                request,
                _("The times of %(name)s are changed. The public sees this now.")
                % {"name": listing.name},
            )
            tell_schedule(request, said)
            return redirect(_list_address())
    context = {"listing": listing, "forms": forms, "said": said}
    return _page(request, "directory/admin/change_times.html", context)


@require_admin_access
def words_checked(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether every word of a translation has been read, and write it down."""
    listing = get_object_or_404(Service.objects.filter(source__isnull=False), pk=pk)
    if not request.user.has_perm("directory.change_service"):
        raise PermissionDenied
    if request.method == "POST":
        mark_words_checked(record=listing, by=_member(request), now=clock.now())
        messages.success(request, _("The words are marked as checked by you."))
        return redirect(f"{_list_address()}?locale={listing.language}")
    return _page(request, "directory/admin/words_checked.html", {"listing": listing})


@require_admin_access
def still_right(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask whether everything about a listing is right, and write down that it was checked."""
    listing = _listing(request, pk)
    if request.method == "POST":
        mark_checked(service=listing, by=_member(request), whom=CheckedBy.COUNCIL, now=clock.now())
        messages.success(
            request, _("%(name)s is marked as checked today.") % {"name": listing.name}
        )
        return redirect(_list_address())
    context = {
        "listing": listing,
        "said": of_service(listing, clock.today()),
        "check": ServiceCheck.objects.filter(service=listing).first(),
        "sources": listing.source_records.all(),
    }
    return _page(request, "directory/admin/still_right.html", context)


def _listing(request: HttpRequest, pk: int) -> Service:
    if not may_change_facts(request.user):
        raise PermissionDenied
    found = get_object_or_404(Service.objects.select_related("source"), pk=pk)
    return found.facts


def _member(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise PermissionDenied
    return request.user


def _dates_off(listing: Service) -> list[DateOff]:
    return [DateOff(row.on, row.starts_at, row.reason) for row in listing.exceptions.all()]


def _list_address() -> str:
    return reverse(Service.snippet_viewset.get_url_name("list"))


def _page(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, template, {**context, "list_address": _list_address()})
