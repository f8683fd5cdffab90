"""How does a visitor write to a group whose address is hidden?"""

import json
from datetime import timedelta
from uuid import UUID, uuid5

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core import clock
from core.ratelimit import allow
from directory.actions.public_messages import pass_on
from directory.cards import Card
from directory.forms.messages import MessageForm
from directory.models import Service
from directory.presenters.cards import listing_address
from directory.presenters.words import shown
from directory.selectors import card_by_short_code
from directory.views.moved import moved

LIMIT, PER = 5, timedelta(minutes=10)
MESSAGE, SENT = "message/", "message/sent/"
UNREADABLE, TOO_MANY = 422, 429


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def message_page(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Show the form; a POST passes one message on, however often it is sent."""
    card = _card(code)
    if (slug, code) != (card.slug, card.short_code):
        return moved(listing_address(card) + MESSAGE)
    if request.method != "POST":
        return _form(request, card, MessageForm())
    form = MessageForm(request.POST)
    if not form.is_valid():
        return _form(request, card, form, status=UNREADABLE)
    if form.is_trapped:
        return redirect(listing_address(card) + SENT)
    if not allow(scope="group-message", request=request, limit=LIMIT, per=PER):
        return _form(request, card, form, status=TOO_MANY)
    _send(card, form)
    return redirect(listing_address(card) + SENT)


@never_cache
@require_safe
def message_sent(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Say that the message is on its way."""
    card = _card(code)
    if (slug, code) != (card.slug, card.short_code):
        return moved(listing_address(card) + SENT)
    return render(request, "directory/message_sent.html", _context(card))


def _card(code: str) -> Card:
    card = card_by_short_code(code, get_language() or "en")
    if card is None or not card.message_form:
        raise Http404
    return card


def _send(card: Card, form: MessageForm) -> None:
    told = form.cleaned_data
    listing = Service.objects.listed().filter(translation_key=card.public_id).first()
    if listing is None:
        raise Http404
    pass_on(
        listing=listing,
        words=told["words"],
        contact=told["contact"],
        key=_key(card, form),
        now=clock.now(),
    )


def _key(card: Card, form: MessageForm) -> UUID:
    """Return the same key for the same words sent twice."""
    told = [str(form.cleaned_data[name]) for name in ("words", "contact")]
    return uuid5(form.cleaned_data["key"], json.dumps([card.short_code, *told]))


def _context(card: Card) -> dict[str, object]:
    return {
        "name": shown(card.name),
        "back_url": listing_address(card),
        "container": "narrow",
        "privacy_line": _("We do not keep what you wrote."),
    }


def _form(request: HttpRequest, card: Card, form: MessageForm, status: int = 200) -> HttpResponse:
    context = _context(card) | {"form": form, "is_too_many": status == TOO_MANY}
    response = render(request, "directory/message.html", context, status=status)
    if status == TOO_MANY:
        response.headers["Retry-After"] = str(int(PER.total_seconds()))
    return response
