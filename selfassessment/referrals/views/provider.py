"""What a provider sees and does: its own lines, one after the other."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from core import clock
from selfassessment.referrals import labels, presenters
from selfassessment.referrals.actions import cases, flagging, handing, lines, reading
from selfassessment.referrals.enums import AttemptOutcome
from selfassessment.referrals.forms import AttemptForm, FlagForm, MoveForm
from selfassessment.referrals.forms_departing import LEAVING, ReasonForm
from selfassessment.referrals.models import HandOver
from selfassessment.referrals.names import language_name
from selfassessment.referrals.presenters import own_lines as shown
from selfassessment.referrals.presenters.asking import ask_views
from selfassessment.referrals.presenters.history import tried
from selfassessment.referrals.presenters.outcomes import changes_of
from selfassessment.referrals.presenters.reasons import reasons
from selfassessment.referrals.rules.transitions import MoveNotAllowed
from selfassessment.referrals.selectors import areas
from selfassessment.referrals.selectors.asking import to_ask
from selfassessment.referrals.selectors.home import is_home_line
from selfassessment.referrals.selectors.outcomes import of_line
from selfassessment.referrals.selectors.own_lines import events_of_line, once_own, own_hand_overs
from selfassessment.referrals.selectors.own_words import of_case, of_safety
from selfassessment.referrals.views.access import provider_only, staff

MOST = 200


def _own(request: HttpRequest, line_id: UUID) -> HandOver:
    return get_object_or_404(own_hand_overs(staff(request)), line=line_id)


@require_safe
@provider_only
def listed(request: HttpRequest) -> HttpResponse:
    """Show the lines that wait for this provider, the unacknowledged ones first.

    Who looked through them is written down.
    """
    today = clock.today()
    found = list(own_hand_overs(staff(request))[:MOST])
    seen = {"lines": len(found)}
    reading.looked_through(name="own_lines", detail=seen, by=staff(request), now=clock.now())
    context = {"rows": [shown.row(one, today) for one in found], "most": MOST}
    return render(request, "referrals/provider/list.html", context)


def _page(request: HttpRequest, own: HandOver, status: int = 200, **further: Any) -> HttpResponse:
    """Show a line. That it was read, and by whom, is written down."""
    case = own.line.case
    cases.open_case(case=case, by=staff(request), now=clock.now())
    details, events = case.person.details, events_of_line(own.line)
    safety_words = of_safety(of_case(case), details.contact_notes)
    context = {
        "own": own,
        "case": case,
        "row": shown.row(own, clock.today()),
        "details": details,
        "why": reasons(own.line),
        "contact_rules": presenters.safe_contact(details),
        "safety_words": safety_words,
        "safety_language": language_name(safety_words.language) if safety_words else "",
        "interpreter": language_name(details.interpreter or ""),
        "reads": language_name(case.language),
        "area": areas.said(case.ward),
        "formats": [labels.name("format", code) for code in details.formats],
        "told_in": presenters.told_in(details),
        "moves": [move for move in shown.moves(own) if move.end not in LEAVING],
        "ending": [move for move in shown.moves(own) if move.end in LEAVING],
        "leaving": shown.leaving(own),
        "changes": changes_of(own.line, of_line(own.line), clock.today()),
        "is_home": is_home_line(own.line),
        "to_ask": ask_views(
            to_ask([case], clock.today()).get(case.pk, ()), {own.line_id: own.line}, is_desk=False
        ),
        "tried": tried(events),
        "events": [event for event in events if event.kind != "attempt"],
        "attempt_form": AttemptForm(case=case, for_one=True),
        "flag_form": FlagForm(),
        **further,
    }
    return render(request, "referrals/provider/line.html", context, status=status)


@require_safe
@provider_only
def show(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """Show one of the provider's own lines."""
    return _page(request, _own(request, line_id))


@require_POST
@provider_only
def acknowledge(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """Keep that the provider has seen the line."""
    own = _own(request, line_id)
    handing.acknowledge(hand_over=own, by=staff(request), now=clock.now())
    messages.success(request, "Acknowledged.")
    return redirect("referrals:own-line", line_id=line_id)


@require_POST
@provider_only
def update(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """Move the line on, by the moves that a provider may make."""
    own, form = _own(request, line_id), MoveForm(request.POST)
    if not form.is_valid():
        return _refused(request, own, "Choose one of the buttons.")
    departing = None
    if form.cleaned_data["to"] in LEAVING:
        asked = ReasonForm(request.POST, to="declined")
        if not asked.is_valid():
            return _refused(request, own, "Say why the person declines.", leaving=asked)
        departing = asked.departing
    return _done_or_refused(
        request,
        own,
        lambda: lines.move(
            line=own.line,
            to=form.cleaned_data["to"],
            note=form.cleaned_data["note"],
            by=staff(request),
            now=clock.now(),
            provider=True,
            departing=departing,
        ),
    )


def _done_or_refused(
    request: HttpRequest, own: HandOver, work: Callable[[], object]
) -> HttpResponse:
    try:
        work()
    except MoveNotAllowed as error:
        return _refused(request, own, str(error))
    messages.success(request, "Kept.")
    return _on(request, own)


def _on(request: HttpRequest, own: HandOver) -> HttpResponse:
    """Go on at the line, or at the list when it is not with them any more."""
    if own_hand_overs(staff(request)).filter(pk=own.pk).exists():
        return redirect("referrals:own-line", line_id=own.line_id)
    return redirect("referrals:own")


def _refused(request: HttpRequest, own: HandOver, why: str, **further: Any) -> HttpResponse:
    note = request.POST.get("note", "")
    return _page(request, own, 422, refused=why, refused_note=note, **further)


@require_POST
@provider_only
def raise_safety(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """Put a safety flag on the case of a line: the desk has to take it on.

    Also when the line was taken back meanwhile: what they know of a danger must not be lost.
    """
    form = FlagForm(request.POST)
    own = (once_own(staff(request), line_id) if form.is_valid() else None) or _own(request, line_id)
    if not form.is_valid():
        return _page(request, own, 422, flag_form=form)
    flagging.raise_flag(
        case=own.line.case,
        line=own.line,
        note=form.cleaned_data["note"],
        by=staff(request),
        now=clock.now(),
    )
    messages.success(request, "The desk is told that somebody may not be safe.")
    return _on(request, own)


@require_POST
@provider_only
def attempt(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """Keep an attempt of the provider to reach the person."""
    own = _own(request, line_id)
    form = AttemptForm(request.POST, case=own.line.case, for_one=True, now=clock.now())
    if not form.is_valid():
        return _page(request, own, 422, attempt_form=form)
    cases.log_attempt(
        case=own.line.case,
        channel=form.cleaned_data["channel"],
        outcome=AttemptOutcome(form.cleaned_data["outcome"]),
        note=form.cleaned_data["note"],
        by=staff(request),
        now=clock.now(),
        at=form.cleaned_data["at"],
        line=own.line,
    )
    messages.success(request, "Attempt kept.")
    return redirect("referrals:own-line", line_id=line_id)
