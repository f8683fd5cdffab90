"""The page of one case: everything about it, on one page."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from core import clock
from selfassessment.referrals import labels, presenters, selectors
from selfassessment.referrals.actions import cases, reading
from selfassessment.referrals.forms import AttemptForm, FlagForm, NoteForm, OwnerForm
from selfassessment.referrals.forms_following import FollowUpForm
from selfassessment.referrals.letters import LETTERS, refusal
from selfassessment.referrals.models import Case, FollowUp, Provider
from selfassessment.referrals.names import language_name
from selfassessment.referrals.presenters.asking import ask_views
from selfassessment.referrals.presenters.comparing import side_by_side
from selfassessment.referrals.presenters.history import flagged, history, tried
from selfassessment.referrals.presenters.lines import line_views
from selfassessment.referrals.selectors import areas
from selfassessment.referrals.selectors.asking import to_ask
from selfassessment.referrals.selectors.attempts import times_tried
from selfassessment.referrals.selectors.comparing import compared
from selfassessment.referrals.selectors.families import (
    is_family_case,
    late_actions,
    place_of,
    possible,
)
from selfassessment.referrals.selectors.gates import attempts_missing, closed_by_line
from selfassessment.referrals.selectors.outcomes import of_lines
from selfassessment.referrals.selectors.own_words import of_case, of_safety
from selfassessment.referrals.selectors.queue import open_hand_overs
from selfassessment.referrals.views.access import staff
from selfassessment.referrals.widening import widened_of

# How a question that was left empty is kept.
_EMPTY: tuple[Any, ...] = ("None", "", None, [])


def find_case(case_id: UUID) -> Case:
    """Return a case with its lines; 404 when there is none."""
    return get_object_or_404(selectors.with_lines(Case.objects.all()), pk=case_id)


def page(request: HttpRequest, case: Case, status: int = 200, **forms: object) -> HttpResponse:
    """Show a case. That it was opened, and by whom, is written down each time it is shown.

    So it is on every other case that stands beside it.
    """
    now = clock.now()
    pairs = side_by_side(case, compared(case))
    cases.open_case(case=case, by=staff(request), now=now)
    beside = [pair.compared.other for pair in pairs if pair.facts]
    reading.beside(case=case, others=beside, by=staff(request), now=now)
    events = selectors.events_of(case)
    looks = _follow_ups(case)
    context = {
        "case": case,
        "row": presenters.row(case, _about(case), now),
        "lines": line_views(
            case,
            closed=closed_by_line(case),
            hand_overs=open_hand_overs(case),
            outcomes=of_lines(case.lines.all()),
            still_to_come=Counter(one.line_id for one, _ in looks["follow_ups"] if not one.done_at),
            today=clock.today(),
            leaving=forms.pop("refused_leaving", None),
        ),
        "to_ask": ask_views(
            to_ask([case], clock.today()).get(case.pk, ()),
            {line.pk: line for line in case.lines.all()},
            is_desk=True,
        ),
        "pairs": pairs,
        "tried": tried(events),
        "to_try": _to_try(case),
        "history": history(events),
        "flagged": flagged(case, events),
        **_own_words(case, forms.pop("read_forms", {})),
        **_handed(case),
        **looks,
        "providers": list(Provider.objects.filter(is_active=True).values_list("code", "name")),
        **_family(case),
        "letters": list(LETTERS.items()),
        "no_letter": refusal(case, now),
        **_person(case),
        **_answers(case),
        **_forms(case),
        **forms,
    }
    return render(request, "referrals/desk/case.html", context, status=status)


def _about(case: Case) -> presenters.About:
    flag_by = selectors.flags_by([case]).get(case.pk)
    return presenters.About(tries=times_tried([case])[case.pk], flag_by=flag_by)


def _to_try(case: Case) -> list[tuple[str, list[str]]]:
    """Return the lines whose person is to be reached, each with what is still to be tried."""
    missing = attempts_missing(case)
    return [
        (labels.name("offer", line.offer), missing[line.pk])
        for line in case.lines.all()
        if line.pk in missing
    ]


def _family(case: Case) -> dict[str, Any]:
    place = place_of(case)
    is_family = is_family_case(case)
    return {
        "today": clock.today(),
        "family_place": place,
        "late_actions": late_actions(place.family, clock.today()) if place else 0,
        "is_family_case": is_family,
        "possible_families": possible(case) if is_family and place is None else [],
    }


def _handed(case: Case) -> dict[str, Any]:
    handed = list(case.handed.all())
    return {"handed": handed, "widened": widened_of(handed)}


def _own_words(case: Case, typed: Any) -> dict[str, Any]:
    """Return the texts in other languages; `typed` are forms that were refused, by text."""
    texts = of_case(case)
    waiting = [
        (
            one,
            presenters.needs_reading((one.language,)),
            typed.get(one.pk) or NoteForm(prefix=f"read-{one.pk}"),
        )
        for one in texts
        if one.read_at is None
    ]
    return {
        "waiting_words": waiting,
        "read_words": [(one, language_name(one.language)) for one in texts if one.read_at],
        "safety_words": of_safety(texts, case.person.details.contact_notes),
    }


def _answers(case: Case) -> dict[str, Any]:
    """Return what was answered, own words with their language; what was left empty stands apart."""
    told, empty = [], []
    for one in case.answers:
        code = one.get("words_in") or case.language
        own = one.get("free_text") and code != "en"
        if not one.get("free_text") and one.get("value") in _EMPTY:
            empty.append(one.get("staff_question") or one["question_text"])
        else:
            told.append((one, (code, language_name(code)) if own else None))
    return {"answers": told, "not_answered": empty}


def _person(case: Case) -> dict[str, Any]:
    details = case.person.details
    return {
        "details": details,
        "contact_rules": presenters.safe_contact(details),
        "interpreter": language_name(details.interpreter or ""),
        "reads": language_name(case.language),
        "area": areas.said(case.ward),
        "formats": [labels.name("format", code) for code in details.formats],
        "told_in": presenters.told_in(details),
        "can_go": presenters.can_go(details),
    }


def _follow_ups(case: Case) -> dict[str, Any]:
    found = list(
        FollowUp.objects.filter(line__case=case).select_related("line").order_by("due_on", "line")
    )
    first = next((one for one in found if one.done_at is None), None)
    return {
        "follow_ups": [(one, labels.name("offer", one.line.offer)) for one in found],
        "next_follow_up": first,
        "next_about": labels.name("offer", first.line.offer) if first else "",
        "follow_up_form": FollowUpForm(handed=list(case.handed.all())),
    }


def _forms(case: Case) -> dict[str, object]:
    return {
        "note_form": NoteForm(),
        "attempt_form": AttemptForm(case=case),
        "owner_form": OwnerForm(initial={"owner": case.owner_id}),
        "safety_form": NoteForm(prefix="safety"),
        "flag_form": FlagForm(),
    }
