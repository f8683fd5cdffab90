"""Save and come back later: the code, the way back with it, and throwing the answers away."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from core import clock
from core.ratelimit import allow
from directory.forms.lists import SendForm
from selfassessment.actions import drafts, saving
from selfassessment.forms import ComeBackForm
from selfassessment.journeys.addresses import resume_address
from selfassessment.journeys.sent_gate import may_leave
from selfassessment.journeys.until import kept_until
from selfassessment.journeys.walks import Walk
from selfassessment.models import Draft
from selfassessment.return_codes import said
from selfassessment.views import counting
from selfassessment.views.drafts import (
    COOKIE,
    DraftIsGone,
    browser_of,
    find_draft,
    gone,
    remember,
)
from selfassessment.views.limits import Limit

ANSWERED = ["GET", "HEAD", "POST"]
TRIES, SENT = Limit(10, timedelta(minutes=10)), Limit(5, timedelta(hours=1))
UNREADABLE, NOT_FOUND, TOO_MANY = 422, 404, 429


def save_for_later(
    request: HttpRequest, walk: Walk, step: str, *, asks_again: bool = False
) -> HttpResponse:
    """Keep a draft under a code and go to the page that shows it."""
    space = walk.published.definition.slug
    try:
        is_new = saving.save(draft=walk.draft, now=clock.now())
    except (drafts.DraftIsSent, Draft.DoesNotExist):  # by another page of it, a moment ago
        return HttpResponseRedirect(resume_address(walk))
    if is_new:
        counting.saved(request, walk, step)
    address = reverse(f"{space}:saved", kwargs={"draft": walk.draft.pk})
    response = HttpResponseRedirect(f"{address}?again=1" if asks_again else address)
    remember(response, request, browser_of(request))
    return response


@never_cache
@require_http_methods(ANSWERED)
def saved(request: HttpRequest, draft: UUID, journey: str) -> HttpResponse:
    """Show the code; a POST ends the visit on this device: the next reader finds nothing."""
    found = _saved(request, draft, journey)
    if isinstance(found, HttpResponse):
        return found
    if request.method == "POST":
        response: HttpResponse = redirect(f"{journey}:back")
        response.delete_cookie(COOKIE, samesite="Lax")
        return response
    walk = Walk(found, get_language() or "en")
    context = {
        **_code(request, found, journey),
        "asks_again": bool(request.GET.get("again")),
        "resume_url": resume_address(walk),
        "send_url": reverse(f"{journey}:send", kwargs={"draft": found.pk}),
        "forget_url": reverse(f"{journey}:forget", kwargs={"draft": found.pk}),
        "quick_exit": _quick_exit(walk),
    }
    return _page(request, "saved", context)


@never_cache
@require_http_methods(ANSWERED)
def send(request: HttpRequest, draft: UUID, journey: str) -> HttpResponse:
    """Ask where to, and send the code there."""
    found = _saved(request, draft, journey)
    if isinstance(found, HttpResponse):
        return found
    form = SendForm(request.POST if request.method == "POST" else None)
    back = reverse(f"{journey}:saved", kwargs={"draft": found.pk})
    context: dict[str, Any] = {
        "form": form,
        "back_url": back,
        "quick_exit": _quick_exit(Walk(found, get_language() or "en")),
        **_code(request, found, journey),
    }
    if not form.is_bound:
        return _page(request, "send", context)
    if not form.is_valid() or not _is_safe(form, found):
        return _page(request, "send", context, UNREADABLE)
    if not allow(scope="draft-code-send", request=request, limit=SENT.limit, per=SENT.per):
        return _page(request, "send", {**context, "is_too_many": True}, TOO_MANY)
    saving.send_code(
        draft=found,
        channel=form.cleaned_data["channel"],
        to=form.to,
        address=settings.WAYMARK_BASE_URL.rstrip("/") + reverse(f"{journey}:back"),
        until=str(context["kept_until"]),
        language=get_language() or "en",
        key=form.cleaned_data["key"],
        now=clock.now(),
    )
    return redirect(f"{journey}:code-sent", draft=found.pk)


def _is_safe(form: SendForm, draft: Draft) -> bool:
    """Ask the gate that decides when the message leaves; what it refuses is said in the form."""
    now, channel = clock.now(), form.cleaned_data["channel"]
    answer = may_leave(
        draft=draft, template=saving.CODE, channel=channel, to=form.to, typed_at=now, now=now
    )
    if not answer.goes:
        told = {
            "no_sms": _("You told us that texts to this number are not safe. Write the code down."),
            "through_someone": _(
                "You told us to reach you only through someone you trust. Write the code down."
            ),
        }
        words = told.get(answer.reason, _("We cannot send it now. Write the code down."))
        form.add_error("channel", words)
    return answer.goes


@never_cache
@require_safe
def code_sent(request: HttpRequest, draft: UUID, journey: str) -> HttpResponse:
    """Say that the code is on its way, without saying where to."""
    found = _saved(request, draft, journey)
    if isinstance(found, HttpResponse):
        return found
    context = {
        "back_url": reverse(f"{journey}:saved", kwargs={"draft": draft}),
        "quick_exit": _quick_exit(Walk(found, get_language() or "en")),
    }
    return _page(request, "code_sent", context)


@never_cache
@require_http_methods(ANSWERED)
def back(request: HttpRequest, journey: str) -> HttpResponse:
    """Ask for a code, and go on where its draft stands; a code of any journey is understood."""
    form = ComeBackForm(request.POST if request.method == "POST" else None)
    context: dict[str, Any] = {"form": form, "start_url": reverse(f"{journey}:start")}
    if not form.is_bound:
        return _page(request, "back", context)
    if not form.is_valid():
        return _page(request, "back", context, UNREADABLE)
    if not allow(scope="draft-code", request=request, limit=TRIES.limit, per=TRIES.per):
        return _page(request, "back", {**context, "is_too_many": True}, TOO_MANY)
    browser = browser_of(request)
    found = saving.open_with(code=form.cleaned_data["code"], browser=browser, now=clock.now())
    if found is None:
        return _page(request, "back", {**context, "is_unknown": True}, NOT_FOUND)
    response = HttpResponseRedirect(resume_address(Walk(found, get_language() or "en")))
    remember(response, request, browser)
    return response


@never_cache
@require_http_methods(ANSWERED)
def forget(request: HttpRequest, draft: UUID, journey: str) -> HttpResponse:
    """Ask once more, and throw the answers away; what was sent stays with the team."""
    away = HttpResponseRedirect(reverse(f"{journey}:forgotten"))
    try:
        found = find_draft(request, draft, journey, stopped_too=True)
    except DraftIsGone as why:
        return away if request.method == "POST" else gone(request, journey, why)
    if found.status == Draft.Status.SENT:
        return redirect(f"{journey}:done", draft=found.pk)
    if request.method == "POST":
        drafts.forget(draft=found)
        return away
    walk = Walk(found, get_language() or "en")
    context = {
        "resume_url": resume_address(walk),
        "quick_exit": _quick_exit(walk),
        "kept_until": kept_until(found),
    }
    return _page(request, "forget", context)


@never_cache
@require_safe
def forgotten(request: HttpRequest, journey: str) -> HttpResponse:
    """Say that nothing is left."""
    return _page(request, "forgotten", {"start_url": reverse(f"{journey}:start")})


def _saved(request: HttpRequest, draft: UUID, journey: str) -> Draft | HttpResponse:
    """Return the saved draft of this browser, or where the browser goes instead."""
    try:
        found = find_draft(request, draft, journey)
    except DraftIsGone as why:
        return gone(request, journey, why)
    if found.status == Draft.Status.SENT or not found.code_seed:
        return HttpResponseRedirect(resume_address(Walk(found, get_language() or "en")))
    return found


def _code(request: HttpRequest, draft: Draft, journey: str) -> dict[str, Any]:
    return {
        "code": said(saving.code_of(draft)),
        "kept_until": kept_until(draft),
        "where": request.build_absolute_uri(reverse(f"{journey}:back")),
    }


def _quick_exit(walk: Walk) -> bool:
    """Whether a quick exit stands here: the person needs one, or the page they are at has it."""
    return walk.shows_quick_exit or walk.path.resume().page.quick_exit


def _page(
    request: HttpRequest, name: str, context: dict[str, Any], status: int = 200
) -> HttpResponse:
    context = {"page": None, "container": "narrow", **context}
    return render(request, f"selfassessment/saving/{name}.html", context, status=status)
