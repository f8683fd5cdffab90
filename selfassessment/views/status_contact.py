"""Change how we reach you: one page for each thing, and what we have now on one page."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_safe

from core import clock
from selfassessment.contact_forms import PARTS
from selfassessment.journeys.reaching import is_offered, offered, part_views
from selfassessment.referrals.actions import person
from selfassessment.referrals.models import Case
from selfassessment.referrals.rules import reaching
from selfassessment.views import typed_again
from selfassessment.views.status import own_case, own_context

_FOLDER = "selfassessment/status"


@require_safe
@own_case
def show(request: HttpRequest, case: Case) -> HttpResponse:
    """Show what we have, and after a change that it counts from now on."""
    if _is_stopped(case):
        return HttpResponseRedirect(reverse("refer:status-yours"))
    done = request.GET.get("done", "")
    context = {
        "case": case,
        "parts": part_views(case.person.details, get_language() or "en"),
        "changed": PARTS[done].title if done in PARTS else "",
        "back_url": reverse("refer:status-yours"),
        **own_context(),
    }
    return render(request, f"{_FOLDER}/contact.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@own_case
def part(request: HttpRequest, case: Case, name: str) -> HttpResponse:
    """Change one thing; what was typed stays when it is refused."""
    if name not in PARTS or not is_offered(name, get_language() or "en"):
        raise Http404
    if _is_stopped(case):
        return HttpResponseRedirect(reverse("refer:status-yours"))
    form = PARTS[name](
        typed_again.to_show(request),
        details=case.person.details,
        choices=offered(name, get_language() or "en"),
    )
    if request.method == "POST" and form.is_valid():
        person.change_contact(
            case=case,
            changes=form.changes(),
            use=form.way,
            language=get_language() or "en",
            now=clock.now(),
        )
        return _changed(name)
    context = {
        "case": case,
        "form": form,
        "back_url": reverse("refer:status-contact"),
        "was_kept": typed_again.was_kept(request),
        **own_context(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, f"{_FOLDER}/contact_part.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@own_case
def remove(request: HttpRequest, case: Case, name: str) -> HttpResponse:
    """Ask whether a number or address is to go; the last one cannot."""
    way = PARTS[name].way if name in PARTS else ""
    if not way:
        raise Http404
    if _is_stopped(case):
        return HttpResponseRedirect(reverse("refer:status-yours"))
    details = case.person.details
    if not reaching.has(details, way):
        return HttpResponseRedirect(reverse("refer:status-contact"))
    is_last = set(reaching.used(details)) <= {way}
    if request.method == "POST":
        try:
            person.change_contact(case=case, changes={}, stop=way, now=clock.now())
        except reaching.NoWayLeft:
            is_last = True
        else:
            return _changed(name)
    context = {
        "case": case,
        "name": PARTS[name].title,
        "is_last": is_last,
        "others": [
            view
            for view in part_views(details, get_language() or "en")
            if PARTS[view.code].way not in ("", way)
        ],
        "back_url": reverse("refer:status-contact"),
        **own_context(),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, f"{_FOLDER}/contact_remove.html", context, status=status)


def _is_stopped(case: Case) -> bool:
    return bool(case.standing.withdrawn_at or case.standing.erased_at)


def _changed(name: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('refer:status-contact')}?done={name}")
