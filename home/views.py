"""Where does an age group of the questionnaires lead?"""

from uuid import UUID

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods

from home.selectors import page_for
from selfassessment.views.carrying import remember_check


@require_http_methods(["GET", "HEAD", "POST"])
def by_age(request: HttpRequest, band: str) -> HttpResponse:
    """Lead to the page of an age group, in the reader's language or else in English.

    A health check posts its draft along, so that it is found again and nothing is asked twice;
    it never stands in an address. Without such pages the directory says what there is.
    """
    page = page_for(band, get_language() or "en") or page_for(band, "en")
    where = page.get_url(request) if page else None
    response = HttpResponseRedirect(where or f"{reverse('directory:search')}?category=family")
    if request.method == "POST":
        _remember(request, response)
    return response


def _remember(request: HttpRequest, response: HttpResponse) -> None:
    try:
        remember_check(response, request, UUID(request.POST.get("check", "")))
    except ValueError:
        return
