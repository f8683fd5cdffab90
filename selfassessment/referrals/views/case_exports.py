"""Cases as files: JSON, tables, FHIR. Each case that is taken out is written down."""

import json
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.templatetags.static import static
from django.views.decorators.http import require_POST

from core import clock
from selfassessment.referrals.actions import exporting
from selfassessment.referrals.forms_exports import CasesForm
from selfassessment.referrals.presenters import case_files, sheets
from selfassessment.referrals.presenters.fhir_bundle import bundle
from selfassessment.referrals.selectors.exporting import Taken, taken_alone, taken_between
from selfassessment.referrals.views.access import desk_only, export_only, may_name, staff
from selfassessment.referrals.views.case_page import find_case
from selfassessment.referrals.views.exports import attachment, page


@require_POST
@export_only
def cases_file(request: HttpRequest) -> HttpResponse:
    """Give the cases that came in between two days as a file."""
    form = CasesForm(request.POST, may_name=may_name(request))
    if not form.is_valid():
        return page(request, form, 422)
    data = form.cleaned_data
    first, last, kind = data["first"], data["last"], data["kind"]
    identity = data.get("identity", False)
    taken = taken_between(first, last, samples=data["samples"])
    exporting.note_cases(
        cases=taken.cases,
        name="cases",
        detail={
            "kind": kind,
            "identity": "yes" if identity else "no",
            "days": f"{first:%Y-%m-%d}/{last:%Y-%m-%d}",
        },
        by=staff(request),
        now=clock.now(),
    )
    name = f"cases-{first:%Y%m%d}-{last:%Y%m%d}.{kind}"
    return attachment(name, kind, _content(taken, kind, identity=identity))


@require_POST
@desk_only
@export_only
def one_case(request: HttpRequest, case_id: UUID) -> HttpResponse:
    """Give one case as a FHIR bundle, with the names that its page shows."""
    case = find_case(case_id)
    exporting.note_one(
        case=case,
        detail={"kind": "fhir.json", "identity": "yes", "reference": case.reference},
        by=staff(request),
        now=clock.now(),
    )
    content = _content(taken_alone(case), "fhir.json", identity=True)
    return attachment(f"case-{case.reference}.fhir.json", "fhir.json", content)


def _content(taken: Taken, kind: str, *, identity: bool) -> bytes:
    if kind in ("csv", "xlsx"):
        make = sheets.as_csv if kind == "csv" else sheets.as_xlsx
        return make(case_files.tables(taken, identity=identity))
    site = str(settings.WAYMARK_BASE_URL).rstrip("/")
    if kind == "fhir.json":
        made = bundle(taken, site=site, identity=identity, made_at=clock.now())
    else:
        schema = f"{site}{static(case_files.SCHEMA_FILE)}"
        made = case_files.document(taken, identity=identity, made_at=clock.now(), schema_url=schema)
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode()
