"""The queue of the desk: one list, the most urgent first."""

from datetime import datetime
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from core import clock
from selfassessment.referrals import presenters, selectors
from selfassessment.referrals.actions import reading, saved_views
from selfassessment.referrals.forms import FindForm, QueueFilter, SaveViewForm
from selfassessment.referrals.models import Case, SavedView
from selfassessment.referrals.presenters.asking import words
from selfassessment.referrals.rules import references
from selfassessment.referrals.selectors import queue as queues
from selfassessment.referrals.selectors.asking import to_ask
from selfassessment.referrals.selectors.attempts import times_tried
from selfassessment.referrals.selectors.chain import is_broken
from selfassessment.referrals.selectors.families import plans_due
from selfassessment.referrals.selectors.own_words import languages_waiting
from selfassessment.referrals.views.access import desk_only, staff

PAGE_SIZE = 30


def _view_name(asked: str) -> str:
    return asked if asked in queues.VIEWS else "open"


def _page_number(asked: str) -> int:
    return min(max(int(asked), 1), 100_000) if asked.isascii() and asked.isdigit() else 1


def _rows(cases: list[Case], now: datetime) -> list[presenters.Row]:
    """Return cases as rows, in their order; a fixed number of queries."""
    duplicates, tries = selectors.possible_duplicates(cases), times_tried(cases)
    plans, flags = plans_due(cases, clock.today()), selectors.flags_by(cases)
    asks, languages = to_ask(cases, clock.today()), languages_waiting(cases)
    return [
        presenters.row(
            case,
            presenters.About(
                duplicates=duplicates.get(case.pk, ()),
                tries=tries.get(case.pk, 0),
                plan=plans.get(case.pk),
                asks=[words(one) for one in asks.get(case.pk, ())],
                languages=languages.get(case.pk, ()),
                flag_by=flags.get(case.pk),
            ),
            now,
        )
        for case in cases
    ]


@require_safe
@desk_only
def show(request: HttpRequest) -> HttpResponse:
    """Show a view of the queue with counts, filters and pages; who looked is written down."""
    now, me = clock.now(), staff(request).pk
    name = _view_name(request.GET.get("view", ""))
    form = QueueFilter(request.GET)
    form.is_valid()
    filters = queues.Filters.of(form.cleaned_data)
    page = queues.page_of(
        queues.queue(name, filters, user_id=me, now=now),
        _page_number(request.GET.get("p", "")),
        PAGE_SIZE,
    )
    seen = {"view": name, "page": page.number, **filters.as_parameters()}
    reading.looked_through(name="queue", detail=seen, by=staff(request), now=now)
    counts = queues.counts(user_id=me, now=now)
    context = {
        "rows": _rows(page.cases, now),
        "page": page,
        "now": now,
        "today": clock.today(),
        "cards": [(key, queues.VIEWS[key], counts[key]) for key in queues.CARDS],
        "tabs": [(key, queues.VIEWS[key], counts.get(key)) for key in queues.TABS],
        "view": name,
        "view_name": queues.VIEWS[name],
        "filters": form,
        "is_narrowed": bool(filters.as_parameters()),
        "here": urlencode({"view": name, **filters.as_parameters()}),
        "saved": [(one, urlencode(one.parameters)) for one in queues.saved_views(me)],
        "save_form": SaveViewForm(),
        "find": FindForm(),
        "record_was_changed": is_broken(),
    }
    return render(request, "referrals/desk/queue.html", context)


@require_POST
@desk_only
def save_view(request: HttpRequest) -> HttpResponse:
    """Keep a view with its filters under a name; the same name again takes its place."""
    form, filters = SaveViewForm(request.POST), QueueFilter(request.POST)
    filters.is_valid()
    wanted = queues.Filters.of(filters.cleaned_data).as_parameters()
    parameters = {"view": _view_name(request.POST.get("view", "")), **wanted}
    if form.is_valid():
        saved_views.save(user=staff(request), name=form.cleaned_data["name"], parameters=parameters)
        messages.success(request, "View kept.")
    else:
        messages.error(request, "Give the view a name of at most 60 letters.")
    return redirect(f"{reverse('referrals:queue')}?{urlencode(parameters)}")


@require_POST
@desk_only
def drop_view(request: HttpRequest, view_id: int) -> HttpResponse:
    """Forget one of one's own views."""
    saved_views.drop(view=get_object_or_404(SavedView, pk=view_id, user=staff(request)))
    messages.success(request, "View removed.")
    return redirect("referrals:queue")


@require_POST
@desk_only
def find(request: HttpRequest) -> HttpResponse:
    """Go to the case with a reference, or say that there is none."""
    typed = request.POST.get("reference", "")[:40]
    reference = references.parse(typed)
    case = Case.objects.filter(reference=reference).first() if reference else None
    if case is None:
        messages.error(request, f"No case has the reference “{typed}”. Check it letter by letter.")
        return redirect("referrals:queue")
    return redirect("referrals:case", case_id=case.pk)
