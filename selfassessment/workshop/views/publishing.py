"""Publishing a journey: look, work out who ends elsewhere, ask, approve, take back."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from core import clock
from selfassessment.actions import releasing
from selfassessment.actions.releasing import NotAllowed, NotReady
from selfassessment.actions.reports import ask_for
from selfassessment.fixed_names import PUBLISH
from selfassessment.models import PublishRequest
from selfassessment.selectors.publishing import proposal
from selfassessment.workshop.access import ANY, only, staff
from selfassessment.workshop.forms.publishing import AskForm
from selfassessment.workshop.presenters.publishing import page
from selfassessment.workshop.views.opening import opened
from selfassessment.workshop.views.shared import frame


@require_safe
@only(*ANY)
def show(request: HttpRequest, name: str) -> HttpResponse:
    """Show what would be published, what it changes, and what is in the way."""
    return _page(request, name, None)


@require_POST
@only(PUBLISH)
def compare(request: HttpRequest, name: str) -> HttpResponse:
    """Let the worker find out who ends elsewhere; it is kept for exactly this content."""
    ask_for(proposal(opened(name), name), now=clock.now())
    response = redirect("workshop:publish", name)
    response["Location"] += "#outcomes"
    return response


@require_POST
@only(PUBLISH)
def ask(request: HttpRequest, name: str) -> HttpResponse:
    """Ask to publish; plain words are published at once."""
    opened(name)
    form = AskForm(request.POST)
    if not form.is_valid():
        return _page(request, name, form)
    try:
        made = releasing.ask(
            name,
            form.wish(),
            sha256=form.cleaned_data["sha256"],
            by=staff(request),
            now=clock.now(),
        )
    except NotReady as problem:
        for sentence in problem.problems:
            form.add_error(None, sentence)
        return _page(request, name, form)
    messages.success(request, _SAID[made.state])
    return redirect("workshop:publish", name)


@require_POST
@only(PUBLISH)
def decide(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """Approve somebody else's request, or take one back."""
    wanted = get_object_or_404(PublishRequest, pk=pk, journey__slug=name)
    try:
        if request.POST.get("decision") == "approve":
            done = releasing.approve(wanted, by=staff(request), now=clock.now())
            messages.success(request, _SAID[done.state])
        else:
            releasing.withdraw(wanted, by=staff(request), now=clock.now())
            messages.success(request, "Taken back.")
    except (NotReady, NotAllowed) as problem:
        messages.error(request, str(problem))
    return redirect("workshop:publish", name)


_SAID: dict[str, str] = {
    PublishRequest.State.OPEN: "Asked for. Somebody else must approve it now.",
    PublishRequest.State.PUBLISHED: "Published. New walks get this version.",
    PublishRequest.State.SCHEDULED: "Approved. It goes live on its day.",
}


def _page(request: HttpRequest, name: str, form: AskForm | None) -> HttpResponse:
    copy = opened(name)
    found = proposal(copy, name)
    shown = form or AskForm(initial={"sha256": found.sha256})
    if form is not None:
        # The page shows the newest content, so pressing again asks for that.
        form.data = {**request.POST.dict(), "sha256": found.sha256}
    context = {**frame(copy, name), **page(found, staff(request)), "form": shown}
    status = 422 if form is not None else 200
    return render(request, "selfassessment/workshop/publish.html", context, status=status)
