"""The board: how many listings can be relied on, by heading, ward and source, over time."""

import csv
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access

from accounts.models import User
from core import clock
from directory.enums import Origin
from directory.models import FreshnessDay
from directory.rules.spreadsheets import BYTE_ORDER_MARK, safe_cell
from directory.selectors.headings import headings
from directory.staff_enums import FreshBy
from geography.models import Area

PERMISSION = "search.view_searchtally"
PERIODS = (30, 90, 365)
TITLES = ("Day", "By", "Code", "Name", "Listings", "Checked", "Unanswered", "Never checked")
# The drawing: 100 per cent is at the top of 200 units, the days stand side by side in 600.
WIDTH, HEIGHT = 600, 200
MOST_ROWS = 200


@dataclass(frozen=True, slots=True)
class Row:
    """One heading, ward or source: today, and how much that was at the beginning."""

    name: str
    code: str
    now: FreshnessDay
    percent: int
    before: int | None

    @property
    def change(self) -> str:
        """Return by how many points it has changed, with its sign."""
        return "" if self.before is None else f"{self.percent - self.before:+d}"


@require_admin_access
@require_safe
def board(request: HttpRequest) -> HttpResponse:
    """Show the share of listings that can be relied on: a drawing, a table, a file."""
    if not isinstance(request.user, User) or not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    asked, wanted = request.GET.get("days", ""), request.GET.get("by", "")
    days = int(asked) if asked in map(str, PERIODS) else 90
    by = FreshBy(wanted) if wanted in FreshBy.values else FreshBy.HEADING
    since = clock.today() - timedelta(days=days)
    found = list(FreshnessDay.objects.filter(by=by, day__gte=since))
    names = _names(by)
    if "csv" in request.GET:
        return _file(found, names)
    whole = list(FreshnessDay.objects.filter(by=FreshBy.ALL, day__gte=since))
    code = request.GET.get("code", "")
    drawn = [row for row in found if row.code == code] if code else whole
    context = {
        "drawn": names.get(code, code) or "All listings",
        "rows": _rows(found, names)[:MOST_ROWS],
        "whole": whole[-1] if whole else None,
        "percent": _percent(whole[-1]) if whole else 0,
        "line": _line(drawn, since, days),
        "marks": [(step, HEIGHT - HEIGHT * step // 100) for step in (0, 25, 50, 75, 100)],
        "table": [(one.day, _percent(one), one) for one in drawn[:: max(1, len(drawn) // 12)]],
        "since": since,
        "days": days,
        "by": by.value,
        "bys": [(one.value, one.label) for one in FreshBy],
        "periods": PERIODS,
    }
    return render(request, "directory/admin/freshness/board.html", context)


def _percent(row: FreshnessDay) -> int:
    return round(100 * row.fresh / row.total) if row.total else 0


def _rows(found: list[FreshnessDay], names: dict[str, str]) -> list[Row]:
    """Return what stands at the end of the period, the least fresh first."""
    first: dict[str, FreshnessDay] = {}
    last: dict[str, FreshnessDay] = {}
    latest = max((row.day for row in found), default=None)
    for row in found:
        first.setdefault(row.code, row)
        last[row.code] = row
    rows = [
        Row(
            name=names.get(code, code) or "All listings",
            code=code,
            now=row,
            percent=_percent(row),
            before=_percent(first[code]) if first[code].day != row.day else None,
        )
        for code, row in last.items()
        if row.day == latest
    ]
    return sorted(rows, key=lambda row: (row.percent, -row.now.total))


def _line(whole: list[FreshnessDay], since: date, days: int) -> str:
    """Return the corners of the drawn line; one day alone is a short dash."""
    corners = [
        (WIDTH * (row.day - since).days / days, HEIGHT - HEIGHT * _percent(row) / 100)
        for row in whole
    ]
    if len(corners) == 1:
        corners.insert(0, (corners[0][0] - 12, corners[0][1]))
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in corners)


def _names(by: FreshBy) -> dict[str, str]:
    if by == FreshBy.HEADING:
        return {code: line.name for code, line in headings("en").items()}
    if by == FreshBy.WARD:
        return dict(Area.objects.values_list("code", "name"))
    if by == FreshBy.SOURCE:
        return {origin.value: str(origin.label) for origin in Origin}
    return {"": "All listings"}


def _file(found: list[FreshnessDay], names: dict[str, str]) -> HttpResponse:
    response = HttpResponse(BYTE_ORDER_MARK, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="freshness.csv"'
    writer = csv.writer(response)
    writer.writerow(TITLES)
    for row in found:
        line = (row.day.isoformat(), row.by, row.code, names.get(row.code, row.code))
        numbers = (row.total, row.fresh, row.unanswered, row.never)
        writer.writerow([safe_cell(str(cell)) for cell in (*line, *numbers)])
    return response
