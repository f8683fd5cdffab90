"""What was changed in a document, by whom, and how it is put back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from core import clock
from selfassessment.actions.workshop import EditedMeanwhile, NothingToUndo, undo
from selfassessment.fixed_names import EDIT_JOURNEYS
from selfassessment.selectors.workshop import manuscript
from selfassessment.workshop.access import ANY, may, only, staff
from selfassessment.workshop.presenters import people
from selfassessment.workshop.views.opening import opened_document
from selfassessment.workshop.views.shared import frame, revision_of

SHOWN = 50


@require_safe
@only(*ANY)
def show(request: HttpRequest, name: str) -> HttpResponse:
    """Show the last changes, the newest first."""
    copy = opened_document(name)
    revisions = list(manuscript(name).revisions.defer("content")[:SHOWN])
    called = people.names(one.by for one in revisions)
    context = {
        **frame(copy, name),
        "revisions": [(one, called[one.by]) for one in revisions],
        "may_edit": may(request, EDIT_JOURNEYS),
    }
    return render(request, "selfassessment/workshop/history.html", context)


@require_POST
@only(EDIT_JOURNEYS)
def put_back(request: HttpRequest, name: str) -> HttpResponse:
    """Put a document back as it was in an earlier revision, as a new change."""
    opened_document(name)
    to = request.POST.get("to", "")
    try:
        undo(
            manuscript(name),
            revision=revision_of(request),
            by=staff(request),
            now=clock.now(),
            to=int(to) if to.isdecimal() and len(to) < 10 else None,
        )
    except NothingToUndo:
        messages.error(request, "There is no such revision to go back to.")
    except EditedMeanwhile:
        messages.error(request, "Somebody changed it meanwhile. Look at the list and try again.")
    else:
        messages.success(request, "Put back. Words beside the questions stay as they are.")
    return redirect("workshop:history", name)
