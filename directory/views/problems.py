"""How does a visitor tell us that a listing is not right?"""

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
from directory.actions.problems import report_problem
from directory.cards import Card
from directory.forms.problems import ProblemForm
from directory.models import Service
from directory.presenters.cards import listing_address
from directory.presenters.words import shown
from directory.selectors import card_by_short_code
from directory.views.moved import moved

LIMIT, PER = 10, timedelta(minutes=10)
REPORT, SENT = "report/", "report/sent/"
UNREADABLE, TOO_MANY = 422, 429


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report_page(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Show the form; a POST keeps one report, however often it is sent."""
    card = _card(code)
    if (slug, code) != (card.slug, card.short_code):
        return moved(listing_address(card) + REPORT)
    if request.method != "POST":
        return _form(request, card, ProblemForm())
    form = ProblemForm(request.POST)
    if not form.is_valid():
        return _form(request, card, form, status=UNREADABLE)
    if form.is_trapped:
        return redirect(listing_address(card) + SENT)
    if not allow(scope="problem-report", request=request, limit=LIMIT, per=PER):
        return _form(request, card, form, status=TOO_MANY)
    _keep(card, form)
    return redirect(listing_address(card) + SENT)


@never_cache
@require_safe
def report_sent(request: HttpRequest, slug: str, code: str) -> HttpResponse:
    """Say that the report has arrived and what happens next."""
    card = _card(code)
    if (slug, code) != (card.slug, card.short_code):
        return moved(listing_address(card) + SENT)
    context = {"name": shown(card.name), "back_url": listing_address(card), "container": "narrow"}
    context["privacy_line"] = _privacy_line()
    return render(request, "directory/problem_sent.html", context)


def _card(code: str) -> Card:
    card = card_by_short_code(code, get_language() or "en")
    if card is None:
        raise Http404
    return card


def _privacy_line() -> str:
    return _("What you write is kept safe, and deleted 90 days after we are done.")


def _keep(card: Card, form: ProblemForm) -> None:
    told = form.cleaned_data
    listing = Service.objects.known().filter(translation_key=card.public_id).first()
    if listing is None:
        raise Http404
    report_problem(
        key=_key(card, form),
        listing=listing,
        topic=told["topic"],
        words=told["words"],
        contact=told["contact"],
        language=get_language() or "en",
        now=clock.now(),
    )


def _key(card: Card, form: ProblemForm) -> UUID:
    """Return the same key for the same words sent twice; what was put right is a new report."""
    told = [str(form.cleaned_data[name]) for name in ("topic", "words", "contact")]
    return uuid5(form.cleaned_data["key"], json.dumps([card.short_code, *told]))


def _form(request: HttpRequest, card: Card, form: ProblemForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "name": shown(card.name),
        "back_url": listing_address(card),
        "container": "narrow",
        "is_too_many": status == TOO_MANY,
        "privacy_line": _privacy_line(),
    }
    response = render(request, "directory/problem.html", context, status=status)
    if status == TOO_MANY:
        response.headers["Retry-After"] = str(int(PER.total_seconds()))
    return response
