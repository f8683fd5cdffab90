"""What a person may ask for: another code, a copy of everything, erasure."""

import json
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from core import clock
from selfassessment.referrals.actions import cases, erasing, person
from selfassessment.referrals.actions.copies import copy_for_person
from selfassessment.referrals.models import Case
from selfassessment.referrals.presenters.copy import sections
from selfassessment.referrals.rules import codes, references
from selfassessment.referrals.views.access import desk_only, staff
from selfassessment.referrals.views.case_page import find_case

_FLAG_FIRST = "Deal with the safety flag on the page of the case first: it would be lost."


@require_safe
@desk_only
def show(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show what can be done for the person."""
    return _page(request, find_case(case_id))


def _page(
    request: HttpRequest, case: Case, *, status: int = 200, code: str = "", error: str = ""
) -> HttpResponse:
    """Show the page; that the case was read is written down each time."""
    cases.open_case(case=case, by=staff(request), now=clock.now())
    context = {
        "case": case,
        "standing": person.standing_of(case),
        "code": code,
        "error": error,
        "typed": request.POST.get("reference", "")[:40] if error else "",
    }
    return render(request, "referrals/desk/rights.html", context, status=status)


@require_POST
@desk_only
def code(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Give another code; it is shown once, to be read out."""
    case = find_case(case_id)
    made = person.new_code(case=case, by=staff(request), now=clock.now())
    return _page(request, case, code=codes.spaced(made))


@require_POST
@desk_only
def copy(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Give a copy of everything: as a page to read, or as JSON."""
    case = find_case(case_id)
    made = copy_for_person(case=case, by=staff(request), now=clock.now())
    if request.POST.get("as") == "json":
        response = HttpResponse(
            json.dumps(made, ensure_ascii=False, indent=1), content_type="application/json"
        )
        response["Content-Disposition"] = f'attachment; filename="{case.reference}.json"'
        return response
    context = {"copy": made, "case": case, "sections": sections(made)}
    return render(request, "referrals/desk/copy.html", context)


@require_POST
@desk_only
def erase(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Erase what the person told, when the reference was typed to say that it is meant."""
    case = find_case(case_id)
    if references.parse(request.POST.get("reference", "")) != case.reference:
        return _page(request, case, status=422, error="Type the reference of this case.")
    if case.safety_hold:
        return _page(request, case, status=422, error=_FLAG_FIRST)
    try:
        erasing.erase(case=case, by=staff(request), now=clock.now())
    except erasing.AlreadyErased:
        messages.info(request, "That was done before.")
    else:
        messages.success(request, "What the person told us is erased.")
    return redirect("referrals:rights", case_id=case.pk)
