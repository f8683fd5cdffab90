"""Write down how somebody is some weeks after the end."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from core import clock
from selfassessment.referrals.actions import following
from selfassessment.referrals.forms_following import FollowUpForm
from selfassessment.referrals.models import FollowUp
from selfassessment.referrals.views.access import desk_only, staff
from selfassessment.referrals.views.case_page import find_case, page


@require_POST
@desk_only
def write_down(request: HttpRequest, case_id: UUID, follow_up_id: UUID) -> HttpResponse:
    """Keep one look back; what was typed stays when it is refused."""
    case = find_case(case_id)
    waiting = FollowUp.objects.select_related("line__case__person")
    follow_up = get_object_or_404(waiting, pk=follow_up_id, line__case=case)
    form = FollowUpForm(request.POST, handed=list(case.handed.all()))
    if not form.is_valid():
        return page(request, case, status=422, follow_up_form=form)
    try:
        following.write_down(
            follow_up=follow_up,
            outcome=form.cleaned_data["outcome"],
            answers=form.answers,
            by=staff(request),
            now=clock.now(),
        )
    except following.FollowUpIsDone:
        messages.error(
            request, "This follow-up was written down already, or is not planned any more."
        )
    else:
        messages.success(request, "Follow-up kept.")
    return redirect("referrals:case", case_id=case.pk)
