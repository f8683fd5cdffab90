"""One journey: its pages in order, adding, moving and removing them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock
from selfassessment.actions.wording import Place, write
from selfassessment.fixed_names import EDIT_JOURNEYS, ROUTING, SOURCE
from selfassessment.selectors.workshop import WorkingCopy
from selfassessment.workshop.access import ANY, may, only, staff
from selfassessment.workshop.documents import parts
from selfassessment.workshop.documents.uses import uses_of_page
from selfassessment.workshop.forms.pages import NewPageForm
from selfassessment.workshop.keeping import Kept, Refused, keep
from selfassessment.workshop.presenters import findings, journeys
from selfassessment.workshop.views.opening import opened
from selfassessment.workshop.views.shared import frame, revision_of, tell


@require_safe
@only(*ANY)
def show(request: HttpRequest, name: str) -> HttpResponse:
    """Show the pages of a journey with their questions, ways on and findings."""
    copy = opened(name)
    return _page(request, copy, name, NewPageForm(pages=_options(copy, name)))


def _page(
    request: HttpRequest, copy: WorkingCopy, name: str, form: NewPageForm, status: int = 200
) -> HttpResponse:
    shown = findings.shown(copy.findings(name), copy, name)
    context = {
        **frame(copy, name),
        "pages": journeys.page_rows(copy, name, shown),
        "findings": shown,
        "errors": [one for one in shown if one.is_error],
        "new_page": form,
        "may_edit": may(request, EDIT_JOURNEYS),
    }
    return render(request, "selfassessment/workshop/journey.html", context, status=status)


def _options(copy: WorkingCopy, name: str) -> list[tuple[str, str]]:
    return list(journeys.page_titles(copy.journeys[name], copy.texts[SOURCE]).items())


@require_POST
@only(EDIT_JOURNEYS)
def add_page(request: HttpRequest, name: str) -> HttpResponse:
    """Add a page and go to it."""
    copy = opened(name)
    form = NewPageForm(request.POST, pages=_options(copy, name))
    if not form.is_valid():
        return _page(request, copy, name, form, status=400)
    made, after = form.page, form.cleaned_data["after"]

    def change(document: parts.Document) -> None:
        document["pages"].insert(parts.position(document["pages"], after) + 1, made)

    outcome = keep(
        name,
        revision=copy.revisions[name],
        part=lambda document: [one["key"] for one in document["pages"]],
        change=change,
        by=staff(request),
        summary=f"Page “{made['key']}” added",
    )
    if isinstance(outcome, Refused):
        form.add_error(outcome.field if outcome.field in form.fields else None, outcome.message)
        return _page(request, copy, name, form, status=400)
    if not isinstance(outcome, Kept):
        tell(request, outcome, done="")
        return redirect("workshop:journey", name)
    write(
        Place(SOURCE, f"page.{made['key']}.title"),
        form.cleaned_data["title"],
        by=staff(request),
        now=clock.now(),
    )
    messages.success(request, "The page is added. Now say what is on it and how people come to it.")
    return redirect("workshop:page", name, made["key"])


@require_POST
@only(EDIT_JOURNEYS)
def move_page(request: HttpRequest, name: str, key: str) -> HttpResponse:
    """Move a page one place up or down."""
    copy = opened(name)
    step = 1 if request.POST.get("where") == "down" else -1
    outcome = keep(
        name,
        revision=revision_of(request) or copy.revisions[name],
        part=lambda document: [one["key"] for one in document["pages"]],
        change=lambda document: parts.move(document["pages"], key, step),
        by=staff(request),
        summary=f"Page “{key}” moved {'down' if step > 0 else 'up'}",
    )
    tell(request, outcome, done=f"“{key}” is moved. Look at the findings: order matters.")
    response = redirect("workshop:journey", name)
    response["Location"] += f"#page-{key}"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@only(EDIT_JOURNEYS)
def remove_page(request: HttpRequest, name: str, key: str) -> HttpResponse:
    """Show what depends on a page; then, asked again, take it out."""
    copy = opened(name)
    document, routing = copy.documents[name], copy.documents[ROUTING]
    try:
        there = parts.page(document, key)
    except parts.Gone as gone:
        raise Http404(key) from gone
    if request.method == "POST":
        outcome = keep(
            name,
            revision=revision_of(request),
            part=lambda content: parts.page(content, key),
            change=lambda content: content["pages"].remove(parts.page(content, key)),
            by=staff(request),
            summary=f"Page “{key}” removed",
        )
        tell(
            request, outcome, done=f"The page “{key}” is removed. It can be undone in the history."
        )
        return redirect("workshop:journey", name)
    context = {
        **frame(copy, name),
        "what": f"the page “{key}”",
        "asked": [one["key"] for one in there.get("questions", ())],
        "uses": [
            (use, findings.url_of(use.place, copy, name))
            for use in uses_of_page(document, routing, key, name)
        ],
    }
    return render(request, "selfassessment/workshop/remove.html", context)
