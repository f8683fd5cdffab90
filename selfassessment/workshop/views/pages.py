"""One page of a journey: its settings, questions, ways on and words."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from core import clock
from selfassessment.actions.wording import Place, write
from selfassessment.engine.kinds import PageKind
from selfassessment.engine.model import Page
from selfassessment.fixed_names import EDIT_JOURNEYS, ROUTING, SOURCE
from selfassessment.instruments.registry import ALL
from selfassessment.selectors.workshop import WorkingCopy
from selfassessment.workshop.access import only, staff
from selfassessment.workshop.documents import parts
from selfassessment.workshop.documents.uses import uses_of_question
from selfassessment.workshop.forms.pages import (
    PageForm,
    RouteForm,
    may_ask,
    page_initial,
    routes_of,
)
from selfassessment.workshop.forms.questions import NewQuestionForm
from selfassessment.workshop.forms.rows import Rows, typed
from selfassessment.workshop.forms.sections import SectionForm, sections_of
from selfassessment.workshop.forms.words import WordsForm
from selfassessment.workshop.keeping import Kept, Met, Refused, keep
from selfassessment.workshop.presenters import findings, journeys
from selfassessment.workshop.presenters.contacts import contacts
from selfassessment.workshop.presenters.speaking import speaker
from selfassessment.workshop.views.opening import opened
from selfassessment.workshop.views.shared import frame, met, revision_of, tell


@dataclass
class Editor:
    """The forms about one page."""

    copy: WorkingCopy
    name: str
    page: Page
    settings: PageForm
    routes: Rows[RouteForm]
    sections: Rows[SectionForm]
    words: WordsForm

    def is_valid(self) -> bool:
        """Return whether all of it is; each form is looked at."""
        forms = (self.settings, self.routes, self.sections, self.words)
        return not [one for one in forms if not one.is_valid()]

    def write_to(self, document: parts.Document) -> None:
        """Put what was typed into a document."""
        page = parts.page(document, self.page.key)
        self.settings.write_to(page)
        parts.put(page, "routes", [row.route for row in self.routes.forms])
        is_list = page["kind"] == PageKind.TASK_LIST
        parts.put(page, "sections", [row.section for row in self.sections.forms if is_list])


def _options(copy: WorkingCopy, name: str, page: Page) -> tuple[dict[str, Any], ...]:
    journey, texts = copy.journeys[name], copy.texts[SOURCE]
    at = journey.position(page.key)
    titles = journeys.page_titles(journey, texts)
    targets = [(one.key, titles[one.key]) for one in journey.pages[at + 1 :]]
    conditions = sorted(
        ((key, one.name) for key, one in journey.conditions.items()), key=lambda one: one[1]
    )
    instruments = [(key, one.name) for key, one in ALL.items()]
    settings = {
        "targets": targets,
        "instruments": instruments,
        "contacts": contacts(copy),
        "is_locked": bool(page.instrument and page.questions),
    }
    later = dict.fromkeys(one.section for one in journey.pages[at + 1 :] if one.section)
    sections = [(code, texts.get(f"section.{code}") or code) for code in later]
    return (
        settings,
        {"targets": targets, "conditions": conditions},
        {"sections": sections, "conditions": conditions},
    )


def _word_keys(page: Page) -> dict[str, str]:
    key = f"page.{page.key}"
    return {f"{key}.title": "Title", f"{key}.body": "Text", f"{key}.continue": "Button"}


def _editor(request: HttpRequest, name: str, key: str) -> Editor:
    copy = opened(name)
    try:
        page = copy.journeys[name].page(key)
    except KeyError as gone:
        raise Http404(key) from gone
    content = parts.page(copy.documents[name], key)
    data = request.POST if request.method == "POST" else None
    settings, routes, sections = _options(copy, name, page)
    return Editor(
        copy,
        name,
        page,
        PageForm(data, initial=page_initial(content), **settings),
        Rows(RouteForm, "routes", data=data, initial=routes_of(content), options=routes),
        Rows(SectionForm, "sections", data=data, initial=sections_of(content), options=sections),
        WordsForm(data, keys=_word_keys(page), texts=copy.texts[SOURCE]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@only(EDIT_JOURNEYS)
def edit(request: HttpRequest, name: str, key: str) -> HttpResponse:
    """Show the page, or keep what was changed on it."""
    editor = _editor(request, name, key)
    if request.method != "POST":
        return _show(request, editor, {})
    action = request.POST.get("do", "save")
    if action.startswith(("routes:", "sections:")):
        return _show(request, _rearranged(editor, request, action), {})
    if not editor.is_valid():
        return _show(request, editor, {}, status=400)
    outcome = keep(
        name,
        revision=revision_of(request),
        part=lambda document: parts.page(document, key),
        change=editor.write_to,
        by=staff(request),
        summary=f"Page “{key}” changed",
    )
    if isinstance(outcome, Met):
        mine = {"pages": [dict(parts.page(editor.copy.documents[name], key))]}
        editor.write_to(mine)
        return _show(request, editor, met(outcome, mine["pages"][0]), status=409)
    if isinstance(outcome, Refused):
        _refuse(editor, outcome)
        return _show(request, editor, {}, status=400)
    if not editor.words.keep(by=staff(request), now=clock.now()):
        return _show(request, editor, {"revision": outcome.manuscript.revision}, status=409)
    messages.success(request, "Saved. Residents see it once it is published.")
    return redirect("workshop:page", name, key)


def _rearranged(editor: Editor, request: HttpRequest, action: str) -> Editor:
    """Return the forms as typed, after a row was added, moved or removed."""
    settings, *_others = _options(editor.copy, editor.name, editor.page)
    return Editor(
        editor.copy,
        editor.name,
        editor.page,
        PageForm(initial=typed(editor.settings, request.POST), **settings),
        editor.routes.changed(request.POST, action, {}),
        editor.sections.changed(request.POST, action, {}),
        editor.words,
    )


def _refuse(editor: Editor, refused: Refused) -> None:
    field = refused.field if refused.field in editor.settings.fields else None
    place = "" if field else f" ({refused.path})"
    editor.settings.add_error(field, f"This {refused.message}{place}.")


def _show(
    request: HttpRequest, editor: Editor, more: dict[str, Any], status: int = 200
) -> HttpResponse:
    copy, name, page = editor.copy, editor.name, editor.page
    texts, journey = copy.texts[SOURCE], copy.journeys[name]
    shown = findings.shown(copy.findings(name), copy, name)
    titles = journeys.page_titles(journey, texts)
    context = {
        **frame(copy, name),
        "page_key": page.key,
        "page_title": journeys.page_title(page, texts),
        "editor": editor,
        "asks": may_ask(page.kind),
        "is_instrument": bool(page.instrument),
        "questions": journeys.question_rows(page, texts),
        "is_task_list": page.kind is PageKind.TASK_LIST,
        "ways": journeys.ways(page, titles, speaker(copy, name)),
        "ways_gu": journeys.ways_in_gujarati(copy, name, page),
        "otherwise": journeys.otherwise(journey, page, titles),
        "findings": findings.about(
            shown, f"pages.{page.key}", *(f"texts.{code}.page.{page.key}" for code in copy.texts)
        ),
        "new_question": NewQuestionForm(taken=frozenset()),
        **more,
    }
    if request.method == "POST" and "revision" not in more:
        context["revision"] = revision_of(request)
    return render(request, "selfassessment/workshop/page.html", context, status=status)


@require_POST
@only(EDIT_JOURNEYS)
def add_question(request: HttpRequest, name: str, key: str) -> HttpResponse:
    """Add a question to a page and go to it."""
    editor = _editor_of_page(request, name, key)
    taken = frozenset(editor.copy.journeys[name].questions)
    form = NewQuestionForm(request.POST, taken=taken)
    if not form.is_valid():
        return _show(request, editor, {"new_question": form, **_fresh(editor)}, status=400)
    made = form.question

    def change(document: parts.Document) -> None:
        parts.page(document, key).setdefault("questions", []).append(made)

    outcome = keep(
        name,
        revision=editor.copy.revisions[name],
        part=lambda document: parts.page(document, key),
        change=change,
        by=staff(request),
        summary=f"Question “{made['key']}” added to page “{key}”",
    )
    if isinstance(outcome, Refused):
        form.add_error(outcome.field if outcome.field in form.fields else None, outcome.message)
        return _show(request, editor, {"new_question": form, **_fresh(editor)}, status=400)
    tell(request, outcome, done="The question is added. Now say what can be answered.")
    if not isinstance(outcome, Kept):
        return redirect("workshop:page", name, key)
    label = form.cleaned_data["label"]
    write(Place(SOURCE, f"q.{made['key']}.label"), label, by=staff(request), now=clock.now())
    return redirect("workshop:question", name, made["key"])


def _editor_of_page(request: HttpRequest, name: str, key: str) -> Editor:
    """Return the forms as the page stands, whatever another form posted."""
    method, request.method = request.method, "GET"
    try:
        return _editor(request, name, key)
    finally:
        request.method = method


def _fresh(editor: Editor) -> dict[str, Any]:
    return {"revision": editor.copy.revisions[editor.name]}


@require_POST
@only(EDIT_JOURNEYS)
def move_question(request: HttpRequest, name: str, key: str) -> HttpResponse:
    """Move a question one place up or down on its page."""
    copy = opened(name)
    step = 1 if request.POST.get("where") == "down" else -1
    try:
        home = parts.home_of(copy.documents[name], key)["key"]
    except parts.Gone as gone:
        raise Http404(key) from gone
    outcome = keep(
        name,
        revision=copy.revisions[name],
        part=lambda document: parts.page(document, home),
        change=lambda document: parts.move(parts.page(document, home)["questions"], key, step),
        by=staff(request),
        summary=f"Question “{key}” moved {'down' if step > 0 else 'up'}",
    )
    tell(request, outcome, done=f"“{key}” is moved.")
    return redirect("workshop:page", name, home)


@require_http_methods(["GET", "HEAD", "POST"])
@only(EDIT_JOURNEYS)
def remove_question(request: HttpRequest, name: str, key: str) -> HttpResponse:
    """Show what depends on a question; then, asked again, take it out."""
    copy = opened(name)
    document = copy.documents[name]
    try:
        home = parts.home_of(document, key)["key"]
    except parts.Gone as gone:
        raise Http404(key) from gone
    if request.method == "POST":
        outcome = keep(
            name,
            revision=revision_of(request),
            part=lambda content: parts.question(content, key),
            change=lambda content: _take_out(content, home, key),
            by=staff(request),
            summary=f"Question “{key}” removed",
        )
        tell(request, outcome, done=f"“{key}” is removed. It can be undone in the history.")
        return redirect("workshop:page", name, home)
    uses = uses_of_question(document, copy.documents[ROUTING], key, name)
    context = {
        **frame(copy, name),
        "what": f"the question “{key}”",
        "uses": [(use, findings.url_of(use.place, copy, name)) for use in uses],
    }
    return render(request, "selfassessment/workshop/remove.html", context)


def _take_out(document: parts.Document, home: str, key: str) -> None:
    page = parts.page(document, home)
    page["questions"].remove(parts.question(document, key))
    if not page["questions"]:
        del page["questions"]
