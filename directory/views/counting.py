"""What is counted when a listing is opened or used: the listing and the day, nothing else."""

import re
from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from core.ratelimit import allow
from directory.actions.listing_tallies import note
from directory.cards import Card
from directory.enums import Opening
from directory.selectors import card_by_short_code

LIMIT, PER = 30, timedelta(minutes=10)
# Programs that say what they are; a page fetched ahead of a click is not opened either.
_PROGRAM = re.compile(r"bot|crawl|spider|slurp|preview|monitor|curl|wget|python|http", re.I)


def counted(request: HttpRequest, card: Card, what: Opening) -> None:
    """Count it, unless a program asked that says so."""
    agent = request.headers.get("User-Agent", "")
    is_ahead = "prefetch" in request.headers.get("Sec-Purpose", "")
    asked = request.META.get("REQUEST_METHOD")  # a view sees HEAD as GET
    if asked != "HEAD" and not is_ahead and not _PROGRAM.search(agent):
        note(card.short_code, what)


@csrf_exempt  # it reads no cookie and changes nothing but a number
@require_POST
def contact_used(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Count that a number, an address or a website of a listing was used."""
    card = card_by_short_code(code, get_language() or "en")
    if card is None:
        raise Http404
    if allow(scope="listing-used", request=request, limit=LIMIT, per=PER):
        counted(request, card, Opening.CONTACTED)
    return HttpResponse(status=204)
