"""Take an import in, or back: the numbers are shown first, then it is asked once more."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from core import clock
from directory.actions.imports import gone_from, not_looked_at
from directory.actions.staging import StagingRefused, can_be_taken_back, take_back, take_in
from directory.duplicate_admin.views import member
from directory.import_admin.columns import seen
from directory.import_admin.showing import counts_said
from directory.import_admin.starting import FOLDER
from directory.import_admin.views import import_or_404, refused
from directory.models import ImportRun
from directory.selectors.import_rows import Totals, totals
from directory.selectors.not_again import Marks
from directory.staff_enums import ImportState


@never_cache
@require_admin_access
def take_it_in(request: HttpRequest, pk: int) -> HttpResponse:
    """Say in numbers what would happen; a POST that has seen them has the worker do it."""
    editor = member(request)
    run = import_or_404(pk)
    if run.state != ImportState.READY:
        return refused(request, run)
    counted = totals(run)
    shown = _shown(run, counted)
    over_edits = request.POST.get("over_edits") == "yes"
    if request.method == "POST" and request.POST.get("seen") == shown:
        try:
            take_in(run=run, by=editor, now=clock.now(), over_edits=over_edits)
        except StagingRefused:
            return refused(request, run)
        messages.success(request, "The rows are being taken in. You need not wait here.")
        return redirect("directory_import", run.pk)
    there = set(run.rows.values_list("external_id", flat=True))
    context = {
        "run": run,
        "totals": counted,
        "gone": len(not_looked_at(gone_from(run.source, there, Marks.of(run.source)))),
        "seen": shown,
        "over_edits": over_edits,
        "has_changed": request.method == "POST",
    }
    status = 400 if request.method == "POST" else 200
    return render(request, f"{FOLDER}/take_in.html", context, status=status)


def _shown(run: ImportRun, counted: Totals) -> str:
    """Return what changes when the numbers do, so that nobody takes in what they did not see."""
    return f"{seen(run)} {counted.rows} {counted.left_out}"


@never_cache
@require_admin_access
def take_it_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what would be undone; a POST has the worker do it."""
    editor = member(request)
    run = import_or_404(pk)
    if run.state != ImportState.APPLIED or not can_be_taken_back(run):
        return refused(request, run)
    if request.method != "POST":
        context = {"run": run, "counts": counts_said(run)}
        return render(request, f"{FOLDER}/take_back.html", context)
    try:
        take_back(run=run, by=editor, now=clock.now())
    except StagingRefused:
        return refused(request, run)
    messages.success(request, "The import is being taken back. You need not wait here.")
    return redirect("directory_import", run.pk)
