"""The queue of the desk: one list, the most urgent first."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from core import clock
from selfassessment.referrals import presenters, selectors
from selfassessment.referrals.forms import FindForm, QueueFilter
from selfassessment.referrals.models import Case
from selfassessment.referrals.rules import references
from selfassessment.referrals.views.access import desk_only, staff

PAGE_SIZE = 30
QUEUE_NAMES = {
    "to-do": "To do",
    "contacting": "Contacting",
    "accepted": "Accepted",
    "closing": "To close",
    "done": "Done",
    "all": "All",
}


@require_safe
@desk_only
def show(request: HttpRequest) -> HttpResponse:
    """Show a queue with its figures, filters and pages."""
    now = clock.now()
    asked = request.GET.get("queue", "")
    name = asked if asked in QUEUE_NAMES else "to-do"
    filters = QueueFilter(request.GET)
    need, mine = "", False
    if filters.is_valid():
        need = filters.cleaned_data["need"]
        mine = filters.cleaned_data["owner"] == "me"
    cases = selectors.queue(name, owner_id=staff(request).pk if mine else None, need=need)
    page = Paginator(cases, PAGE_SIZE).get_page(request.GET.get("p"))
    found = list(page.object_list)
    counts = selectors.queue_counts()
    context = {
        "rows": presenters.rows(
            found,
            duplicates=selectors.possible_duplicates(found),
            tries=selectors.attempts(found),
            now=now,
        ),
        "page": page,
        "now": now,
        "figures": selectors.figures(now),
        "queues": [(key, words, counts.get(key)) for key, words in QUEUE_NAMES.items()],
        "queue": name,
        "queue_name": QUEUE_NAMES[name],
        "filters": filters,
        "find": FindForm(),
    }
    return render(request, "referrals/desk/queue.html", context)


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
