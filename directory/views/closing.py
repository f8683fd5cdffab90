"""How do staff close a place, and open it again?"""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.admin.auth import require_admin_access

from accounts.models import User
from core import clock
from directory.actions import closures
from directory.forms.closures import ClosePlaceForm
from directory.models import Location, PlaceClosure
from directory.parameters import key_in
from directory.presenters.closures import closed_in_words, staff_line
from directory.selectors.closures import Concerned, concerned, standing
from directory.when import full_date

# Translators may change the words of places, so that "change" alone is not enough.
PERMISSION = "directory.add_location"
MOST_FOUND = 30


@require_admin_access
def find_place(request: HttpRequest) -> HttpResponse:
    """Go to the place that is meant; when several may be, list them."""
    _member(request)
    words = request.GET.get("q", "").replace("\x00", "").strip()[:200]
    places = Location.objects.sources().order_by("name")
    for word in words.split():
        places = places.filter(
            Q(name__icontains=word) | Q(address__icontains=word) | Q(postcode__icontains=word)
        )
    found = list(places[: MOST_FOUND + 1]) if words else []
    if len(found) == 1:
        return redirect("directory_close_place", pk=found[0].pk)
    context = {"words": words, "found": found[:MOST_FOUND], "list_address": _list_address()}
    return render(request, "directory/admin/choose_place.html", context)


@require_admin_access
def close_place(request: HttpRequest, pk: int) -> HttpResponse:
    """Type the days, see what falls out and whom to ring, close; or take closed days back."""
    member, place = _member(request), _place(pk)
    if request.method == "POST" and "undo" in request.POST:
        return _undo(request, place, member)
    form = ClosePlaceForm(request.POST or None, initial={"first_day": clock.today()})
    found: list[Concerned] | None = None
    if request.method == "POST" and form.is_valid():
        found = concerned(place, form.closure(), clock.today())
        if "close" in request.POST:
            return _closed(request, place, member, form, found)
    context = {
        "place": place,
        "form": form,
        "found": [staff_line(one) for one in found] if found is not None else None,
        "dates": sum(len(one.dates) for one in found or ()),
        "said": closed_in_words(form.closure()) if found is not None else "",
        "standing": [(row, closed_in_words(row.closure())) for row in _standing(place)],
        "list_address": _list_address(),
    }
    return render(request, "directory/admin/close_place.html", context)


def _closed(
    request: HttpRequest,
    place: Location,
    member: User,
    form: ClosePlaceForm,
    found: Sequence[Concerned],
) -> HttpResponse:
    closure = form.closure()
    closures.close_place(place=place, closure=closure, by=member, now=clock.now())
    dates = sum(len(one.dates) for one in found)
    messages.success(
        request,
        ngettext(
            "%(name)s: %(days)s. %(number)s date is cancelled. The public sees this now.",
            "%(name)s: %(days)s. %(number)s dates are cancelled. The public sees this now.",
            dates,
        )
        % {"name": place.name, "days": closed_in_words(closure), "number": dates},
    )
    return redirect("directory_close_place", pk=place.pk)


def _undo(request: HttpRequest, place: Location, member: User) -> HttpResponse:
    rows = PlaceClosure.objects.filter(location=place)
    row = get_object_or_404(rows, pk=key_in(request.POST, "undo"))
    closures.undo_closure(closure=row, by=member, now=clock.now())
    messages.success(
        request,
        _("%(name)s is open again from %(day)s. The dates are as they were before.")
        % {"name": place.name, "day": full_date(max(row.first_day, clock.today()))},
    )
    return redirect("directory_close_place", pk=place.pk)


def _standing(place: Location) -> list[PlaceClosure]:
    return standing(place, clock.today())


def _place(pk: int) -> Location:
    found: Location = get_object_or_404(Location.objects.select_related("source"), pk=pk)
    return found.facts


def _member(request: HttpRequest) -> User:
    if not isinstance(request.user, User) or not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    return request.user


def _list_address() -> str:
    viewset: Any = Location.snippet_viewset
    return reverse(viewset.get_url_name("list"))
