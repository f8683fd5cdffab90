"""What becomes of what somebody typed on their own page after it had closed?

It travels, sealed, in the form that asks for reference and code again, and stands in its own form
once they are right. Nothing is stored, and nothing counts before the person presses the button.
"""

import json
from dataclasses import dataclass
from typing import cast

from django.http import HttpRequest, HttpResponse, QueryDict
from django.urls import resolve, reverse

from core import error_pages
from core.encryption.errors import EncryptionError
from core.encryption.keyring import keyring
from core.encryption.seal import Place, Sealed, seal, unseal

FIELD = "kept"
_PLACE = Place("selfassessment.status.typed", "form")


@dataclass(frozen=True)
class Kept:
    """A form that was sent: its page, in the language that is read now, and its fields."""

    address: str
    typed: QueryDict


def sealed_from(request: HttpRequest) -> str:
    """Return a form that was sent, sealed; "" where it may not be kept (`core.error_pages`)."""
    sent = error_pages.to_send_again(request)
    if not sent:
        return ""
    page = resolve(request.path_info)
    plain = json.dumps([page.view_name, page.kwargs, sent["typed"]])
    return seal(plain, place=_PLACE, ring=keyring()).text


def opened(text: str) -> Kept | None:
    """Return the form of a sealed text; None for "" and for what was not sealed here."""
    try:
        name, kwargs, fields = json.loads(unseal(Sealed(text), place=_PLACE, ring=keyring()))
    except EncryptionError:
        return None
    typed = QueryDict(mutable=True)
    for field, value in fields:
        typed.appendlist(field, value)
    return Kept(reverse(name, kwargs=kwargs), typed)


def page_of(kept: Kept, request: HttpRequest) -> HttpResponse:
    """Return the page of a kept form with what was typed in it, as if it had just been opened."""
    page = resolve(kept.address)
    request.method = "GET"
    request.path = request.path_info = kept.address
    request.resolver_match = page
    request.typed_again = kept.typed  # type: ignore[attr-defined]  # for the view of the form
    return cast("HttpResponse", page.func(request, *page.args, **page.kwargs))


def to_show(request: HttpRequest) -> QueryDict | None:
    """Return what stands in a form of this page: what is sent, or was typed before; else None."""
    if request.method == "POST":
        return request.POST
    return getattr(request, "typed_again", None)


def was_kept(request: HttpRequest) -> bool:
    """Whether this page stands as it was sent when it had closed."""
    return hasattr(request, "typed_again")
