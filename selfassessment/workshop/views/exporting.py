"""Take a journey out of the house as a file: what is being written, or what was published."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from selfassessment.models import JourneyVersion
from selfassessment.selectors.publishing import versions_of
from selfassessment.selectors.workshop import WorkingCopy
from selfassessment.workshop.access import ANY, only
from selfassessment.workshop.presenters import exporting as presenter
from selfassessment.workshop.presenters.overview import title
from selfassessment.workshop.views.opening import opened

Make = Callable[[WorkingCopy, str, JourneyVersion | None], str]
FORMATS: dict[str, tuple[str, Make]] = {
    "json": (
        "application/json",
        lambda copy, name, version: presenter.as_json(copy, name, version, _site()),
    ),
    "csv": ("text/csv; charset=utf-8", lambda copy, name, version: presenter.as_csv(copy, name)),
    "fhir.json": (
        "application/fhir+json",
        lambda copy, name, version: presenter.as_fhir(copy, name, version, _site()),
    ),
}


@require_safe
@only(*ANY)
def show(request: HttpRequest, name: str) -> HttpResponse:
    """Show what can be exported, of what is being written and of each version."""
    opened(name)
    context = {
        "name": name,
        "title": title(name),
        "looking": "export",
        "versions": versions_of(name),
        "schema": presenter.SCHEMA,
    }
    return render(request, "selfassessment/workshop/export.html", context)


@require_safe
@only(*ANY)
def download(request: HttpRequest, name: str, form: str) -> HttpResponse:
    """Send an export as a file; `?version=` names a published version."""
    if form not in FORMATS:
        raise Http404(form)
    copy, version = _asked(name, request.GET.get("version", ""))
    content_type, make = FORMATS[form]
    response = HttpResponse(make(copy, name, version), content_type=content_type)
    state = f"version-{version.number}" if version else "draft"
    response["Content-Disposition"] = f'attachment; filename="{name}-{state}.{form}"'
    return response


def _asked(name: str, number: str) -> tuple[WorkingCopy, JourneyVersion | None]:
    copy = opened(name)
    if not number:
        return copy, None
    version = next((one for one in versions_of(name) if str(one.number) == number), None)
    if version is None:
        raise Http404(number)
    return presenter.version_copy(version, name), version


def _site() -> str:
    return str(settings.WAYMARK_BASE_URL).rstrip("/")
