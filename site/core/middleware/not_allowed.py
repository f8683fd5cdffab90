"""What does a reader see when a page cannot be asked for in this way?"""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase

from core import error_pages


class NotAllowedPageMiddleware:
    """Give the empty answers 405 of Django's decorators a page with a way on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Fill an empty answer 405; the methods that are allowed stay in its header."""
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed) or response.content:
            return response
        shown = error_pages.page(request, response.status_code, "core/errors/400.html")
        shown.headers["Allow"] = response.headers["Allow"]
        return shown
