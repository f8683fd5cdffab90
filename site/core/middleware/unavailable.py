"""What does a reader get while the database or the disk does not answer?"""

from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from core import error_pages
from core.unavailability import is_unavailable

log = structlog.get_logger(__name__)


class UnavailableMiddleware:
    """Turn a database that is away, locked or full, and a full disk, into 503 with Retry-After.

    Catches what views and templates raise. What other middleware raises ends in
    `core.views.errors.server_error`, which decides the same way.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer 503 when trying again later may help; leave the rest to Django."""
        if not is_unavailable(exception):
            return None
        log.error("unavailable", error=type(exception).__name__)
        return error_pages.unavailable(request)
