"""What does the search box suggest while somebody types?"""

from urllib.parse import urlencode

from django.http import HttpRequest, JsonResponse
from django.urls import reverse
from django.utils.translation import get_language, get_language_info, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from directory.presenters.cards import listing_address
from directory.presenters.words import language_of
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
    search, topic = reverse("directory:search"), _("Topic")
    activity, place = _("Activity"), _("Place")
    return [
        *(
            _line("heading", topic, line.name, line.language)
            | {"href": f"{search}?{urlencode({'category': line.code})}"}
            for line in found.headings
        ),
        *(
            _line("listing", activity, card.name.text, language_of(card.name))
            | {"href": listing_address(card)}
            for card in found.listings
        ),
        *(_line("place", place, name, "en") | {"near": name} for name in found.places),
    ]


def _line(kind: str, label: str, text: str, language: str) -> Line:
    direction = "rtl" if get_language_info(language)["bidi"] else "ltr"
    return {"kind": kind, "label": label, "text": text, "lang": language, "dir": direction}
