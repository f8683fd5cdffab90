"""Which request was answered how, and how fast?"""

import re
import time
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest
from django.http.response import HttpResponseBase

log = structlog.get_logger("waymark.access")

_QUIET = ("/healthz", "/static/")
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
# Values of address parts that let their holder in: they stand in the log as a star.
_SECRET_PARTS = frozenset({"draft", "token", "key", "uidb36", "code", "answer", "reference"})
_KEPT_CODES = frozenset({"directory"})


class RequestLogMiddleware:
    """Give each request a number and write one log line about it.

    The line has no query string, address, user agent or cookie. Stands first in MIDDLEWARE.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Number, time and log one request."""
        request_id = uuid.uuid4().hex
        request.request_id = request_id  # type: ignore[attr-defined]  # shown on error pages
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=request_id)
        started = time.perf_counter()
        response = self.get_response(request)
        response.headers["X-Request-ID"] = request_id
        if not request.path_info.startswith(_QUIET):
            self._write(request, response, started)
        return response

    def _write(self, request: HttpRequest, response: HttpResponseBase, started: float) -> None:
        log.info(
            "request",
            method=request.method,
            path=logged_path(request, response.status_code),
            status=response.status_code,
            milliseconds=round((time.perf_counter() - started) * 1000),
        )


def logged_path(request: HttpRequest, status: int = 200) -> str:
    """Return the path without draft numbers and keys; of an unknown page only its first part.

    Whatever fits no other address is looked for among the editors' pages: when it is none of
    them either, somebody has typed it.
    """
    match = request.resolver_match
    path = request.path_info
    if match is None or (status == 404 and match.url_name == "wagtail_serve"):
        return f"/{path.strip('/').partition('/')[0][:12]}/…"
    for name, value in match.kwargs.items():
        if name in _SECRET_PARTS and match.app_name not in _KEPT_CODES and str(value):
            path = path.replace(str(value), "*")
    return _UUID.sub("*", path)[:200]
