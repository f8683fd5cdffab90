"""One import: how far it is, what would become of its rows, and which of them are left out."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from accounts.models import User
from core import clock
from directory.actions import staging
from directory.actions.staging import StagingRefused
from directory.duplicate_admin.views import member
from directory.import_admin import showing
from directory.import_admin.starting import FOLDER
from directory.importers.file_listings import Choices
from directory.models import ImportRun
from directory.selectors.import_rows import Totals, Wanted, findings_of, rows_wanted, totals
from directory.selectors.staging import runs
from directory.staff_enums import ImportState, RowFate

PER_PAGE = 50
AT_ONCE = 500


@never_cache
@require_admin_access
def one_import(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an import; a POST leaves rows out, discards it, or starts what has stopped again."""
    editor = member(request)
    run = import_or_404(pk)
    wanted = Wanted.of(request.GET)
    if request.method != "POST":
        return _page(request, run, wanted)
    try:
        _do(request, run, wanted, editor)
    except StagingRefused:
        return refused(request, run)
    return redirect(_address(run, wanted, request.GET.get("p", "")))


def _do(request: HttpRequest, run: ImportRun, wanted: Wanted, editor: User) -> None:
    """Do what a button says; a button that nobody knows does nothing."""
    what, now = request.POST.get("do", ""), clock.now()
    if what in ("out", "in"):
        _leave_out(request, run, _keys(request.POST.getlist("row")), what == "out")
    elif what in ("all-out", "all-in"):
        keys = list(rows_wanted(run, wanted).values_list("pk", flat=True))
        _leave_out(request, run, keys, what == "all-out")
    elif what == "discard":
        staging.discard(run=run, by=editor, now=now)
        messages.success(request, "Discarded. Nothing of it was listed.")
    elif what == "again":
        _start_again(run, editor)
        messages.success(request, "Started again. It goes on where it stood.")


def _leave_out(request: HttpRequest, run: ImportRun, keys: Sequence[int], out: bool) -> None:
    if not keys:
        messages.error(request, "Tick at least one row.")
        return
    number = sum(
        staging.leave_out(run=run, keys=keys[start : start + AT_ONCE], out=out, now=clock.now())
        for start in range(0, len(keys), AT_ONCE)
    )
    said = "left out" if out else "taken in with the rest"
    messages.success(request, f"{number:,} row{'' if number == 1 else 's'} will be {said}.")


def _start_again(run: ImportRun, editor: User) -> None:
    """Start what the worker has lost; refused while it is at work."""
    now = clock.now()
    if run.state == ImportState.FETCHING:
        staging.fetch_again(run=run, by=editor, now=now)
    elif run.state == ImportState.READING:
        choices = Choices(run.columns, run.kind, run.heading, run.personal_too)
        staging.read_again(run=run, choices=choices, by=editor, now=now)
    elif run.state == ImportState.APPLYING:
        staging.take_in(run=run, by=editor, now=now, over_edits=run.over_edits)
    elif run.state == ImportState.UNDOING:
        staging.take_back(run=run, by=editor, now=now)
    else:  # it has come to its end meanwhile
        raise StagingRefused(staging.STATE)


def import_or_404(pk: int) -> ImportRun:
    """Return an import without its content."""
    found: ImportRun = get_object_or_404(runs(), pk=pk)
    return found


def refused(request: HttpRequest, run: ImportRun) -> HttpResponse:
    """Say that somebody was faster, and show how it stands now."""
    state = showing.state_said(import_or_404(run.pk)).lower()
    messages.error(
        request,
        f"That cannot be done now: the import is {state}. Perhaps a colleague was faster. "
        "Nothing was done twice.",
    )
    return redirect("directory_import", run.pk)


def _page(request: HttpRequest, run: ImportRun, wanted: Wanted) -> HttpResponse:
    now = clock.now()
    context = {
        "run": run,
        "state": showing.state_said(run),
        "is_stalled": staging.stalled(run, now),
        "reloads": run.at_work and "still" not in request.GET,
        "counts": showing.counts_said(run),
        "can_be_taken_back": run.state == ImportState.APPLIED and staging.can_be_taken_back(run),
        "can_be_discarded": run.state in staging.CAN_BE_DISCARDED,
        "is_fetching": run.state == ImportState.FETCHING,
        "is_ready": run.state == ImportState.READY,
    }
    if not run.at_work and run.rows.exists():
        context |= _rows(request, run, wanted)
    return render(request, f"{FOLDER}/run.html", context)


def _rows(request: HttpRequest, run: ImportRun, wanted: Wanted) -> dict[str, object]:
    counted = totals(run)
    page = Paginator(rows_wanted(run, wanted), PER_PAGE).get_page(request.GET.get("p"))
    return {
        "totals": counted,
        "tabs": _tabs(run, counted, wanted),
        "found": [
            (weight, text, number, _address(run, Wanted(finding=code)), code == wanted.finding)
            for code, weight, text, number in showing.findings_said(findings_of(run))
        ],
        "wanted": wanted,
        "rows": showing.row_views(list(page.object_list)),
        "page": page,
        "here": _query(wanted, str(page.number)),
        "pages": _query(wanted, ""),
    }


def _tabs(run: ImportRun, counted: Totals, wanted: Wanted) -> list[tuple[str, int, str, bool]]:
    """Return the filters with how many rows fit, their address, and which one is on."""
    offered = [("All", counted.rows, Wanted())]
    offered += [
        (fate.label, counted.fates[fate], Wanted(fate=fate.value))
        for fate in RowFate
        if counted.fates.get(fate)
    ]
    offered += [
        ("Look like something that is there", counted.alike, Wanted(only="alike")),
        ("Edited here", counted.edited, Wanted(only="edited")),
        ("Left out", counted.left_out, Wanted(only="out")),
    ]
    return [
        (str(label), number, _address(run, one), one == wanted)
        for label, number, one in offered
        if number or not one
    ]


def _address(run: ImportRun, wanted: Wanted, page: str = "") -> str:
    query = _query(wanted, page)
    return reverse("directory_import", args=[run.pk]) + (f"?{query}" if query else "")


def _query(wanted: Wanted, page: str) -> str:
    asked = {"fate": wanted.fate, "finding": wanted.finding, "only": wanted.only, "p": page}
    return urlencode({name: value for name, value in asked.items() if value})


def _keys(sent: Sequence[str]) -> list[int]:
    return [int(key) for key in sent if key.isascii() and key.isdecimal() and len(key) < 19]
