"""The returns to government: tables to look at, and files that are written down when taken."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from core import clock
from core.site_facts import site_facts
from selfassessment.referrals.actions import exporting
from selfassessment.referrals.forms_exports import CasesForm, FileForm, QuarterForm
from selfassessment.referrals.presenters import returns as shown
from selfassessment.referrals.presenters import sheets
from selfassessment.referrals.rules import stop_smoking
from selfassessment.referrals.rules.outcome_sets import set_of
from selfassessment.referrals.rules.periods import Period
from selfassessment.referrals.rules.return_limits import smoking_limits, weight_limits
from selfassessment.referrals.rules.suppression import LEAST
from selfassessment.referrals.rules.weight_data_set import LOSSES, summaries
from selfassessment.referrals.selectors import returns
from selfassessment.referrals.selectors.exporting import MOST
from selfassessment.referrals.views.access import export_only, may_name, staff

MADE_UP = "INCLUDES MADE-UP SAMPLE CASES. "


@require_safe
@export_only
def index(request: HttpRequest) -> HttpResponse:
    """Show what can be taken out."""
    return page(request, _usual_cases(request))


def page(
    request: HttpRequest, cases_form: CasesForm, status: int = 200, **more: object
) -> HttpResponse:
    """Show what can be taken out, with what was typed."""
    context = {"cases_form": cases_form, "most": MOST, **more}
    return render(request, "referrals/desk/exports.html", context, status=status)


def _usual_cases(request: HttpRequest) -> CasesForm:
    today = clock.today()
    usual = {"first": today - timedelta(days=90), "last": today}
    samples = site_facts()["is_demonstration"]
    return CasesForm(initial={**usual, "samples": samples}, may_name=may_name(request))


def _form(request: HttpRequest) -> QuarterForm:
    """Return the form of the address, or that of the last whole quarter."""
    today = clock.today()
    form = QuarterForm(request.GET or None, today=today)
    if form.is_bound and form.is_valid():
        return form
    codes = [code for code, _name in form.fields["quarter"].choices]  # type: ignore[attr-defined]
    usual: dict[str, Any] = {"quarter": codes[1]}
    if site_facts()["is_demonstration"]:
        usual["samples"] = "on"
    form = QuarterForm(usual, today=today)
    form.is_valid()
    return form


def _counted(period: Period, *, samples: bool) -> tuple[stop_smoking.Return, int]:
    """Return the exact return, and of how many the answer may still come in time."""
    limits = smoking_limits(period.first)
    found = returns.attempts(period, samples=samples)
    made = stop_smoking.count(found, set_of("stop_smoking", period.first), limits)
    today = clock.today()
    return made, sum(stop_smoking.is_still_open(one, limits, today) for one in found)


@require_safe
@export_only
def smoking(request: HttpRequest) -> HttpResponse:
    """Show the quarterly return of the stop-smoking service, without small numbers."""
    form = _form(request)
    samples = form.cleaned_data["samples"]
    made, still_open = _counted(form.chosen, samples=samples)
    context = {
        "form": form,
        "period": form.chosen,
        "samples": samples,
        "made": stop_smoking.protect(made),
        "columns": stop_smoking.COLUMNS,
        "nobody": made.total.set == 0,
        "still_open": still_open,
        "limits": smoking_limits(form.chosen.first),
        "least": LEAST,
    }
    return render(request, "referrals/desk/export_smoking.html", context)


@require_POST
@export_only
def smoking_file(request: HttpRequest) -> HttpResponse:
    """Give the return as a file: as it is shown, or exact for sending it to NHS England."""
    form = FileForm(request.POST, today=clock.today())
    if not form.is_valid():
        return _refused(request, form)
    period, data = form.chosen, form.cleaned_data
    made, _ = _counted(period, samples=data["samples"])
    exact = data["exact"]
    heading = f"Stop smoking return, {period.name}, {_counted_on()}"
    heading += ". Exact numbers: not to be published." if exact else f". 1 to {LEAST - 1} hidden."
    sheet = shown.return_sheet(
        made if exact else stop_smoking.protect(made), _marked(heading, data["samples"])
    )
    exporting.note_return(
        name="stop-smoking",
        detail={"quarter": period.code, "exact": "yes" if exact else "no"},
        by=staff(request),
        now=clock.now(),
    )
    name = f"stop-smoking-{period.code}{'-exact' if exact else ''}"
    return as_file(name, data["kind"], [sheet])


@require_safe
@export_only
def weight(request: HttpRequest) -> HttpResponse:
    """Show how many lost weight; the data set itself is a file."""
    form = _form(request)
    period, samples = form.chosen, form.cleaned_data["samples"]
    people = [weights for _, weights in returns.weight_starts(period, samples=samples)]
    limits = weight_limits(period.first)
    context = {
        "form": form,
        "period": period,
        "samples": samples,
        "people": len(people),
        "losses": LOSSES,
        "rows": shown.protected_summaries(summaries(people, limits)),
        "limits": limits,
        "source": set_of("weight", period.first).source,
        "least": LEAST,
    }
    return render(request, "referrals/desk/export_weight.html", context)


@require_POST
@export_only
def weight_file(request: HttpRequest) -> HttpResponse:
    """Give the minimum data set: a line for each person, with the reference and no name."""
    form = FileForm(request.POST, today=clock.today())
    if not form.is_valid():
        return _refused(request, form)
    period, data = form.chosen, form.cleaned_data
    people = list(returns.weight_starts(period, samples=data["samples"]))
    sheet = shown.weight_sheet(people, weight_limits(period.first))
    exporting.note_cases(
        cases=[one.line.case for one, _ in people],
        name="weight",
        detail={"quarter": period.code},
        by=staff(request),
        now=clock.now(),
    )
    return as_file(f"weight-management-{period.code}", data["kind"], [sheet])


def _refused(request: HttpRequest, form: FileForm) -> HttpResponse:
    return page(request, _usual_cases(request), 422, form=form)


def _counted_on() -> str:
    return f"counted on {clock.today():%d/%m/%Y}"


def _marked(heading: str, samples: bool) -> str:
    return f"{MADE_UP}{heading}" if samples else heading


def as_file(name: str, kind: str, found: list[sheets.Sheet]) -> HttpResponse:
    """Return tables as a file."""
    make = sheets.as_csv if kind == "csv" else sheets.as_xlsx
    return attachment(f"{name}.{kind}", kind, make(found))


def attachment(name: str, kind: str, content: bytes) -> HttpResponse:
    """Return a file that is saved, not shown."""
    response = HttpResponse(content, content_type=sheets.TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
