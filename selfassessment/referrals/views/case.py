"""The page of one case, and what staff do there."""

from collections.abc import Mapping
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from core import clock
from selfassessment.referrals.actions import cases, flagging, handing, lines
from selfassessment.referrals.enums import AttemptOutcome
from selfassessment.referrals.forms import AttemptForm, FlagForm, MoveForm, NoteForm, OwnerForm
from selfassessment.referrals.forms_departing import LEAVING, DepartureForm, ReasonForm, places
from selfassessment.referrals.models import Provider, ReferralLine
from selfassessment.referrals.rules.transitions import MoveNotAllowed, moves_from
from selfassessment.referrals.selectors.own_lines import provider_of
from selfassessment.referrals.views.access import desk_only, staff
from selfassessment.referrals.views.case_page import find_case, page


@require_safe
@desk_only
def show(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show a case."""
    return page(request, find_case(case_id))


@require_POST
@desk_only
def note(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Keep a note; what was typed stays when it is refused."""
    case, form = find_case(case_id), NoteForm(request.POST)
    if not form.is_valid():
        return page(request, case, status=422, note_form=form)
    cases.add_note(case=case, text=form.cleaned_data["note"], by=staff(request), now=clock.now())
    messages.success(request, "Note kept.")
    return redirect("referrals:case", case_id=case.pk)


@require_POST
@desk_only
def attempt(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Keep an attempt to reach the person."""
    case = find_case(case_id)
    form = AttemptForm(request.POST, case=case, now=clock.now())
    if not form.is_valid():
        return page(request, case, status=422, attempt_form=form)
    cases.log_attempt(
        case=case,
        channel=form.cleaned_data["channel"],
        outcome=AttemptOutcome(form.cleaned_data["outcome"]),
        note=form.cleaned_data["note"],
        by=staff(request),
        now=clock.now(),
        at=form.cleaned_data["at"],
        line=form.for_line,
    )
    messages.success(request, "Attempt kept.")
    return redirect("referrals:case", case_id=case.pk)


@require_POST
@desk_only
def owner(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Give the case to somebody."""
    case, form = find_case(case_id), OwnerForm(request.POST)
    if not form.is_valid():
        return page(request, case, status=422, owner_form=form)
    cases.assign(case=case, to=form.cleaned_data["owner"], by=staff(request), now=clock.now())
    messages.success(request, "Owner changed.")
    return redirect("referrals:case", case_id=case.pk)


@require_POST
@desk_only
def safety(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Lift the safety hold, saying what was done."""
    case, form = find_case(case_id), NoteForm(request.POST, prefix="safety")
    if not form.is_valid():
        return page(request, case, status=422, safety_form=form)
    note = form.cleaned_data["note"]
    if not cases.clear_safety(case=case, note=note, by=staff(request), now=clock.now()):
        messages.error(
            request, "The flag was dealt with before. Keep what you wrote as a note if it is new."
        )
        fresh, written = find_case(case_id), NoteForm(initial={"note": note})
        return page(request, fresh, status=422, note_form=written)
    messages.success(request, "The safety flag is dealt with.")
    return redirect("referrals:case", case_id=case.pk)


@require_POST
@desk_only
def raise_safety(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Put a safety flag on the case; whoever does it has it."""
    case, form = find_case(case_id), FlagForm(request.POST)
    if not form.is_valid():
        return page(request, case, status=422, flag_form=form)
    said = form.cleaned_data["note"]
    if flagging.raise_flag(case=case, note=said, by=staff(request), now=clock.now()):
        messages.success(request, "There is a safety flag now, and it is yours.")
    else:
        messages.success(request, "Kept with the safety flag that stands.")
    return redirect("referrals:case", case_id=case.pk)


@require_POST
@desk_only
def take_safety(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Take a safety flag on, or over from somebody else."""
    case = find_case(case_id)
    if cases.take_safety(case=case, by=staff(request), now=clock.now()):
        messages.success(request, "The safety flag is yours now.")
    return redirect("referrals:case", case_id=case.pk)


@require_POST
@desk_only
def move(request: HttpRequest, case_id: UUID, line_id: UUID) -> HttpResponse:
    """Move one line on, by the table of moves; a provider that it is given to is told."""
    case, form = find_case(case_id), MoveForm(request.POST)
    line = get_object_or_404(ReferralLine, pk=line_id, case=case)
    refused = "Choose one of the buttons."
    leaving = _leaving(request, line)
    if leaving is not None and not leaving.is_valid():
        refused = "Look at what is marked below. Nothing is kept yet."
    elif form.is_valid():
        try:
            _move(request, line, form.cleaned_data, leaving)
        except MoveNotAllowed as error:
            refused = str(error)
        except (handing.ProviderTakesNone, Provider.DoesNotExist):
            refused = "Choose a provider from the list."
        else:
            messages.success(request, "Moved on.")
            return redirect("referrals:case", case_id=case.pk)
    messages.error(request, f"Not moved on. {refused}")
    return page(
        request,
        case,
        status=422,
        refused_line=line.pk,
        refused=refused,
        refused_note=request.POST.get("note", ""),
        refused_leaving=leaving,
    )


def _leaving(request: HttpRequest, line: ReferralLine) -> ReasonForm | None:
    """Return the form of a move that ends a line before the help came; None for other moves."""
    to = request.POST.get("to", "")
    if to not in LEAVING:
        return None
    name = f"leave-{line.pk}-%s"
    if any(move.end == "redirected" for move in moves_from(line.state)):
        return DepartureForm(request.POST, to=to, places=places(), auto_id=name)
    return ReasonForm(request.POST, to=to, auto_id=name)


def _move(
    request: HttpRequest,
    line: ReferralLine,
    asked: Mapping[str, str],
    leaving: ReasonForm | None,
) -> None:
    by, now, to, note = staff(request), clock.now(), asked["to"], asked["note"]
    if to != "allocated":
        departing = leaving.departing if leaving else None
        lines.move(line=line, to=to, note=note, by=by, now=now, departing=departing)
        return
    chosen = request.POST.get("provider")
    if chosen is None:
        provider = provider_of(line)
    else:
        provider = Provider.objects.get(code=chosen) if chosen else None
    handing.allocate(line=line, provider=provider, note=note, by=by, now=now)
