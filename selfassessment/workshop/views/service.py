"""One need, offer or provider: its settings, outcomes, reasons, areas and words."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from core import clock
from selfassessment.fixed_names import EDIT_JOURNEYS, ROUTING, SOURCE
from selfassessment.selectors import places
from selfassessment.selectors.workshop import WorkingCopy
from selfassessment.workshop.access import only, staff
from selfassessment.workshop.documents import areas, parts, services
from selfassessment.workshop.documents.services import Kind
from selfassessment.workshop.forms.areas import AreaForm
from selfassessment.workshop.forms.outcomes import OutcomeForm, WhyForm, why_of
from selfassessment.workshop.forms.rows import Rows, typed
from selfassessment.workshop.forms.services import FORMS, ServiceForm
from selfassessment.workshop.forms.words import WordsForm
from selfassessment.workshop.keeping import Kept, Met, Refused, keep
from selfassessment.workshop.labels import OUTCOMES
from selfassessment.workshop.presenters import services as presenting
from selfassessment.workshop.views.opening import laid_out
from selfassessment.workshop.views.services import kind_of, shown_findings
from selfassessment.workshop.views.shared import frame, met, revision_of, tell


@dataclass
class Editor:
    """The forms about one thing; outcomes and reasons are an offer's only."""

    copy: WorkingCopy
    kind: Kind
    key: str
    settings: ServiceForm
    outcomes: list[OutcomeForm]
    why: Rows[WhyForm]
    words: WordsForm

    def is_valid(self) -> bool:
        """Return whether all of it is; each form is looked at."""
        whole = [self.settings.is_valid(), self.why.is_valid(), self.words.is_valid()]
        return all([*whole, *[one.is_valid() for one in self.outcomes]])

    def write_to(self, document: parts.Document) -> None:
        """Put what was typed into a routing document."""
        self.settings.write_to(document, self.key)
        if self.kind is Kind.OFFERS:
            offer = services.service(document, self.kind, self.key)
            for form in self.outcomes:
                form.write_to(offer)
            services.set_why(document, self.key, [row.row(self.key) for row in self.why.forms])


def _editor(request: HttpRequest, kind: str, key: str, *, posted: bool) -> Editor:
    which, copy = kind_of(kind), laid_out()
    document = copy.documents[ROUTING]
    try:
        content = services.service(document, which, key)
    except parts.Gone as gone:
        raise Http404(key) from gone
    data = request.POST if posted else None
    names = presenting.names(copy, which, key)
    form = FORMS[which]
    outcomes = content["outcomes"] if which is Kind.OFFERS else {}
    return Editor(
        copy,
        which,
        key,
        form(data, initial=form.initial_of(document, key), names=names),
        [
            OutcomeForm(data, prefix=one, initial=outcomes[one], offers=names.offers)
            for one in OUTCOMES
            if one in outcomes
        ],
        Rows(
            WhyForm,
            "why",
            data=data,
            initial=why_of(services.why_rows(document, key)) if outcomes else (),
            options={"conditions": names.conditions},
        ),
        WordsForm(data, keys=presenting.word_keys(copy, which, key), texts=copy.texts[SOURCE]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@only(EDIT_JOURNEYS)
def edit(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Show a need, an offer or a provider, or keep what was changed about it."""
    editor = _editor(request, kind, key, posted=request.method == "POST")
    if request.method != "POST":
        return _show(request, editor, {})
    action = request.POST.get("do", "save")
    if action.startswith("why:"):
        return _show(request, _rearranged(editor, request, action), {})
    if not editor.is_valid():
        return _show(request, editor, {}, status=400)
    outcome = keep(
        ROUTING,
        revision=revision_of(request),
        part=lambda document: services.whole(document, editor.kind, key),
        change=editor.write_to,
        by=staff(request),
        summary=f"{editor.kind.one.capitalize()} “{key}” changed",
    )
    if isinstance(outcome, Met):
        return _show(request, editor, met(outcome, _mine(editor)), status=409)
    if isinstance(outcome, Refused):
        field = outcome.field if outcome.field in editor.settings.fields else None
        editor.settings.add_error(field, f"This {outcome.message} ({outcome.path}).")
        return _show(request, editor, {}, status=400)
    if not editor.words.keep(by=staff(request), now=clock.now()):
        return _show(request, editor, {"revision": outcome.manuscript.revision}, status=409)
    messages.success(request, "Saved. It counts once it is published.")
    return redirect("workshop:service", kind, key)


def _mine(editor: Editor) -> Any:
    """Return what this editor would have saved."""
    document = editor.copy.documents[ROUTING]
    mine: parts.Document = parts.copied(document)
    editor.write_to(mine)
    return services.whole(mine, editor.kind, editor.key)


def _rearranged(editor: Editor, request: HttpRequest, action: str) -> Editor:
    """Return the forms as typed, after a reason was added, moved or removed."""
    names = editor.settings.names
    return Editor(
        editor.copy,
        editor.kind,
        editor.key,
        FORMS[editor.kind](initial=typed(editor.settings, request.POST), names=names),
        [
            OutcomeForm(prefix=form.prefix, initial=typed(form, request.POST), offers=names.offers)
            for form in editor.outcomes
        ],
        editor.why.changed(request.POST, action, {}),
        editor.words,
    )


def _show(
    request: HttpRequest, editor: Editor, more: dict[str, Any], status: int = 200
) -> HttpResponse:
    copy, kind, key = editor.copy, editor.kind, editor.key
    is_provider = kind is Kind.PROVIDERS
    context = {
        **frame(copy, ROUTING),
        "kind": kind.value,
        "one": kind.one,
        "kind_title": presenting.TITLES[kind],
        "key": key,
        "called": presenting.name_of(copy, kind, key),
        "table": presenting.TABLE_OF[kind].value,
        "editor": editor,
        "is_offer": kind is Kind.OFFERS,
        "findings": presenting.findings_of(shown_findings(copy), kind, key),
        "taken": presenting.taken(copy, key) if is_provider else [],
        "at_the_desk": places.works_at_the_desk(key) if is_provider else False,
        "area": AreaForm(offers=editor.settings.names.offers) if is_provider else None,
        **more,
    }
    if request.method == "POST" and "revision" not in more:
        context["revision"] = revision_of(request)
    return render(request, "selfassessment/workshop/service.html", context, status=status)


@require_POST
@only(EDIT_JOURNEYS)
def add_area(request: HttpRequest, key: str) -> HttpResponse:
    """Pass what comes from an area to a provider: a condition and a row of the table."""
    editor = _editor(request, Kind.PROVIDERS.value, key, posted=False)
    form = AreaForm(request.POST, offers=editor.settings.names.offers)
    fresh = {"area": form, "revision": editor.copy.revisions[ROUTING]}

    def change(document: parts.Document) -> None:
        services.service(document, Kind.PROVIDERS, key)
        areas.give(document, key, form.area)

    if not form.is_valid():
        return _show(request, editor, fresh, status=400)
    outcome = keep(
        ROUTING,
        revision=revision_of(request),
        part=lambda document: document["tables"].get(areas.ALLOCATION),
        change=change,
        by=staff(request),
        summary=f"Provider “{key}” takes on {form.area.name or 'more'}",
    )
    if isinstance(outcome, Refused):
        form.add_error(None, f"This {outcome.message} ({outcome.path}).")
        return _show(request, editor, fresh, status=400)
    tell(request, outcome, done="It is passed on. Look at the row, and at the findings.")
    if isinstance(outcome, Kept):
        return redirect("workshop:service", Kind.PROVIDERS.value, key)
    return _show(request, editor, fresh, status=409)
