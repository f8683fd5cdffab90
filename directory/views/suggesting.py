"""What does the search box suggest while somebody types?"""

from urllib.parse import urlencode

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from directory.presenters.cards import listing_address
from directory.selectors.suggesting import Suggestions, suggestions

Line = dict[str, str]


@require_safe
@never_cache
def suggest(request: HttpRequest) -> JsonResponse:
    """Name headings, listings and places; nothing of what is typed is kept."""
    found = suggestions(request.GET.get("q", ""), get_language() or "en")
    lines = _lines(found)
    said = ngettext("%(number)s suggestion", "%(number)s suggestions", len(lines))
    none = _("No suggestions")
    said = said % {"number": len(lines)} if lines else none
    return JsonResponse({"suggestions": lines, "said": said})


def _lines(found: Suggestions) -> list[Line]:
    search = reverse("directory:search")
    kind = {"heading": _("Topic"), "listing": _("Activity"), "place": _("Place")}
    return [
        *(
            {
                "kind": "heading", "text": line.name, "lang": line.language,
                "label": kind["heading"], "href": f"{search}?{urlencode({'category': line.code})}",
            }
            for line in found.headings
        ),
        *(
            {
                "kind": "listing", "text": card.name.text, "lang": card.name.language,
                "label": kind["listing"], "href": listing_address(card),
            }
            for card in found.listings
        ),
        *(
            {"kind": "place", "text": name, "lang": "en", "label": kind["place"], "near": name}
            for name in found.places
        ),
    ]  # fmt: skip
