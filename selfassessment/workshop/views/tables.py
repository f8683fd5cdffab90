"""The routing tables: shown as tables, changed row by row."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from core import clock
from selfassessment.engine.routing import TableName
from selfassessment.engine.vocabulary import of_routing
from selfassessment.fixed_names import EDIT_JOURNEYS, ROUTING, SOURCE
from selfassessment.selectors.workshop import WorkingCopy
from selfassessment.workshop.access import ANY, may, only, staff
from selfassessment.workshop.documents import parts
from selfassessment.workshop.forms.rows import Rows, typed
from selfassessment.workshop.forms.tables import (
    FORMS,
    Lists,
    RowForm,
    WhenForm,
    initial_of,
    next_order,
)
from selfassessment.workshop.forms.words import WordsForm
from selfassessment.workshop.keeping import Met, Refused, keep
from selfassessment.workshop.presenters import findings, tables
from selfassessment.workshop.presenters.journeys import page_titles
from selfassessment.workshop.presenters.speaking import speaker
from selfassessment.workshop.views.opening import laid_out
from selfassessment.workshop.views.shared import frame, met, revision_of, tell


@dataclass
class Editor:
    """The forms about one row; `order` is None for a new one."""

    copy: WorkingCopy
    table: TableName
    order: int | None
    row: RowForm
    when: Rows[WhenForm]
    words: WordsForm

    def is_valid(self) -> bool:
        """Return whether all of it is; each form is looked at."""
        return all([self.row.is_valid(), self.when.is_valid(), self.words.is_valid()])

    def write_to(self, document: parts.Document) -> None:
        """Put what was typed into a document."""
        rows = document["tables"].setdefault(self.table.value, [])
        if self.order is None:
            row: parts.Document = {}
            rows.append(row)
        else:
            row = parts.row(document, self.table.value, self.order)
        self.row.write_to(row)
        row["when"] = [form.cleaned_data["key"] for form in self.when.forms]
        rows.sort(key=lambda one: int(one["order"]))


def _table(name: str) -> TableName:
    try:
        return TableName(name)
    except ValueError as unknown:
        raise Http404(name) from unknown


@require_safe
@only(*ANY)
def index(request: HttpRequest) -> HttpResponse:
    """List the six tables in the order they are read."""
    copy = laid_out()
    about = next(iter(copy.journeys))
    shown = findings.shown(copy.findings(about), copy, about)
    context = {
        **frame(copy, ROUTING),
        "tables": [
            (
                table.value,
                tables.TITLES[table],
                tables.PURPOSES[table],
                len(copy.routing.tables[table]),
                findings.about(shown, f"tables.{table.value}"),
            )
            for table in TableName
        ],
    }
    return render(request, "selfassessment/workshop/tables.html", context)


@require_safe
@only(*ANY)
def show(request: HttpRequest, table: str) -> HttpResponse:
    """Show a table: each row with its conditions, outcome, days and sentence."""
    which, copy = _table(table), laid_out()
    about = next(iter(copy.journeys))
    shown = findings.shown(copy.findings(about), copy, about)
    context = {
        **frame(copy, ROUTING),
        "table": which.value,
        "table_title": tables.TITLES[which],
        "purpose": tables.PURPOSES[which],
        "rows": tables.rows(copy, which, shown, clock.today()),
        "findings": [one for one in shown if one.finding.place == f"tables.{which.value}"],
        "may_edit": may(request, EDIT_JOURNEYS),
    }
    return render(request, "selfassessment/workshop/table.html", context)


def _lists(copy: WorkingCopy) -> Lists:
    texts, routing = copy.texts[SOURCE], copy.routing
    pages = {
        key: title
        for journey in copy.journeys.values()
        for key, title in page_titles(journey, texts).items()
        if journey.page(key).is_end or journey.page(key).kind == "interrupt"
    }
    vocabulary = of_routing(routing, copy.journeys.values())
    named = ((key, f"{one.name} ({key})") for key, one in vocabulary.conditions.items())

    def called(kind: str, keys: Any) -> list[tuple[str, str]]:
        return [(key, texts.get(f"{kind}.{key}.name") or key.replace("_", " ")) for key in keys]

    return Lists(
        conditions=sorted(named, key=lambda one: one[1]),
        pages=list(pages.items()),
        needs=called("need", routing.needs),
        strengths=called("strength", routing.strengths),
        offers=called("offer", routing.offers),
        providers=called("provider", routing.providers),
    )


def _editor(request: HttpRequest, table: str, order: int | None) -> Editor:
    which, copy = _table(table), laid_out()
    data = request.POST if request.method == "POST" else None
    lists = _lists(copy)
    initial: dict[str, Any] = {"order": next_order(copy.routing, which)}
    when: list[dict[str, str]] = []
    content: parts.Document = {}
    if order is not None:
        try:
            content = parts.row(copy.documents[ROUTING], which.value, order)
        except parts.Gone as gone:
            raise Http404(str(order)) from gone
        initial = initial_of(which, content)
        when = [{"key": key} for key in content.get("when", ())]
    taken = frozenset(row.order for row in copy.routing.tables[which] if row.order != order)
    return Editor(
        copy,
        which,
        order,
        FORMS[which](data, initial=initial, lists=lists, taken=taken),
        Rows(
            WhenForm,
            "when",
            data=data,
            initial=when,
            options={"conditions": lists.conditions},
        ),
        WordsForm(data, keys=tables.word_keys(content), texts=copy.texts[SOURCE]),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@only(EDIT_JOURNEYS)
def edit(request: HttpRequest, table: str, order: int | None = None) -> HttpResponse:
    """Show a row, or keep what was changed about it."""
    editor = _editor(request, table, order)
    if request.method != "POST":
        return _show(request, editor, {})
    action = request.POST.get("do", "save")
    if action.startswith("when:"):
        return _show(request, _rearranged(editor, request, action), {})
    if not editor.is_valid():
        return _show(request, editor, {}, status=400)
    new = int(editor.row.cleaned_data["order"])
    outcome = keep(
        ROUTING,
        revision=revision_of(request),
        part=lambda document: parts.row(document, table, order if order is not None else new),
        change=editor.write_to,
        by=staff(request),
        summary=f"Row {new} of “{table}” {'added' if order is None else 'changed'}",
    )
    if isinstance(outcome, Met):
        mine: parts.Document = {"tables": {table: []}}
        Editor(editor.copy, editor.table, None, editor.row, editor.when, editor.words).write_to(
            mine
        )
        return _show(request, editor, met(outcome, mine["tables"][table][0]), status=409)
    if isinstance(outcome, Refused):
        field = outcome.field if outcome.field in editor.row.fields else None
        editor.row.add_error(field, f"This {outcome.message} ({outcome.path}).")
        return _show(request, editor, {}, status=400)
    if not editor.words.keep(by=staff(request), now=clock.now()):
        return _show(request, editor, {"revision": outcome.manuscript.revision}, status=409)
    messages.success(request, "Saved. It counts once it is published.")
    return redirect("workshop:row", table, new)


def _rearranged(editor: Editor, request: HttpRequest, action: str) -> Editor:
    """Return the forms as typed, after a condition was added, moved or removed."""
    return Editor(
        editor.copy,
        editor.table,
        editor.order,
        FORMS[editor.table](
            initial=typed(editor.row, request.POST),
            lists=_lists(editor.copy),
            taken=editor.row.taken,
        ),
        editor.when.changed(request.POST, action, {}),
        editor.words,
    )


def _show(
    request: HttpRequest, editor: Editor, more: dict[str, Any], status: int = 200
) -> HttpResponse:
    copy, table, order = editor.copy, editor.table, editor.order
    about = next(iter(copy.journeys))
    shown = findings.shown(copy.findings(about), copy, about) if order is not None else []
    row = next((one for one in copy.routing.tables[table] if one.order == order), None)
    context = {
        **frame(copy, ROUTING),
        "table": table.value,
        "table_title": tables.TITLES[table],
        "order": order,
        "editor": editor,
        "sentence": speaker(copy, ROUTING).row(row) if row else "",
        "gujarati": speaker(copy, ROUTING, "gu").row(row) if row else "",
        "findings": findings.about(shown, f"tables.{table.value}.{order}"),
        **more,
    }
    if request.method == "POST" and "revision" not in more:
        context["revision"] = revision_of(request)
    return render(request, "selfassessment/workshop/row.html", context, status=status)


@require_POST
@only(EDIT_JOURNEYS)
def move(request: HttpRequest, table: str, order: int) -> HttpResponse:
    """Let a row change places with the one above or below it, or take it out."""
    which, copy = _table(table), laid_out()
    what = request.POST.get("do", "up")

    def change(document: parts.Document) -> None:
        rows = document["tables"][which.value]
        if what == "remove":
            rows.remove(parts.row(document, which.value, order))
        else:
            parts.move_row(rows, order, 1 if what == "down" else -1)

    outcome = keep(
        ROUTING,
        revision=revision_of(request) or copy.revisions[ROUTING],
        part=lambda document: document["tables"].get(which.value),
        change=change,
        by=staff(request),
        summary=f"Row {order} of “{which.value}” {'removed' if what == 'remove' else 'moved'}",
    )
    done = "removed. It can be undone in the history" if what == "remove" else "moved"
    tell(request, outcome, done=f"Row {order} is {done}.")
    return redirect("workshop:table", which.value)
