"""Where do staff read what visitors reported, and say how far they are with it?"""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from wagtail.admin.auth import require_admin_access

from accounts.models import User
from core import clock
from directory.actions.problems import set_state
from directory.enums import ProblemState, ProblemTopic
from directory.models import ProblemReport, Service
from directory.rules.moderation import Kind
from directory.selectors import problems
from directory.selectors.moderation import decisions_on

READ, CHANGE = "directory.view_problemreport", "directory.change_problemreport"
PER_PAGE = 50


@never_cache
@require_admin_access
def problem_list(request: HttpRequest) -> HttpResponse:
    """List the reports that wait, unsafe ones first; or those in one state."""
    _member(request, READ)
    state, topic = request.GET.get("state", ""), request.GET.get("topic", "")
    pages = Paginator(problems.reports(state, topic), PER_PAGE)
    context = {
        "page": pages.get_page(request.GET.get("p")),
        "counts": problems.counts(),
        "state": state,
        "topic": topic,
        "states": ProblemState.choices,
        "topics": ProblemTopic.choices,
    }
    return render(request, "directory/admin/problems.html", context)


@never_cache
@require_admin_access
def problem(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show one report; a POST says how far staff are with it."""
    member = _member(request, READ)
    report = get_object_or_404(ProblemReport.objects.select_related("service"), pk=pk)
    if request.method == "POST":
        _member(request, CHANGE)
        wanted = request.POST.get("state", "")
        if wanted in ProblemState.values:
            set_state(report=report, state=ProblemState(wanted), by=member, now=clock.now())
            messages.success(request, _("The report is now: %(state)s") % {"state": _state(report)})
        return redirect("directory_problems")
    listing = report.service
    context = {
        "report": report,
        "decisions": decisions_on(Kind.REPORT, str(report.pk)),
        "others": [pair for pair in ProblemState.choices if pair[0] != report.state],
        "edit_address": _edit_address(listing) if listing else "",
        "may_change": member.has_perm(CHANGE),
    }
    return render(request, "directory/admin/problem.html", context)


def _state(report: ProblemReport) -> str:
    return str(ProblemState(report.state).label)


def _edit_address(listing: Service) -> str:
    return reverse(Service.snippet_viewset.get_url_name("edit"), args=[listing.pk])


def _member(request: HttpRequest, permission: str) -> User:
    user = request.user
    if not isinstance(user, User) or not user.has_perm(permission):
        raise PermissionDenied
    return user
