"""How often may one address begin, send or ask? And what does it see when that is too often?"""

from datetime import timedelta
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


class Limit(NamedTuple):
    """So many in so long."""

    limit: int
    per: timedelta


STARTS = Limit(60, timedelta(minutes=10))
SENDS = Limit(30, timedelta(minutes=10))
CALL_BACKS = Limit(10, timedelta(minutes=10))
STATUS_TRIES = Limit(10, timedelta(minutes=10))
STATUS_TRIES_AT_ONE = Limit(20, timedelta(hours=1))


def too_many(request: HttpRequest) -> HttpResponse:
    """Return a friendly page that says to wait a little, or to ring."""
    context = {"quick_exit": True, "container": "narrow"}
    return too_often(render(request, "selfassessment/too_many.html", context))


def too_often(page: HttpResponse) -> HttpResponse:
    """Return a page, on which what was typed may stand, as the answer to who asked too often."""
    page.status_code = 429
    page["Retry-After"] = "600"
    return page
