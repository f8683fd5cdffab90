"""What does the link in a message answer? The page asks; only its buttons answer."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core import clock
from directory.actions import answering
from directory.forms.answering import ChangedForm
from directory.presenters.answering import questions, thanks
from directory.selectors.answering import (
    Asked,
    Asking,
    LinkExpired,
    LinkUnknown,
    asking,
    message_of,
)

UNREADABLE, UNKNOWN, GONE = 422, 404, 410
EVERY = "every"
Page = Callable[..., HttpResponse]


def _with_link(page: Page) -> Callable[..., HttpResponse]:
    """Have a page given what its link asks; say clearly when the link is none or is too old."""

    @wraps(page)
    def opened(request: HttpRequest, token: str, **more: str) -> HttpResponse:
        try:
            message = message_of(token)
        except LinkUnknown:
            return _shown(request, "no_link", {"why": "unknown"}, UNKNOWN)
        except LinkExpired:
            return _shown(request, "no_link", {"why": "expired"}, GONE)
        asked = asking(message, get_language() or "en", clock.today())
        if not asked.listings:
            return _shown(request, "no_link", {"why": "gone"}, GONE)
        return page(request, token, asked, **more)

    return opened


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@_with_link
def answer_page(request: HttpRequest, token: str, asked: Asking) -> HttpResponse:
    """Ask about each listing; a POST takes one answer."""
    if request.method == "POST":
        _take(request, asked)
        return redirect("answer:done", token=token)
    if not asked.open:
        return redirect("answer:done", token=token)
    return _shown(request, "ask", {"token": token, **questions(asked)})


@never_cache
@require_safe
@_with_link
def done_page(request: HttpRequest, token: str, asked: Asking) -> HttpResponse:
    """Say thank you, what became of each answer, and how often people looked."""
    if not asked.answered:
        return redirect("answer:answer", token=token)
    return _shown(request, "done", {"token": token, **thanks(asked)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@_with_link
def changed_page(request: HttpRequest, token: str, asked: Asking, key: str) -> HttpResponse:
    """Ask what has changed; a POST takes it over."""
    one = asked.of(key)
    if one is None or one.card is None or not one.is_open:
        return redirect("answer:answer", token=token)
    told = request.POST if request.method == "POST" else None
    form = ChangedForm(told, has_dates=bool(one.card.dates))
    if request.method == "POST" and form.is_valid():
        answering.say_changed(
            round_=one.round,
            changed=form.changed(),
            language=get_language() or "en",
            now=clock.now(),
        )
        return redirect("answer:done", token=token)
    context = {"token": token, "form": form, **questions(Asking(asked.message, (one,)))}
    return _shown(request, "changed", context, UNREADABLE if form.errors else 200)


def _take(request: HttpRequest, asked: Asking) -> None:
    """Take the answer of a button; what is none, or comes too late, changes nothing."""
    answer, key = request.POST.get("answer", ""), request.POST.get("round", "")
    now = clock.now()
    if answer == "right":
        for one in asked.open if key == EVERY else _one(asked, key):
            answering.say_right(round_=one.round, now=now)
    elif answer == "closed":
        for one in _one(asked, key):
            answering.say_closed(round_=one.round, now=now)
    elif answer == "back":
        found = asked.of(key)
        if found is not None:
            answering.take_back(round_=found.round, now=now)


def _one(asked: Asking, key: str) -> tuple[Asked, ...]:
    found = asked.of(key)
    return (found,) if found is not None and found.is_open else ()


def _shown(
    request: HttpRequest, name: str, context: dict[str, object], status: int = 200
) -> HttpResponse:
    line = _("What you write goes to our team. The public sees only what stands on your page.")
    told = {"privacy_line": line, **context}
    return render(request, f"directory/answer/{name}.html", told, status=status)
