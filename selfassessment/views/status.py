"""What is happening with my request? The person's own page, by reference and code.

The two are posted, never part of an address. Who gave the right ones has a signed cookie until
half an hour after the last page; it names the case and the code, so a new code shuts out who had
the old one. A form that is sent after that is kept while the two are asked for again.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Concatenate, ParamSpec, cast
from uuid import UUID

from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock
from core.ratelimit import allow, allow_for
from selfassessment.journeys.desk_closed import answered_again, read_later
from selfassessment.journeys.status import line_statuses
from selfassessment.referrals.actions import following, person
from selfassessment.referrals.actions.erasing import BY_CLOCK
from selfassessment.referrals.dates import day_and_year
from selfassessment.referrals.enums import EventKind
from selfassessment.referrals.models import Case, Standing
from selfassessment.referrals.rules import codes
from selfassessment.referrals.selectors import with_lines
from selfassessment.referrals.selectors.following import handed_of, to_answer
from selfassessment.referrals.whereabouts import is_code_of, keys, of_reference
from selfassessment.referrals.widening import widened_of
from selfassessment.status_forms import StatusForm, WentForm
from selfassessment.views import typed_again
from selfassessment.views.limits import STATUS_TRIES, STATUS_TRIES_AT_ONE, too_often

COOKIE = "wm_status"
_PLAIN: dict[str, object] = {"container": "narrow", "page": None}
LASTS = timedelta(minutes=30)
_SALT = "selfassessment.status"
Rest = ParamSpec("Rest")
Public = Callable[Concatenate[HttpRequest, Rest], HttpResponse]
View = Callable[Concatenate[HttpRequest, Case, Rest], HttpResponse]


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Ask for reference and code; one answer for every pair that does not fit."""
    form = StatusForm(request.POST if request.method == "POST" else None)
    if not form.is_bound:
        return _form(request, form)
    if not allow(scope="status", request=request, limit=STATUS_TRIES.limit, per=STATUS_TRIES.per):
        return too_often(_form(request, form, is_too_many=True))
    if not form.is_valid():
        return _form(request, form, status=422)
    found = _found(form.cleaned_data["reference"], form.cleaned_data["code"])
    if found is None:
        form.add_error(
            "reference",
            _("We cannot find this reference with this code. Check both and try again."),
        )
        return _form(request, form, status=422)
    now = clock.now()
    ticket = _ticket(found, person.standing_of(found))
    person.open_status(case=found, now=now)
    kept = typed_again.opened(request.POST.get(typed_again.FIELD, ""))
    if kept is None:
        return _let_in(HttpResponseRedirect(reverse("refer:status-yours")), request, ticket)
    request.COOKIES[COOKIE] = ticket
    return typed_again.page_of(kept, request)


def _ticket(case: Case, standing: Standing) -> str:
    """Return the signed words of the cookie that opens the pages of a case."""
    return signing.dumps([str(case.pk), standing.code_digest[:16]], salt=_SALT)


def _let_in(response: HttpResponse, request: HttpRequest, ticket: str) -> HttpResponse:
    """Let this browser see the case for half an hour from now."""
    response.set_cookie(
        COOKIE,
        ticket,
        max_age=int(LASTS.total_seconds()),
        httponly=True,
        secure=request.is_secure(),
        samesite="Lax",
    )
    return response


def _form(
    request: HttpRequest,
    form: StatusForm,
    kept: str = "",
    *,
    status: int = 200,
    is_too_many: bool = False,
) -> HttpResponse:
    kept = kept or request.POST.get(typed_again.FIELD, "")
    found = typed_again.opened(kept)
    context = {
        "form": form,
        "is_too_many": is_too_many,
        "kept": kept if found else "",
        "has_typed": found is not None and bool(found.typed),
        "closed": found is not None or "closed" in request.GET,
        "answered_again": answered_again(clock.now()),
        **own_context(),
    }
    return render(request, "selfassessment/status/ask.html", context, status=status)


def _privacy() -> str:
    return _("Only somebody with your reference and your code can see this.")


def _found(reference: str, code: str) -> Case | None:
    """Return the case of a pair; as much is done for a wrong reference as for a wrong code."""
    subject = codes.digest(keys()[0], "tries", reference)
    limit, per = STATUS_TRIES_AT_ONE
    within = allow_for(scope="status-at-one", subject=subject, limit=limit, per=per)
    case = of_reference(reference) if reference and code else None
    if case is None:
        codes.is_right(code, case="nobody", kept=subject, keys=keys())
        return None
    return case if is_code_of(case, code) and within else None


def own_context() -> dict[str, object]:
    """Return what every page of a person's own case has."""
    return {**_PLAIN, "quick_exit": True, "privacy_line": _privacy()}


def own_case(view: View[Rest]) -> Public[Rest]:
    """Give the view the case of the cookie; ask whoever has none, and keep what they sent."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: Rest.args, **kwargs: Rest.kwargs) -> HttpResponse:
        case = _case_of_cookie(request)
        if case is not None:
            ticket = _ticket(case, case.standing)
            return _let_in(view(request, case, *args, **kwargs), request, ticket)
        kept = typed_again.sealed_from(request)
        if not kept:
            return HttpResponseRedirect(reverse("refer:status") + "?closed=1")
        return _form(request, StatusForm(), kept, status=403)

    return cast("Public[Rest]", guarded)


def _case_of_cookie(request: HttpRequest) -> Case | None:
    try:
        case_id, part = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=LASTS)
        case_id = UUID(case_id)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    standing = Standing.objects.filter(case=case_id).first()
    if standing is None or not standing.code_digest.startswith(part):
        return None
    return with_lines(Case.objects.filter(pk=case_id)).select_related("standing").first()


@require_safe
@own_case
def yours(request: HttpRequest, case: Case) -> HttpResponse:
    """Show where each line stands, and what the person can do."""
    now = clock.now()
    erased = case.events.filter(kind=EventKind.ERASED).last()
    stopping = case.standing.withdrawn_at is not None
    lines = line_statuses(case, language=get_language() or "en", now=now, stopping=stopping)
    stopped = case.standing.withdrawn_at or case.standing.erased_at
    handed = [] if stopped else handed_of(case)
    context = {
        "case": case,
        "sent_on": day_and_year(case.received_at),
        "standing": case.standing,
        "lines": lines,
        "looked_at": any(line.goes_on for line in lines),
        "by_clock": erased is not None and erased.channel == BY_CLOCK,
        "handed": handed,
        "widened": widened_of(handed),
        "asked": not stopped and to_answer(case, now).exists(),
        "late": any(line.late for line in lines),
        "closed": "" if case.standing.erased_at else read_later(case, now),
        "answered_again": answered_again(now),
        "done": request.GET.get("done", ""),
        **own_context(),
    }
    return render(request, "selfassessment/status/yours.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@own_case
def withdraw(request: HttpRequest, case: Case) -> HttpResponse:
    """Ask whether they are sure; a POST withdraws. Nothing more is asked."""
    if request.method == "POST":
        person.withdraw(case=case, now=clock.now())
        return HttpResponseRedirect(reverse("refer:status-yours") + "?done=withdrawn")
    context = {"case": case, **own_context()}
    return render(request, "selfassessment/status/withdraw.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@own_case
def went(request: HttpRequest, case: Case) -> HttpResponse:
    """Ask which of the activities the person went to and, if none, why."""
    now = clock.now()
    stopped = case.standing.withdrawn_at or case.standing.erased_at
    if stopped or not to_answer(case, now).exists():
        return HttpResponseRedirect(reverse("refer:status-yours"))
    handed = [(one.short_code, one.name) for one in handed_of(case)]
    form = WentForm(typed_again.to_show(request), handed=handed)
    if request.method == "POST" and form.is_valid():
        following.answer(case=case, went=form.codes, why_not=form.cleaned_data["why_not"], now=now)
        return HttpResponseRedirect(reverse("refer:status-yours") + "?done=went")
    context = {
        "case": case,
        "form": form,
        "back_url": reverse("refer:status-yours"),
        "was_kept": typed_again.was_kept(request),
        **own_context(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "selfassessment/status/went.html", context, status=status)


@require_POST
def close(request: HttpRequest) -> HttpResponse:
    """Forget on this device which case it was."""
    response = HttpResponseRedirect(reverse("refer:status"))
    response.delete_cookie(COOKIE, samesite="Lax")
    return response
