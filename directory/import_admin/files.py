"""What was found in the rows of an import, as a file for whoever keeps the list."""

import csv
from collections.abc import Iterator, Mapping

from django.http import HttpRequest, StreamingHttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access

from directory.duplicate_admin.views import member
from directory.import_admin.showing import alike_views, finding_views
from directory.import_admin.views import import_or_404
from directory.models import ImportRow, ImportRun, Service
from directory.rules.spreadsheets import BYTE_ORDER_MARK, safe_cell
from directory.selectors.import_rows import listings_alike, rows_to_tell
from directory.staff_enums import RowFate

AT_ONCE = 500
HEADINGS = (
    "Row",
    "Number or code in the source",
    "Name",
    "What becomes of it",
    "Field",
    "What was found",
    "What stands there",
)


class _Line:
    """A file that gives back what is written into it."""

    def write(self, text: str) -> str:
        """Return the line."""
        return text


@never_cache
@require_admin_access
@require_safe
def findings(request: HttpRequest, pk: int) -> StreamingHttpResponse:
    """Give everything that was found as CSV, the likely duplicates as well."""
    member(request)
    run = import_or_404(pk)
    response = StreamingHttpResponse(_file(run), content_type="text/csv; charset=utf-8")
    name = f"findings-{run.source}-{run.pk}.csv"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _file(run: ImportRun) -> Iterator[str]:
    writer = csv.writer(_Line())
    yield BYTE_ORDER_MARK + writer.writerow(HEADINGS)
    rows = rows_to_tell(run)
    last = 0
    while part := list(rows.filter(number__gt=last)[:AT_ONCE]):
        last = part[-1].number
        listings = listings_alike(part)
        for row in part:
            for cells in _lines(row, listings):
                yield writer.writerow([safe_cell(str(cell)) for cell in cells])


def _lines(row: ImportRow, listings: Mapping[int, Service]) -> Iterator[tuple[object, ...]]:
    about = (row.number, row.external_id, row.name, RowFate(row.fate).label)
    for one in finding_views(row):
        yield (*about, one.field, one.text, one.detail)
    for other in alike_views(row, listings):
        said = f"It looks like {other.name} ({other.score} of 100)"
        yield (*about, "", said, "; ".join(other.reasons))
