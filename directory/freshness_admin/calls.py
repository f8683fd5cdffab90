"""The call list: whom to ring, the most opened listing first."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.admin.auth import require_admin_access

from accounts.models import User
from core import clock
from directory.actions.calling import nobody_answered, told_by_phone
from directory.models import Service
from directory.permissions import may_change_facts
from directory.selectors.calls import Call, call_counts, calls, lately_answered

PER_PAGE = 25
TABS = {
    Call.NOBODY: ("Nobody keeps it", "Nobody has said who keeps these listings right, so we ring."),
    Call.SILENT: (
        "Group not reached",
        "The group has not answered four messages, or we have no address of theirs that works.",
    ),
    Call.SOURCE: ("From a source", "Run the import of the source again, or check by telephone."),
    Call.BOUNCED: (
        "Mail came back",
        "A message to the group came back. Find the right address; "
        "the listing stays in search until you decide otherwise.",
    ),
}


@never_cache
@require_admin_access
def call_list(request: HttpRequest) -> HttpResponse:
    """List whom to ring; a button says what came of it."""
    member(request)
    asked = request.GET.get("why", "")
    why = Call(asked) if asked in list(Call) else Call.NOBODY
    if request.method == "POST":
        note_call(request)
        return redirect(f"{reverse('directory_calls')}?why={why.value}")
    today = clock.today()
    pages = Paginator(calls(why, today), PER_PAGE)
    counts = call_counts(today)
    context = {
        "page": pages.get_page(request.GET.get("p")),
        "tabs": [(one.value, TABS[one][0], getattr(counts, one.value)) for one in Call],
        "answers": counts.answers,
        "why": why.value,
        "explained": TABS[why][1],
    }
    return render(request, "directory/admin/freshness/calls.html", context)


@never_cache
@require_admin_access
@require_safe
def answers(request: HttpRequest) -> HttpResponse:
    """List what groups have changed or closed by themselves lately."""
    member(request)
    pages = Paginator(lately_answered(clock.today()), PER_PAGE)
    context = {"page": pages.get_page(request.GET.get("p"))}
    return render(request, "directory/admin/freshness/answers.html", context)


def note_call(request: HttpRequest) -> None:
    """Write down what came of a call, as the pressed button says."""
    editor = member(request)
    for name, act, said in (
        ("right", told_by_phone, "{name} is marked as checked today: the group told us by phone."),
        ("vain", nobody_answered, "Noted: nobody answered about {name}. It waits for a week."),
    ):
        key = request.POST.get(name, "")
        if key.isascii() and key.isdecimal() and len(key) < 19:
            found = get_object_or_404(Service.objects.sources(), pk=int(key))
            act(service=found, by=editor, now=clock.now())
            messages.success(request, said.format(name=found.name))


def member(request: HttpRequest) -> User:
    """Return the editor who asks; refuse everybody else."""
    if not isinstance(request.user, User) or not may_change_facts(request.user):
        raise PermissionDenied
    return request.user
