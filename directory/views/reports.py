"""What do the reports of the directory show? Counts and listings, never people."""

import csv
from collections.abc import Iterable, Sequence
from datetime import timedelta
from difflib import get_close_matches

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access

from accounts.models import User
from core import clock
from directory.models import Service
from directory.rules.spreadsheets import BYTE_ORDER_MARK, safe_cell
from directory.selectors.gaps import LEAST_BY_WARD, NEARBY_MILES, gaps
from directory.selectors.headings import headings
from directory.selectors.incomplete import ANYTHING, LABELS, incomplete
from directory.selectors.searching import count
from search import in_force
from search.actions.synonyms import add
from search.actions.tally import LEAST_TO_SHOW
from search.models import SearchTally, Synonym
from search.models.synonyms import Origin
from search.query import DirectoryQuery
from search.rules.telling import Outcome

PERMISSION = "search.view_searchtally"
SYNONYM_PERMISSION = "search.add_synonym"
PERIODS = (30, 90, 365)
CHECKED = ("due", "old", "never")
MOST_ROWS = 500


@require_admin_access
def found_nothing(request: HttpRequest) -> HttpResponse:
    """Show words that found nothing, the commonest first; a POST makes one of them a synonym."""
    member = _member(request)
    may_add = member.has_perm(SYNONYM_PERMISSION)
    if request.method == "POST":
        if not may_add:
            raise PermissionDenied
        return _made_synonym(request)
    days = _days(request)
    since = clock.today() - timedelta(days=days)
    rows = SearchTally.objects.asked(since=since, least=LEAST_TO_SHOW, outcome=Outcome.NOTHING)
    if "csv" in request.GET:
        lines = ((row["words"], row["language"], row["times"], row["last"]) for row in rows)
        titles = (_("Words"), _("Language"), _("Times"), _("Last"))
        return _file("searches-that-found-nothing", titles, lines)
    names = sorted(line.name for line in headings("en").values())
    settled = set(Synonym.objects.filter(live=True).values_list("language", "phrase"))
    context = {
        "rows": [
            (row, (row["language"], row["words"]) in settled, _guess(row["words"], names))
            for row in rows[:MOST_ROWS]
        ],
        "least": LEAST_TO_SHOW,
        "names": names,
        "may_add": may_add,
    }
    return _page(request, "found_nothing", context, days)


def _guess(words: str, names: Sequence[str]) -> str:
    """Return the heading whose name is most like these words; "" when none is."""
    by_name = {name.casefold(): name for name in names}
    close = get_close_matches(words, by_name, n=1, cutoff=0.6)
    return by_name[close[0]] if close else ""


def _made_synonym(request: HttpRequest) -> HttpResponse:
    """Put words in force as a synonym, and say what they find now."""
    words, meaning = request.POST.get("words", ""), request.POST.get("meaning", "")
    language = request.POST.get("language", "en")
    try:
        add(phrase=words, meanings=meaning, language=language, origin=Origin.REPORT)
    except ValidationError as wrong:
        for text in wrong.messages:
            messages.error(request, text)
    else:
        in_force.changed()
        found = count(DirectoryQuery(text=words, language=language), today=clock.today())
        messages.success(
            request,
            ngettext(
                "“%(words)s” finds %(number)s listing now.",
                "“%(words)s” finds %(number)s listings now.",
                found,
            )
            % {"words": words, "number": found},
        )
    return redirect("directory_found_nothing")


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
