"""What does the admin's search get to see of what was typed?"""

import unicodedata
from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase

_ADMIN = "/admin/"
_FIELD = "q"


class AdminSearchMiddleware:
    """Clean `q` in the admin before Wagtail searches with it.

    On SQLite an odd number of quotation marks is an "unterminated string" and a 500
    (https://github.com/wagtail/wagtail/issues/13227); remove this when that is closed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Replace `q` where cleaning changes it."""
        if request.path_info.startswith(_ADMIN) and _FIELD in request.GET:
            typed = request.GET.getlist(_FIELD)
            cleaned = [clean(text) for text in typed]
            if cleaned != typed:
                query = request.GET.copy()
                query.setlist(_FIELD, cleaned)
                request.META["QUERY_STRING"] = query.urlencode()
                query._mutable = False
                request.GET = query  # type: ignore[assignment]  # it is immutable again
        return self.get_response(request)


def clean(text: str) -> str:
    """Return search words without control characters and without an unpaired quotation mark."""
    kept = "".join(
        character for character in text if unicodedata.category(character) not in {"Cc", "Cs"}
    )
    return kept.replace('"', " ").strip() if kept.count('"') % 2 else kept
