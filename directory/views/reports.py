"""What do the reports of the directory show? Counts and listings, never people."""

import csv
from collections.abc import Iterable, Sequence
from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access

from accounts.models import User
from core import clock
from directory.models import Service
from directory.rules.spreadsheets import BYTE_ORDER_MARK, safe_cell
from directory.selectors.gaps import LEAST_BY_WARD, NEARBY_MILES, gaps
from directory.selectors.headings import headings
from directory.selectors.incomplete import ANYTHING, LABELS, incomplete
from search.actions.tally import LEAST_TO_SHOW
from search.models import SearchTally
from search.rules.telling import Outcome

PERMISSION = "search.view_searchtally"
PERIODS = (30, 90, 365)
CHECKED = ("due", "old", "never")
MOST_ROWS = 500


@require_admin_access
@require_safe
def found_nothing(request: HttpRequest) -> HttpResponse:
    """Show words that found nothing, the commonest first, each to be made a synonym."""
    _member(request)
    days = _days(request)
    since = clock.today() - timedelta(days=days)
    rows = SearchTally.objects.asked(since=since, least=LEAST_TO_SHOW, outcome=Outcome.NOTHING)
    if "csv" in request.GET:
        lines = ((row["words"], row["language"], row["times"], row["last"]) for row in rows)
        return _file(
            "searches-that-found-nothing", (_("Words"), _("Language"), _("Times"), _("Last")), lines
        )
    context = {"rows": rows[:MOST_ROWS], "least": LEAST_TO_SHOW}
    return _page(request, "found_nothing", context, days)


@require_admin_access
@require_safe
def wanted_by_ward(request: HttpRequest) -> HttpResponse:
    """Show what is looked for by ward beside how much of it there is, the widest gap first."""
    _member(request)
    days = _days(request)
    names = headings("en")
    rows = [
        (gap, names[gap.heading].name if gap.heading in names else gap.heading)
        for gap in gaps(since=clock.today() - timedelta(days=days))
    ]
    if "csv" in request.GET:
        lines = ((gap.ward_name, name, gap.times, gap.nearby) for gap, name in rows)
        return _file("wanted-by-ward", (_("Ward"), _("Heading"), _("Searches"), _("Nearby")), lines)
    context = {"rows": rows[:MOST_ROWS], "least": LEAST_BY_WARD, "miles": NEARBY_MILES}
    return _page(request, "wanted_by_ward", context, days)


@require_admin_access
@require_safe
def to_look_at(request: HttpRequest) -> HttpResponse:
    """Show how many listings lack something or were not confirmed, with the way to each list."""
    _member(request)
    address = reverse(Service.snippet_viewset.get_url_name("list"))
    lacking = [
        (LABELS[what], incomplete(what).filter(live=True).count(), f"{address}?lacks={what}")
        for what in LABELS
        if what != ANYTHING
    ]
    context = {
        "lacking": sorted(lacking, key=lambda row: -row[1]),
        "unconfirmed": [(name, number, f"{address}?checked={name}") for name, number in _checks()],
        "total": Service.objects.listed().count(),
    }
    return _page(request, "to_look_at", context, None)


def _checks() -> Iterable[tuple[str, int]]:
    today = clock.today()
    listed = Service.objects.listed()
    yield "due", listed.filter(check_row__next_check__lte=today).count()
    old = today - timedelta(days=365)
    yield "old", listed.filter(check_row__checked_on__lt=old).count()
    yield "never", listed.filter(check_row__checked_on__isnull=True).count()


def _member(request: HttpRequest) -> User:
    if not isinstance(request.user, User) or not request.user.has_perm(PERMISSION):
        raise PermissionDenied
    return request.user


def _days(request: HttpRequest) -> int:
    asked = request.GET.get("days", "")
    return int(asked) if asked in map(str, PERIODS) else 90


def _page(
    request: HttpRequest, name: str, context: dict[str, object], days: int | None
) -> HttpResponse:
    more = {"days": days, "periods": PERIODS}
    return render(request, f"directory/admin/reports/{name}.html", context | more)


def _file(name: str, titles: Sequence[str], lines: Iterable[Sequence[object]]) -> HttpResponse:
    """Return a table as a file; no cell can be a formula."""
    response = HttpResponse(BYTE_ORDER_MARK, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    writer = csv.writer(response)
    writer.writerow(titles)
    writer.writerows([[safe_cell(str(cell)) for cell in line] for line in lines])
    return response
