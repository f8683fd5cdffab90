"""How does a browser find its list again, and what does it remember of the last press?"""

import json
from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.http import url_has_allowed_host_and_scheme

from directory.actions.lists import owner_of

TOKEN, COUNT, LAST = "wm_list", "wm_kept", "wm_last"  # names of cookies
_TOKEN_FOR = int(timedelta(days=400).total_seconds())  # as long as browsers keep a cookie at all
_LAST_FOR = 900
_LONGEST_TOKEN, _LONGEST_BACK, _MOST_SAID = 64, 1_000, 6


@dataclass(frozen=True, slots=True)
class Last:
    """What was just kept, and the page where the button was pressed."""

    codes: tuple[str, ...] = ()
    back: str = ""


def token_of(request: HttpRequest) -> str:
    """Return the secret of this browser; "" when it has none."""
    token = request.COOKIES.get(TOKEN, "")
    return token if len(token) <= _LONGEST_TOKEN else ""


def owner(request: HttpRequest) -> str:
    """Return under what the database knows this browser; "" when it has no list."""
    return owner_of(token_of(request))


def remember(response: HttpResponse, token: str, count: int) -> HttpResponse:
    """Give the browser its secret, and the number that the script shows in the header."""
    _set(response, TOKEN, token, _TOKEN_FOR, hidden=True)
    _set(response, COUNT, str(count), _TOKEN_FOR, hidden=False)
    return response


def forget(response: HttpResponse) -> HttpResponse:
    """Take all of it away again."""
    for name in (TOKEN, COUNT, LAST):
        response.delete_cookie(name, samesite="Lax")
    return response


def note_last(response: HttpResponse, last: Last) -> HttpResponse:
    """Carry over the next page what was kept and where; an address would show it to others."""
    value = signing.dumps(json.dumps([last.codes[:_MOST_SAID], last.back]), salt=LAST)
    _set(response, LAST, value, _LAST_FOR, hidden=True)
    return response


def last_of(request: HttpRequest) -> Last:
    """Return what was kept last, or nothing when it was long ago."""
    try:
        text = signing.loads(request.COOKIES.get(LAST, ""), salt=LAST, max_age=_LAST_FOR)
        codes, back = json.loads(text)
    except (signing.BadSignature, ValueError, TypeError):
        return Last()
    return Last(tuple(codes), safe_back(request, back))


def safe_back(request: HttpRequest, address: str) -> str:
    """Return an address of this site that may be linked to, else ""."""
    is_ours = (
        address.startswith("/")
        and len(address) <= _LONGEST_BACK
        and address.isprintable()
        and url_has_allowed_host_and_scheme(address, {request.get_host()})
    )
    return address if is_ours else ""


def _set(response: HttpResponse, name: str, value: str, seconds: int, *, hidden: bool) -> None:
    response.set_cookie(
        name,
        value,
        max_age=seconds,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=hidden,
        samesite="Lax",
    )
