"""One question: its type, choices, bounds, and its words beside them."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from core import clock
from selfassessment.actions.wording import Place, WordedMeanwhile, write
from selfassessment.engine.kinds import CHOICE_TYPES
from selfassessment.engine.model import Question
from selfassessment.fixed_names import EDIT_JOURNEYS, SOURCE
from selfassessment.selectors.workshop import WorkingCopy
from selfassessment.workshop.access import only, staff
from selfassessment.workshop.documents import parts
from selfassessment.workshop.forms.questions import ChoiceForm, QuestionForm, choices_of, initial_of
from selfassessment.workshop.forms.rows import Rows, typed
from selfassessment.workshop.forms.words import WordsForm
from selfassessment.workshop.keeping import Met, Refused, keep
from selfassessment.workshop.presenters import findings, journeys
from selfassessment.workshop.views.opening import opened
from selfassessment.workshop.views.shared import frame, met, revision_of


@dataclass
class Editor:
    """The forms about one question."""

    copy: WorkingCopy
    name: str
    home: str
    question: Question
    settings: QuestionForm
    choices: Rows[ChoiceForm]
    words: WordsForm

    @property
    def is_locked(self) -> bool:
        """Return whether the question is an item of a scored questionnaire."""
        return self.question.item is not None

    def is_valid(self) -> bool:
        """Return whether all of it is; each form is looked at."""
        valid = all([self.settings.is_valid(), self.choices.is_valid(), self.words.is_valid()])
        return valid and self._choices_are_whole()

    def _choices_are_whole(self) -> bool:
        seen: set[str] = set()
        for form in self.choices.forms:
            key = form.cleaned_data["key"]
            if key in seen:
                form.add_error("key", f"Two choices have the key “{key}”. Give one another key.")
            seen.add(key)
        return all(not form.errors for form in self.choices.forms)

    def write_to(self, document: parts.Document) -> None:
        """Put what was typed into a document."""
        question = parts.question(document, self.question.key)
        before = {one["key"]: one for one in choices_of(question)}
        self.settings.write_to(question)
        if self.is_locked or question["type"] not in CHOICE_TYPES:
            return
        made = [
            form.choice(before.get(form.cleaned_data["key"], {})) for form in self.choices.forms
        ]
        parts.put(question, "choices", made)


def _word_keys(question: Question) -> dict[str, str]:
    key = f"q.{question.key}"
    return {
        f"{key}.label": "Question",
        f"{key}.hint": "Hint: one short sentence",
        f"{key}.why": "Why we ask",
        f"{key}.error": "When nothing was answered",
    }


def _choices(copy: WorkingCopy, question: Question, content: parts.Document) -> list[Any]:
    texts = copy.texts[SOURCE]
    rows = []
    for choice in choices_of(content):
        text = texts.get(f"c.{question.key}.{choice['key']}", "")
        rows.append({**choice, "label": text, "was": text})
    return rows


def _editor(request: HttpRequest, name: str, key: str) -> Editor:
    copy = opened(name)
    try:
        content = parts.question(copy.documents[name], key)
        home = parts.home_of(copy.documents[name], key)["key"]
    except parts.Gone as gone:
        raise Http404(key) from gone
    question = copy.journeys[name].questions[key]
    data = request.POST if request.method == "POST" else None
    is_locked = question.item is not None
    rows = _choices(copy, question, content)
    return Editor(
        copy,
        name,
        home,
        question,
        QuestionForm(data, initial=initial_of(content), is_locked=is_locked),
        Rows(
            ChoiceForm,
            "choices",
            data=None if is_locked else data,
            initial=rows,
            options={"is_locked": is_locked},
        ),
        WordsForm(data, keys=_word_keys(question), texts=copy.texts[SOURCE]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@only(EDIT_JOURNEYS)
def edit(request: HttpRequest, name: str, key: str) -> HttpResponse:
    """Show the question, or keep what was changed about it."""
    editor = _editor(request, name, key)
    if request.method != "POST":
        return _show(request, editor, {})
    action = request.POST.get("do", "save")
    if action.startswith("choices:"):
        return _show(request, _rearranged(editor, request, action), {})
    if not editor.is_locked and not editor.is_valid():
        return _show(request, editor, {}, status=400)
    if editor.is_locked and not (editor.settings.is_valid() and editor.words.is_valid()):
        return _show(request, editor, {}, status=400)
    outcome = keep(
        name,
        revision=revision_of(request),
        part=lambda document: parts.question(document, key),
        change=editor.write_to,
        by=staff(request),
        summary=f"Question “{key}” changed",
    )
    if isinstance(outcome, Met):
        mine = {"pages": [parts.home_of(editor.copy.documents[name], key)]}
        editor.write_to(mine)
        return _show(request, editor, met(outcome, parts.question(mine, key)), status=409)
    if isinstance(outcome, Refused):
        _refuse(editor, outcome)
        return _show(request, editor, {}, status=400)
    if not _keep_words(request, editor):
        return _show(request, editor, {"revision": outcome.manuscript.revision}, status=409)
    messages.success(request, "Saved. Residents see it once it is published.")
    return redirect("workshop:question", name, key)


def _rearranged(editor: Editor, request: HttpRequest, action: str) -> Editor:
    """Return the forms as typed, after a choice was added, moved or removed."""
    return Editor(
        editor.copy,
        editor.name,
        editor.home,
        editor.question,
        QuestionForm(initial=typed(editor.settings, request.POST), is_locked=editor.is_locked),
        editor.choices.changed(request.POST, action, {}),
        editor.words,
    )


def _keep_words(request: HttpRequest, editor: Editor) -> bool:
    by, now = staff(request), clock.now()
    is_kept = editor.words.keep(by=by, now=now)
    if editor.is_locked or editor.settings.cleaned_data["type"] not in CHOICE_TYPES:
        return is_kept
    for form in editor.choices.forms:
        key = f"c.{editor.question.key}.{form.cleaned_data['key']}"
        was = form.cleaned_data["was"]
        if form.cleaned_data["label"] == was:
            continue
        try:
            write(Place(SOURCE, key), form.cleaned_data["label"], by=by, now=now, was=was)
        except WordedMeanwhile as meanwhile:
            form.add_error("label", f"Somebody changed this meanwhile to: “{meanwhile.text}”.")
            is_kept = False
    return is_kept


def _refuse(editor: Editor, refused: Refused) -> None:
    field = refused.field if refused.field in editor.settings.fields else None
    editor.settings.add_error(
        field, f"This {refused.message}{'' if field else f' ({refused.path})'}."
    )


def _show(
    request: HttpRequest, editor: Editor, more: dict[str, Any], status: int = 200
) -> HttpResponse:
    copy, name, key = editor.copy, editor.name, editor.question.key
    shown = findings.shown(copy.findings(name), copy, name)
    texts = [f"texts.{locale}.{start}.{key}" for locale in copy.texts for start in ("q", "c")]
    page = copy.journeys[name].page(editor.home)
    context = {
        **frame(copy, name),
        "question_key": key,
        "label": copy.texts[SOURCE].get(f"q.{key}.label") or key,
        "page_key": editor.home,
        "page_title": journeys.page_title(page, copy.texts[SOURCE]),
        "editor": editor,
        "findings": findings.about(shown, f"pages.{editor.home}.{key}", *texts),
        **more,
    }
    if request.method == "POST" and "revision" not in more:
        context["revision"] = revision_of(request)
    return render(request, "selfassessment/workshop/question.html", context, status=status)
