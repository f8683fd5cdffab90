"""Addresses whose views fail, or show what reached them, for the tests of the middleware."""

import errno
from collections.abc import Callable

from django.conf.urls.i18n import i18n_patterns
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.middleware.csrf import get_token
from django.template import engines
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET

from core.views import errors

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.not_found
handler500 = errors.server_error


def failing(error: Exception) -> Callable[[HttpRequest], HttpResponse]:
    def view(request: HttpRequest) -> HttpResponse:
        raise error

    return csrf_exempt(view)


def late(request: HttpRequest) -> HttpResponse:
    def rows() -> None:
        raise OperationalError("server closed the connection unexpectedly")

    template = engines["django"].from_string("{{ rows }}")
    return TemplateResponse(request, template, {"rows": rows})


@csrf_exempt
def echo(request: HttpRequest) -> HttpResponse:
    return JsonResponse({"get": request.GET, "post": request.POST, "method": request.method})


@require_GET
def only_get(request: HttpRequest) -> HttpResponse:
    return HttpResponse("words")


def with_form(request: HttpRequest) -> HttpResponse:
    return HttpResponse(get_token(request))


def streamed(request: HttpRequest) -> HttpResponse:
    return StreamingHttpResponse(iter([b"one", b"two"]))  # type: ignore[return-value]  # close


def number(request: HttpRequest, draft: str) -> HttpResponse:
    return HttpResponse(draft)


FAULTS: dict[str, Exception] = {
    "away": OperationalError("connection refused"),
    "locked": OperationalError("database is locked"),
    "full": OperationalError("database or disk is full"),
    "closed": InterfaceError("connection already closed"),
    "disk": OSError(errno.ENOSPC, "No space left on device"),
    "bug": OperationalError("no such table: people"),
    "other": ValueError("private words"),
}

urlpatterns = [
    path("admin/echo/", echo),
    path("accounts/echo/", echo),
    *i18n_patterns(
        path("echo/", echo),
        path("only-get/", only_get),
        path("with-form/", with_form),
        path("streamed/", streamed),
        path("late/", late),
        path("check/<str:draft>/step/", number),
        *(path(f"{name}/", failing(error)) for name, error in FAULTS.items()),
    ),
]
