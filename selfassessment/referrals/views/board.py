"""The manager's board: how the desk does, in numbers that point to nobody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from core import clock
from selfassessment.referrals.models import BoardSettings
from selfassessment.referrals.presenters import board_files
from selfassessment.referrals.presenters.board import board
from selfassessment.referrals.rules import periods
from selfassessment.referrals.rules.suppression import LEAST
from selfassessment.referrals.selectors.chain import is_broken
from selfassessment.referrals.views.access import board_only, staff

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_safe
@board_only
def show(request: HttpRequest) -> HttpResponse:
    """Show the board of a financial year or a quarter, or give it as a file."""
    offered = periods.choices(clock.today())
    wanted = request.GET.get("period", "")
    period = next((one for one in offered if one.code == wanted), offered[0])
    parts = board(period, clock.now())
    kind = request.GET.get("file", "")
    if kind in _TYPES:
        heading = f"Referrals, {period.name}, counted on {clock.today():%d/%m/%Y}"
        make = board_files.as_csv if kind == "csv" else board_files.as_xlsx
        response = HttpResponse(make(parts, heading), content_type=_TYPES[kind])
        name = f"referrals-{period.code}.{kind}"
        response["Content-Disposition"] = f'attachment; filename="{name}"'
        return response
    may_change = staff(request).has_perm("referrals.change_boardsettings")
    context = {
        "parts": parts,
        "period": period,
        "periods": offered,
        "least": LEAST,
        "settings": BoardSettings if may_change else None,
        "now": clock.now(),
        "record_was_changed": is_broken(),
    }
    return render(request, "referrals/desk/board.html", context)
