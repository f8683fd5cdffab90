"""Is it on the site already? What a script asks while somebody types a name."""

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from core.ratelimit import allow
from directory.portal.offer_said import same_name

ASKED, PER = 300, timedelta(minutes=10)


@never_cache
@require_safe
def alike(request: HttpRequest) -> HttpResponse:
    """Give the part of a page that names listings of nearly this name; nothing typed is kept."""
    found = []
    if allow(scope="group-alike", request=request, limit=ASKED, per=PER):
        found = same_name(request.GET.get("name", ""), request.GET.get("area", ""))
    answer = render(request, "directory/portal/offer/_alike.html", {"alike": found})
    answer["X-Robots-Tag"] = "noindex"
    return answer
