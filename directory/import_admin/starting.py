"""The imports there are, and the form that begins another."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from accounts.models import User
from core import clock
from directory.actions.staging import StagingRefused, stage, stage_feed
from directory.duplicate_admin.views import member
from directory.import_admin.forms import StartForm
from directory.importers.feeds import Walk, begin
from directory.importers.fetching import CannotFetch, Limits
from directory.importers.tables import CannotRead
from directory.models import ImportRun
from directory.models.staging import AT_WORK
from directory.selectors.staging import known_sources, last_run, runs
from directory.staff_enums import ImportState
from directory.types import OutsideSource

FOLDER = "directory/admin/imports"
PER_PAGE = 10
# Somebody is looking at an empty page meanwhile.
FETCH_SECONDS = 20.0


@never_cache
@require_admin_access
def imports(request: HttpRequest) -> HttpResponse:
    """List the imports; a POST begins another with a file or an address."""
    editor = member(request)
    known = known_sources()
    if request.method != "POST":
        return _page(
            request, StartForm(initial=_initial(request.GET.get("source", ""), known)), known
        )
    form = StartForm(request.POST, request.FILES)
    run = _begun(form, editor) if form.is_valid() else None
    if run is None:
        return _page(request, form, known, status=400)
    messages.success(request, "We have the file. Nothing is listed before you say so.")
    return redirect("directory_import", run.pk)


def _begun(form: StartForm, editor: User) -> ImportRun | None:
    """Put the file before the directory; None when it cannot be, which the form then says."""
    file, address = form.cleaned_data["file"], form.cleaned_data.get("address", "")
    remembered = last_run(form.outside.key)
    said: dict[str, Any] = {
        "source": form.outside,
        "choices": form.choices(dict(remembered.columns) if remembered else {}),
        "by": editor,
        "now": clock.now(),
    }
    try:
        if file is not None:
            return stage(content=file.read(), came_from=file.name, **said)
        limits = Limits(seconds=FETCH_SECONDS)
        found = begin(address, allowed=settings.WAYMARK_FETCH_HOSTS, limits=limits)
        if isinstance(found, Walk):
            return stage_feed(walk=found, **said)
        return stage(content=found.content, came_from=found.address, **said)
    except CannotFetch as error:
        form.add_error("address", str(error))
    except CannotRead as error:
        form.add_error("address" if file is None else "file", str(error))
    except StagingRefused:
        form.add_error(
            "source",
            "Another import of this source is not decided yet. Take it in or discard it first.",
        )
    return None


def _initial(key: str, known: list[OutsideSource]) -> dict[str, object]:
    """Return what is known of a source, and what was said of its last file."""
    source = next((one for one in known if one.key == key), None)
    if source is None:
        return {}
    initial: dict[str, object] = {
        "source": source.key,
        "name": source.name,
        "licence": source.licence,
        "url": source.url,
    }
    last = last_run(key)
    if last is not None:
        initial |= {"kind": last.kind, "heading": last.heading, "personal_too": last.personal_too}
        if last.came_from.startswith("https://"):
            initial["address"] = last.came_from
    return initial


def _page(
    request: HttpRequest, form: StartForm, known: list[OutsideSource], status: int = 200
) -> HttpResponse:
    open_run = None
    if "source" in form.errors:
        waiting = [*AT_WORK, ImportState.READY]
        open_run = runs().filter(source=form.data.get("source", ""), state__in=waiting).first()
    context = {
        "form": form,
        "known": known,
        "chosen": form.initial.get("source", ""),
        "open_run": open_run,
        "page": Paginator(runs(), PER_PAGE).get_page(request.GET.get("p")),
    }
    return render(request, f"{FOLDER}/list.html", context, status=status)
