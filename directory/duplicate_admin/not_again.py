"""Where do editors say that something must not be listed again, and lift that?"""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from core import clock
from directory.actions.not_again import lift, never_list_again
from directory.duplicate_admin.forms import NeverAgainForm
from directory.duplicate_admin.views import FOLDER, PER_PAGE, member
from directory.models import NotListedAgain, Service
from directory.parameters import key_in
from directory.selectors.not_again import marks


@never_cache
@require_admin_access
def not_again_list(request: HttpRequest) -> HttpResponse:
    """List what must not come back; a POST lifts one."""
    editor = member(request)
    if request.method == "POST":
        mark = NotListedAgain.objects.filter(source="", pk=key_in(request.POST, "lift")).first()
        if mark is None:
            messages.error(request, "This was lifted already.")
        else:
            lift(mark=mark, by=editor, now=clock.now())
            messages.success(request, f"{mark.name} may be listed again.")
        return redirect("directory_not_again")
    pages = Paginator(marks(), PER_PAGE)
    context = {
        "page": pages.get_page(request.GET.get("p")),
        "edit_name": Service.snippet_viewset.get_url_name("edit"),
    }
    return render(request, f"{FOLDER}/not_again.html", context)


@never_cache
@require_admin_access
def never_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask why a listing must not come back, and take it away for good."""
    editor = member(request)
    found: Service = get_object_or_404(Service.objects.select_related("source"), pk=pk)
    listing = found.facts
    form = NeverAgainForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        reason = form.cleaned_data["reason"]
        never_list_again(service=listing, reason=reason, by=editor, now=clock.now())
        messages.success(
            request, f"{listing.name} is put away. No source and no import brings it back."
        )
        return redirect("directory_not_again")
    context = {
        "listing": listing,
        "form": form,
        "sources": listing.source_records.all(),
        "list_address": reverse(Service.snippet_viewset.get_url_name("list")),
    }
    return render(request, f"{FOLDER}/never_again.html", context)
