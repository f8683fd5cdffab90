"""The page of one case, and what staff do there."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from core import clock
from selfassessment.referrals import labels, presenters, selectors
from selfassessment.referrals.actions import cases, lines
from selfassessment.referrals.enums import AttemptOutcome
from selfassessment.referrals.forms import AttemptForm, MoveForm, NoteForm, OwnerForm
from selfassessment.referrals.models import Case, ReferralLine
from selfassessment.referrals.names import language_name
from selfassessment.referrals.presenters.lines import line_views
from selfassessment.referrals.rules.transitions import MoveNotAllowed
from selfassessment.referrals.selectors.gates import closed_gates
from selfassessment.referrals.selectors.queue import open_hand_overs
from selfassessment.referrals.views.access import desk_only, staff


def _case(case_id: UUID) -> Case:
    return get_object_or_404(selectors.with_lines(Case.objects.all()), pk=case_id)


def _page(request: HttpRequest, case: Case, status: int = 200, **forms: object) -> HttpResponse:
    """Show a case. That it was opened, and by whom, is written down each time it is shown."""
    now = clock.now()
    cases.open_case(case=case, by=staff(request), now=now)
    context = {
        "case": case,
        "row": presenters.row(
            case,
            duplicates=selectors.possible_duplicates([case])[case.pk],
            tries=selectors.attempts([case]).get(case.pk, 0),
            now=now,
        ),
        "details": case.person.details,
        "contact_rules": presenters.safe_contact(case.person.details),
        "interpreter": language_name(case.person.details.interpreter or ""),
        "reads": language_name(case.language),
        "formats": [labels.name("format", code) for code in case.person.details.formats],
        "lines": line_views(case, closed=closed_gates(case), hand_overs=open_hand_overs(case)),
        "events": selectors.events_of(case),
        "note_form": NoteForm(),
        "attempt_form": AttemptForm(),
        "owner_form": OwnerForm(initial={"owner": case.owner_id}),
        "safety_form": NoteForm(prefix="safety"),
        **forms,
    }
    return render(request, "referrals/desk/case.html", context, status=status)


@require_safe
@desk_only
def show(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Show a case."""
    return _page(request, _case(case_id))


@require_POST
@desk_only
def note(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Keep a note; what was typed stays when it is refused."""
    case, form = _case(case_id), NoteForm(request.POST)
    if not form.is_valid():
        return _page(request, case, status=422, note_form=form)
    cases.add_note(case=case, text=form.cleaned_data["note"], by=staff(request), now=clock.now())
    messages.success(request, "Note kept.")
    return redirect("referrals:case", case_id=case.pk)


@require_POST
@desk_only
def attempt(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Keep an attempt to reach the person."""
    case, form = _case(case_id), AttemptForm(request.POST)
    if not form.is_valid():
        return _page(request, case, status=422, attempt_form=form)
    cases.log_attempt(
        case=case,
        channel=form.cleaned_data["channel"],
        outcome=AttemptOutcome(form.cleaned_data["outcome"]),
        note=form.cleaned_data["note"],
        by=staff(request),
        now=clock.now(),
    )
    messages.success(request, "Attempt kept.")
    return redirect("referrals:case", case_id=case.pk)


@require_POST
@desk_only
def owner(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Give the case to somebody."""
    case, form = _case(case_id), OwnerForm(request.POST)
    if not form.is_valid():
        return _page(request, case, status=422, owner_form=form)
    cases.assign(case=case, to=form.cleaned_data["owner"], by=staff(request), now=clock.now())
    messages.success(request, "Owner changed.")
    return redirect("referrals:case", case_id=case.pk)


@require_POST
@desk_only
def safety(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Lift the safety hold, saying what was done."""
    case, form = _case(case_id), NoteForm(request.POST, prefix="safety")
    if not form.is_valid():
        return _page(request, case, status=422, safety_form=form)
    cases.clear_safety(
        case=case, note=form.cleaned_data["note"], by=staff(request), now=clock.now()
    )
    messages.success(request, "The safety flag is dealt with.")
    return redirect("referrals:case", case_id=case.pk)


@require_POST
@desk_only
def move(request: HttpRequest, case_id: UUID, line_id: UUID) -> HttpResponse:
    """Move one line on, by the table of moves."""
    case, form = _case(case_id), MoveForm(request.POST)
    line = get_object_or_404(ReferralLine, pk=line_id, case=case)
    refused = "Choose one of the buttons."
    if form.is_valid():
        try:
            lines.move(
                line=line,
                to=form.cleaned_data["to"],
                note=form.cleaned_data["note"],
                by=staff(request),
                now=clock.now(),
            )
        except MoveNotAllowed as error:
            refused = str(error)
        else:
            messages.success(request, "Moved on.")
            return redirect("referrals:case", case_id=case.pk)
    return _page(
        request,
        case,
        status=422,
        refused_line=line.pk,
        refused=refused,
        refused_note=request.POST.get("note", ""),
    )
