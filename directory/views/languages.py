"""Which links lead to this page in another language?"""

from django.http import HttpRequest

from locales.context_processors import LanguageLink, links
from locales.switching import translated_path


def links_with(request: HttpRequest, query_string: str = "") -> list[LanguageLink]:
    """Return the language links with a query string of ours: one that names no postcode."""
    tail = "" if query_string == "?" else query_string
    return [
        {**link, "href": translated_path(request.path, link["code"]) + tail}
        for link in links(request)
    ]
