"""What does the admin answer when something is to be deleted that other records still need?"""

from collections.abc import Callable

from django.contrib import messages
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponseRedirect
from django.http.response import HttpResponseBase

_ADMIN = "/admin/"
_NEEDED = "This cannot be deleted: other records still need it. Switch it off instead."


class AdminDeletingMiddleware:
    """Say so on the page that asked, where Wagtail would fail with a 500: nothing was deleted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Go on."""
        return self.get_response(request)

    def process_exception(
        self, request: HttpRequest, exception: Exception
    ) -> HttpResponseRedirect | None:
        """Lead back to the question whether it is meant, with the reason; leave the rest."""
        if not isinstance(exception, ProtectedError) or not request.path.startswith(_ADMIN):
            return None
        messages.error(request, _NEEDED)
        return HttpResponseRedirect(request.path)
