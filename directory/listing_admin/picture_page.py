"""The picture of a listing: staff add, replace or take it away."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from accounts.models import User
from core import clock
from directory.actions.pictures import PictureChanged, keep_picture, show_picture
from directory.admin_messages import tell_stale_translations
from directory.listing_admin.picture_form import StaffPictureForm
from directory.models import Service
from directory.permissions import may_change_facts
from directory.portal.forms.picture import FAULTS, token_of
from directory.rules.pictures import Fault


@never_cache
@require_admin_access
def picture(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the picture of a listing; a POST shows another from now on, or none."""
    if not isinstance(request.user, User) or not may_change_facts(request.user):
        raise PermissionDenied
    listing: Service = get_object_or_404(Service.objects.sources(), pk=pk)
    if request.method != "POST":
        return _page(request, listing, StaffPictureForm(initial=_initial(listing)))
    form = StaffPictureForm(request.POST, request.FILES)
    away = request.POST.get("do") == "away"
    valid = form.is_valid()
    if getattr(request, "file_too_big", False):
        form.add_error("picture", str(FAULTS[Fault.HEAVY]))
        valid = False
    if form.drawn is not None and not away:
        form.hold(str(keep_picture(drawn=form.drawn, now=clock.now()).pk))
    if not valid and not away:
        return _page(request, listing, form, status=400)
    return _changed(request, listing, form, request.user, away=away)


def _changed(
    request: HttpRequest, listing: Service, form: StaffPictureForm, editor: User, *, away: bool
) -> HttpResponse:
    try:
        show_picture(
            service=listing,
            key="" if away else form.held_key,
            words="" if away else form.cleaned_data["words"],
            seen=request.POST.get("seen", ""),
            by=editor,
            now=clock.now(),
        )
    except PictureChanged:
        listing.refresh_from_db()
        form.see(str(listing.picture_id or ""))
        form.add_error(
            None,
            "Somebody has changed the picture since you opened this page. Nothing is changed yet. "
            "Press again to use yours.",
        )
        return _page(request, listing, form, status=400)
    said = "The picture is taken away." if away else "The public sees this picture now."
    messages.success(request, said)
    tell_stale_translations(request, Service.objects.get(pk=listing.pk))
    return redirect(_edit_address(listing))


def _initial(listing: Service) -> dict[str, Any]:
    key = str(listing.picture_id or "")
    return {
        "words": listing.picture_words,
        "held": token_of(key) if key else "",
        "seen": key,
    }


def _page(
    request: HttpRequest, listing: Service, form: StaffPictureForm, status: int = 200
) -> HttpResponse:
    key = form.held_key
    context = {
        "listing": listing,
        "form": form,
        "shown": reverse("directory_moderation_picture", args=[key]) if key else "",
        "back": _edit_address(listing),
    }
    return render(request, "directory/admin/staff_picture.html", context, status=status)


def _edit_address(listing: Service) -> str:
    return reverse(Service.snippet_viewset.get_url_name("edit"), args=[listing.pk])
