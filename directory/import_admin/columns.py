"""Which column of the file is what? An editor looks at the first rows and says so."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from core import clock
from directory.actions.staging import StagingRefused, read_again
from directory.duplicate_admin.views import member
from directory.import_admin.forms import ColumnsForm
from directory.import_admin.starting import FOLDER
from directory.import_admin.views import import_or_404, refused
from directory.models import ImportRun
from directory.staff_enums import ImportState

CHANGED = (
    "A colleague has changed how this file is read since you opened this page. Look at it again: "
    "your choices are kept below, and nothing has changed yet."
)


@never_cache
@require_admin_access
def columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Show each column with its first values; a POST has the file read anew."""
    editor = member(request)
    run = import_or_404(pk)
    if run.state != ImportState.READY:
        return refused(request, run)
    if request.method != "POST":
        return _page(request, run, ColumnsForm(None, run=run))
    form = ColumnsForm(request.POST, run=run)
    if form.is_valid() and request.POST.get("seen") != seen(run):
        form.add_error(None, CHANGED)
    if not form.is_valid():
        return _page(request, run, form, status=400)
    chosen = form.columns if run.mapped else dict(run.columns)
    try:
        read_again(run=run, choices=form.choices(chosen), by=editor, now=clock.now())
    except StagingRefused:
        return refused(request, run)
    messages.success(request, "The file is read anew.")
    return redirect("directory_import", run.pk)


def seen(run: ImportRun) -> str:
    """Return what changes whenever an import moves on."""
    return run.moved_at.isoformat()


def _page(
    request: HttpRequest, run: ImportRun, form: ColumnsForm, status: int = 200
) -> HttpResponse:
    rows = [
        (form[f"column-{number}"], heading, [one for one in run.samples.get(heading, []) if one])
        for number, heading in enumerate(form.headings)
    ]
    usual = [form[name] for name in ("kind", "heading", "personal_too")]
    context = {"run": run, "form": form, "rows": rows, "usual": usual, "seen": seen(run)}
    return render(request, f"{FOLDER}/columns.html", context, status=status)
