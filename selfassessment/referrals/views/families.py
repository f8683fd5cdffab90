"""The family of a case: people, agreement, one lead, a plan that is looked at."""

import re
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from core import clock
from selfassessment.referrals.actions import cases, families, reading
from selfassessment.referrals.forms_families import (
    AgreementForm,
    LeadForm,
    MemberForm,
    OutForm,
)
from selfassessment.referrals.forms_home import VisitForm
from selfassessment.referrals.models import Case, FamilyCase
from selfassessment.referrals.presenters.outcomes import changes_of
from selfassessment.referrals.selectors.families import cases_of, members_of, place_of, possible
from selfassessment.referrals.selectors.outcomes import of_line
from selfassessment.referrals.views import family_plan
from selfassessment.referrals.views.access import desk_only, staff
from selfassessment.referrals.views.case_page import find_case

_LOOK, _CHOOSE = family_plan.LOOK, family_plan.CHOOSE
_KEY = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def _forms(data: Any = None, what: str = "") -> dict[str, forms.Form]:
    """Return the forms of the page, those of `what` with what was typed."""
    today = clock.today()
    starting, joining = what == "start", what.startswith("join:")
    return {
        "agreement": AgreementForm(
            data if starting or joining else None, today=today, prefix="agreement"
        ),
        "lead": LeadForm(data if starting or what == "lead" else None, prefix="lead"),
        "member": MemberForm(data if what == "member" else None, prefix="member"),
        "review": VisitForm(data if what == "review" else None, today=today, prefix="review"),
        "out": OutForm(data if what == "out" else None, prefix="out"),
    }


@require_http_methods(["GET", "HEAD", "POST"])
@desk_only
def show(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show the family of a case, and keep what is decided."""
    case = find_case(case_id)
    place, what = place_of(case), request.POST.get("what", "")
    asked = _forms(request.POST, what) if request.method == "POST" else _forms()
    refused = ""
    if request.method == "POST":
        if place:
            refused = _change(request, case, place, what, asked)
        else:
            refused = _begin(request, case, what, asked)
        if not refused:
            messages.success(request, "Kept.")
            return redirect("referrals:family", case_id=case.pk)
        place = place_of(case)
    family = place.family if place else None
    maybe = [(one, cases_of(one)) for one in possible(case)]
    own = cases_of(family) if family else []
    _read(request, case, [*own, *(one for _family, found in maybe for one in found)])
    context: dict[str, Any] = {
        "case": case,
        "place": place,
        "family": family,
        "cases": own,
        "members": members_of(family) if family else [],
        "possible": maybe,
        "today": clock.today(),
        "refused": refused,
        "forms": asked,
    }
    if family:
        line = family.outcomes_line
        context |= family_plan.shown(family, request.POST or None, what if refused else "")
        context["changes"] = changes_of(line, of_line(line), clock.today()) if line else []
    return render(request, "referrals/desk/family.html", context, status=422 if refused else 200)


def _read(request: HttpRequest, case: Case, named: list[Case]) -> None:
    """Write down that the case was read, and every other one of which the page names people."""
    by, now = staff(request), clock.now()
    cases.open_case(case=case, by=by, now=now)
    others = {one.pk: one for one in named if one.pk != case.pk}
    reading.beside(case=case, others=others.values(), by=by, now=now)


def _begin(request: HttpRequest, case: Case, what: str, asked: dict[str, Any]) -> str:
    agreement, lead = asked["agreement"], asked["lead"]
    facts: dict[str, Any] = {"case": case, "by": staff(request), "now": clock.now()}
    kind, _, key = what.partition(":")
    if kind not in ("start", "join"):
        return _CHOOSE
    if not agreement.is_valid() or (kind == "start" and not lead.is_valid()):
        return _LOOK
    agreed_by = agreement.cleaned_data["agreed_by"]
    try:
        if kind == "join":
            family = next((one for one in possible(case) if str(one.pk) == key), None)
            if family is None:
                return _CHOOSE
            families.join(
                family=family,
                agreed_on=agreement.cleaned_data["on"],
                agreed_by=agreed_by,
                **facts,
            )
        else:
            families.start(
                lead=lead.lead,
                agreed_on=agreement.cleaned_data["on"],
                agreed_by=agreed_by,
                is_none_of=_looked_at(request),
                **facts,
            )
    except families.FamilyIsLikely:
        return "There is a family that may be this one. Join it, or tick that it is another."
    except (families.HasFamily, families.FamilyIsGone) as error:
        return str(error)
    return ""


def _looked_at(request: HttpRequest) -> set[UUID]:
    """Return the families that were shown, when it was ticked that it is none of them."""
    if request.POST.get("is_another") != "yes":
        return set()
    return {UUID(one) for one in request.POST.getlist("looked_at") if _KEY.fullmatch(one)}


def _change(
    request: HttpRequest, case: Case, place: FamilyCase, what: str, asked: Mapping[str, Any]
) -> str:
    if what.partition(":")[0] in family_plan.WHAT:
        return family_plan.change(request, case, place.family, what)
    form = asked.get(what)
    if what not in ("lead", "member", "review", "out") or form is None:
        return _CHOOSE
    if not form.is_valid():
        return _LOOK
    typed, family = form.cleaned_data, place.family
    facts: dict[str, Any] = {"by": staff(request), "now": clock.now()}
    try:
        if what == "lead":
            families.lead_by(family=family, lead=form.lead, **facts)
        elif what == "member":
            families.add_member(case=case, role=typed["role"], name=typed["name"], **facts)
        elif what == "review":
            families.reviewed(case=case, on=typed["on"], words=typed["note"], **facts)
        else:
            families.take_out(case=case, reason=typed["reason"], **facts)
    except families.FamilyIsGone as error:
        return str(error)
    return ""
