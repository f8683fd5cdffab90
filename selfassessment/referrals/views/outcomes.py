"""What changed for somebody: written down by the desk, or by the provider of the line."""

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from core import clock
from selfassessment.referrals import labels
from selfassessment.referrals.actions import cases, outcomes
from selfassessment.referrals.enums import OutcomeStage
from selfassessment.referrals.forms_outcomes import OutcomeForm, languages_of
from selfassessment.referrals.models import ReferralLine
from selfassessment.referrals.names import language_name
from selfassessment.referrals.presenters import outcomes as shown
from selfassessment.referrals.rules.outcome_sets import OutcomeSet, sets_for
from selfassessment.referrals.selectors.families import outcomes_elsewhere
from selfassessment.referrals.selectors.outcomes import of_line
from selfassessment.referrals.selectors.own_lines import own_hand_overs
from selfassessment.referrals.views.access import desk_only, provider_only, staff


@dataclass(frozen=True)
class Side:
    """A line seen from the desk or from its provider."""

    line: ReferralLine
    is_desk: bool

    @property
    def back(self) -> str:
        """Return the address of the page the line stands on."""
        if self.is_desk:
            return f"{reverse('referrals:case', args=[self.line.case_id])}#line-{self.line.pk}"
        return reverse("referrals:own-line", args=[self.line.pk])

    @property
    def overview(self) -> str:
        """Return the address of all outcomes of the line."""
        if self.is_desk:
            return reverse("referrals:outcomes", args=[self.line.case_id, self.line.pk])
        return reverse("referrals:own-outcomes", args=[self.line.pk])


def of_desk(case_id: UUID, line_id: UUID) -> Side:
    """Return a line as the desk sees it."""
    rows = ReferralLine.objects.select_related("case__person")
    return Side(get_object_or_404(rows, pk=line_id, case=case_id), is_desk=True)


def of_provider(request: HttpRequest, line_id: UUID) -> Side:
    """Return one of the own lines of a provider."""
    own = get_object_or_404(own_hand_overs(staff(request)), line=line_id)
    return Side(own.line, is_desk=False)


@require_safe
@desk_only
def show(request: HttpRequest, case_id: UUID, line_id: UUID) -> HttpResponse:
    """Show the outcomes of a line."""
    return _overview(request, of_desk(case_id, line_id))


@require_safe
@provider_only
def own(request: HttpRequest, line_id: UUID) -> HttpResponse:
    """Show the outcomes of one of the provider's own lines."""
    return _overview(request, of_provider(request, line_id))


@require_http_methods(["GET", "HEAD", "POST"])
@desk_only
def form(request: HttpRequest, case_id: UUID, line_id: UUID, code: str, stage: str) -> HttpResponse:
    """Ask for the outcomes of a set at a stage, and keep them."""
    return _ask(request, of_desk(case_id, line_id), code, stage)


@require_http_methods(["GET", "HEAD", "POST"])
@provider_only
def own_form(request: HttpRequest, line_id: UUID, code: str, stage: str) -> HttpResponse:
    """Ask for the outcomes of one of the provider's own lines, and keep them."""
    return _ask(request, of_provider(request, line_id), code, stage)


def _at_family(request: HttpRequest, side: Side) -> HttpResponse | None:
    """Lead to the line on which a family keeps its one set of outcomes."""
    kept = outcomes_elsewhere(side.line)
    if kept is None:
        return None
    messages.info(request, f"The outcomes of this family are kept with {kept.case}.")
    if side.is_desk:
        return redirect("referrals:outcomes", case_id=kept.case_id, line_id=kept.pk)
    return redirect(side.back)


def _overview(request: HttpRequest, side: Side) -> HttpResponse:
    """Show what is kept. That it was read, and by whom, is written down."""
    elsewhere = _at_family(request, side)
    if elsewhere is not None:
        return elsewhere
    line = side.line
    cases.open_case(case=line.case, by=staff(request), now=clock.now())
    context = {
        "side": side,
        "offer": labels.name("offer", line.offer),
        "sets": shown.set_views(line, of_line(line), clock.today()),
        "today": clock.today(),
    }
    return render(request, "referrals/desk/outcomes.html", context)


def _ask(request: HttpRequest, side: Side, code: str, stage: str) -> HttpResponse:
    elsewhere = _at_family(request, side)
    if elsewhere is not None:
        return elsewhere
    line, today = side.line, clock.today()
    known = next((one for one in sets_for(line.need, today) if one.code == code), None)
    if known is None or stage not in known.stages:
        raise Http404
    kept = shown.kept_of(of_line(line), code)
    posted = request.POST if request.method == "POST" else None
    asked = OutcomeForm(posted, known=known, stage=stage, kept=kept, today=today)
    if asked.is_valid():
        changed = outcomes.keep(
            line=line,
            code=code,
            stage=stage,
            values=asked.values,
            by=staff(request),
            now=clock.now(),
        )
        messages.success(request, "Outcomes kept." if changed else "Nothing was changed.")
        return redirect(side.overview)
    cases.open_case(case=line.case, by=staff(request), now=clock.now())
    context = {
        "side": side,
        "offer": labels.name("offer", line.offer),
        "known": known,
        "stage": OutcomeStage(stage).label,
        "due": shown.due_on(known, kept, stage),
        "form": asked,
        "groups": shown.groups(asked),
        "wording": _wording(known, line.case.language),
    }
    return render(
        request, "referrals/desk/outcome_form.html", context, status=422 if posted else 200
    )


def _wording(known: OutcomeSet, language: str) -> str:
    """Return what to say when there is no checked wording in the person's language."""
    languages = languages_of(known)
    if not languages or language in languages:
        return ""
    names = ", ".join(language_name(code) for code in languages)
    return (
        f"There is no checked wording in {language_name(language)}, and another wording measures "
        f"something else. Ask in {names} if the person is at ease in it; else leave these empty."
    )
