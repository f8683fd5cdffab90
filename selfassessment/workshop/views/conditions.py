"""Named conditions of a journey or of the tables: built from rows, said back as sentences."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from selfassessment.engine.reading import LoadError
from selfassessment.engine.reading_conditions import read_condition
from selfassessment.engine.vocabulary import of_journey, of_routing
from selfassessment.fixed_names import EDIT_JOURNEYS, ROUTING
from selfassessment.selectors.workshop import WorkingCopy
from selfassessment.workshop.access import ANY, may, only, staff
from selfassessment.workshop.documents import parts
from selfassessment.workshop.documents.uses import uses_of_condition
from selfassessment.workshop.forms.conditions import (
    ConditionForm,
    RowForm,
    Terms,
    joined,
    rows_of,
)
from selfassessment.workshop.forms.keys import KeyField
from selfassessment.workshop.forms.rows import Rows, typed
from selfassessment.workshop.keeping import Met, Refused, keep
from selfassessment.workshop.presenters import findings
from selfassessment.workshop.presenters.speaking import Speaker, speaker
from selfassessment.workshop.views.opening import opened_document
from selfassessment.workshop.views.shared import frame, met, revision_of, tell


@dataclass
class Editor:
    """The forms about one condition; `key` is empty for a new one."""

    copy: WorkingCopy
    name: str
    key: str
    terms: Terms
    settings: ConditionForm
    rows: Rows[RowForm]

    @property
    def content(self) -> parts.Document:
        """Return the condition as typed; valid forms only."""
        test = joined(self.settings.cleaned_data["how"], [row.condition for row in self.rows.forms])
        before = self.copy.documents[self.name].get("conditions", {}).get(self.key, {})
        other = {one: before[one] for one in ("note", "extra") if one in before}
        return {"name": self.settings.cleaned_data["title"], "test": test, **other}

    def is_valid(self) -> bool:
        """Return whether all of it is; a condition has at least one row."""
        valid = all([self.settings.is_valid(), self.rows.is_valid()])
        if valid and not self.rows.forms:
            self.settings.add_error(None, "Add at least one row.")
        return valid and bool(self.rows.forms)

    def sentences(self) -> tuple[str, str] | None:
        """Say what was typed in English and in Gujarati, where it can be read."""
        try:
            condition = read_condition(self.content["test"], "$")
        except LoadError:
            return None
        gujarati = speaker(self.copy, self.name, "gu")
        return self.terms.speaker.condition(condition), gujarati.condition(condition)


def terms_of(copy: WorkingCopy, name: str) -> Terms:
    """Return what the conditions of a document may speak of."""
    if name == ROUTING:
        vocabulary = of_routing(copy.routing, copy.journeys.values())
    else:
        vocabulary = of_journey(copy.journeys[name])
    return Terms(vocabulary, speaker(copy, name))


class NewConditionForm(ConditionForm):
    """A condition that is not there yet."""

    key = KeyField(label="Key", help_text="Such as “smokes_daily”. It stays the same for good.")

    field_order = ("key", "title", "how")

    def __init__(self, *args: Any, taken: frozenset[str], **kwargs: Any) -> None:
        """Take the keys that are there."""
        super().__init__(*args, **kwargs)
        field = self.fields["key"]
        if isinstance(field, KeyField):
            field.taken = taken


@require_safe
@only(*ANY)
def show(request: HttpRequest, name: str) -> HttpResponse:
    """List the conditions of a document, each as a sentence, with what is wrong."""
    copy = opened_document(name)
    english, gujarati = speaker(copy, name), speaker(copy, name, "gu")
    about = name if name != ROUTING else next(iter(copy.journeys))
    shown = findings.shown(copy.findings(about), copy, about)
    start = "routing.conditions" if name == ROUTING else "conditions"
    context = {
        **frame(copy, name),
        "rows": [
            _row(key, copy, name, (english, gujarati), findings.about(shown, f"{start}.{key}"))
            for key in copy.documents[name].get("conditions", {})
        ],
        "may_edit": may(request, EDIT_JOURNEYS),
    }
    return render(request, "selfassessment/workshop/conditions.html", context)


def _row(
    key: str,
    copy: WorkingCopy,
    name: str,
    speakers: tuple[Speaker, Speaker],
    found: list[findings.Shown],
) -> dict[str, Any]:
    english, gujarati = speakers
    return {
        "key": key,
        "title": english.speech.name("condition", key),
        "sentence": english.named(key),
        "gujarati": gujarati.named(key),
        "findings": found,
        "uses": len(uses_of_condition(copy.documents[name], key)),
    }


def _editor(request: HttpRequest, name: str, key: str) -> Editor:
    copy = opened_document(name)
    there = copy.documents[name].get("conditions", {})
    data = request.POST if request.method == "POST" else None
    terms = terms_of(copy, name)
    how = "all"
    rows: list[dict[str, Any]] = []
    settings: ConditionForm
    if key:
        try:
            holder = parts.condition(copy.documents[name], key)
        except parts.Gone as gone:
            raise Http404(key) from gone
        how, rows = rows_of(holder.get("test", holder))
        title = holder.get("name") or key.replace("_", " ")
        settings = ConditionForm(data, initial={"title": title, "how": how})
    else:
        settings = NewConditionForm(data, taken=frozenset(there))
    return Editor(
        copy,
        name,
        key,
        terms,
        settings,
        Rows(RowForm, "rows", data=data, initial=rows, options={"terms": terms}),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@only(EDIT_JOURNEYS)
def edit(request: HttpRequest, name: str, key: str = "") -> HttpResponse:
    """Show a condition as rows and as a sentence, or keep what was changed."""
    editor = _editor(request, name, key)
    if request.method != "POST":
        return _show(request, editor, {})
    action = request.POST.get("do", "save")
    if action == "rows:look" and editor.is_valid():
        return _show(request, editor, {"looked": editor.sentences()})
    if action.startswith("rows:") and action != "rows:look":
        return _show(request, _rearranged(editor, request, action), {})
    if not editor.is_valid():
        return _show(request, editor, {}, status=400)
    content = editor.content
    kept_as = key or str(editor.settings.cleaned_data["key"])

    def change(document: parts.Document) -> None:
        if key:
            parts.condition(document, key)
        document.setdefault("conditions", {})[kept_as] = content

    outcome = keep(
        name,
        revision=revision_of(request),
        part=lambda document: document.get("conditions", {}).get(kept_as),
        change=change,
        by=staff(request),
        summary=f"Condition “{kept_as}” {'changed' if key else 'added'}",
    )
    if isinstance(outcome, Met):
        return _show(request, editor, met(outcome, content), status=409)
    if isinstance(outcome, Refused):
        editor.settings.add_error(None, f"This {outcome.message} ({outcome.path}).")
        return _show(request, editor, {}, status=400)
    messages.success(request, "Saved. Residents meet it once it is published.")
    return redirect("workshop:condition", name, kept_as)


def _rearranged(editor: Editor, request: HttpRequest, action: str) -> Editor:
    """Return the forms as typed, after a row was added, moved or removed."""
    operand = request.POST.get("new-operand", "")
    if action == "rows:add" and not editor.terms.knows(operand):
        messages.error(request, "Choose what the new row asks about.")
        action = "rows:none"
    initial = typed(editor.settings, request.POST)
    settings: ConditionForm = (
        ConditionForm(initial=initial)
        if editor.key
        else NewConditionForm(initial=initial, taken=frozenset())
    )
    rows = editor.rows.changed(request.POST, action, {"operand": operand})
    return Editor(editor.copy, editor.name, editor.key, editor.terms, settings, rows)


def _show(
    request: HttpRequest, editor: Editor, more: dict[str, Any], status: int = 200
) -> HttpResponse:
    copy, name, key = editor.copy, editor.name, editor.key
    about = name if name != ROUTING else next(iter(copy.journeys))
    start = "routing.conditions" if name == ROUTING else "conditions"
    shown = findings.shown(copy.findings(about), copy, about) if key else []
    operands = forms.ChoiceField(choices=[("", "Choose"), *editor.terms.choices()])
    context = {
        **frame(copy, name),
        "condition_key": key,
        "editor": editor,
        "operands": operands.widget.render("new-operand", "", {"id": "new-operand"}),
        "sentence": editor.terms.speaker.named(key) if key else "",
        "gujarati": speaker(copy, name, "gu").named(key) if key else "",
        "findings": findings.about(shown, f"{start}.{key}"),
        **more,
    }
    if request.method == "POST" and "revision" not in more:
        context["revision"] = revision_of(request)
    return render(request, "selfassessment/workshop/condition.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@only(EDIT_JOURNEYS)
def remove(request: HttpRequest, name: str, key: str) -> HttpResponse:
    """Show what depends on a condition; then, asked again, take it out."""
    copy = opened_document(name)
    try:
        parts.condition(copy.documents[name], key)
    except parts.Gone as gone:
        raise Http404(key) from gone
    if request.method == "POST":
        outcome = keep(
            name,
            revision=revision_of(request),
            part=lambda document: document["conditions"].get(key),
            change=lambda document: document["conditions"].pop(key),
            by=staff(request),
            summary=f"Condition “{key}” removed",
        )
        tell(request, outcome, done=f"“{key}” is removed. It can be undone in the history.")
        return redirect("workshop:conditions", name)
    place = "routing." if name == ROUTING else ""
    uses = uses_of_condition(copy.documents[name], key, place)
    about = name if name != ROUTING else next(iter(copy.journeys))
    context = {
        **frame(copy, name),
        "what": f"the condition “{key}”",
        "uses": [(use, findings.url_of(use.place, copy, about)) for use in uses],
    }
    return render(request, "selfassessment/workshop/remove.html", context)
