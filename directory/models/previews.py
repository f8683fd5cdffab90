"""What shows a listing before it is published? The pages register it; a record knows no page."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse

Show = Callable[[Any, HttpRequest, str], HttpResponse]
_shows: list[Show] = []


class NoPreviewRegistered(LookupError):
    """No page has said how a listing looks."""


def register_preview(show: Show) -> None:
    """Say how a draft is shown in a language; a later registration takes the earlier's place."""
    _shows[:] = [show]


def show_preview(draft: Any, request: HttpRequest, language: str) -> HttpResponse:
    """Return the page of a draft in a language."""
    if not _shows:
        raise NoPreviewRegistered
    return _shows[0](draft, request, language)
