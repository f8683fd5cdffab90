"""Words and translations: each text beside its English, changed in place."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from core import clock
from selfassessment.fixed_names import EDIT_JOURNEYS, EDIT_WORDS, SOURCE
from selfassessment.selectors.workshop import WorkingCopy
from selfassessment.workshop.access import only, staff
from selfassessment.workshop.presenters import words as presenter
from selfassessment.workshop.texts import State, Text, texts_in
from selfassessment.workshop.translating import Typed, keep
from selfassessment.workshop.views.opening import laid_out

PAGE_SIZE = 25


@dataclass
class Row:
    """A text in the list, with what was typed and what is wrong with it."""

    text: Text
    number: int
    typed: str
    was: str
    is_ticked: bool
    error: str = ""

    @property
    def state(self) -> str:
        """Return what its state is called."""
        return presenter.STATES[self.text.state]

    @property
    def look(self) -> str:
        """Return how the state is coloured."""
        return presenter.LOOKS[self.text.state]

    @property
    def kind(self) -> str:
        """Return why it needs care, or nothing."""
        return presenter.KINDS[self.text.kind.value]

    @property
    def lines(self) -> int:
        """Return how many lines the field shows."""
        return min(8, max(2, len(self.text.english) // 60 + self.text.english.count("\n") + 1))


def filters_of(data: QueryDict) -> presenter.Filters:
    """Return the filters of an address; what is unknown is left out."""
    codes = [code for code, _name in presenter.languages()]
    language, state, part = (data.get(name, "") for name in ("language", "state", "part"))
    return presenter.Filters(
        language=language if language in codes else codes[0],
        state=state if state in list(State) else "",
        part=part if part in presenter.PARTS else "",
        find=data.get("find", "")[:120],
    )


@require_http_methods(["GET", "HEAD", "POST"])
@only(EDIT_WORDS, EDIT_JOURNEYS)
def show(request: HttpRequest) -> HttpResponse:
    """List texts with their state, or keep those that were changed."""
    copy = laid_out()
    filters = filters_of(request.GET)
    if request.method == "POST":
        return _save(request, copy, filters)
    all_texts = texts_in(copy, filters.language)
    found = presenter.chosen(all_texts, filters, copy)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("p"))
    rows = [_row(one, number) for number, one in enumerate(page.object_list)]
    context = {
        "page": page,
        "counts": presenter.counted(all_texts),
        "total": len(found),
    }
    return _render(request, filters, rows, context)


def _row(text: Text, number: int) -> Row:
    return Row(text, number, text.text, text.text, text.state is State.CHECKED)


def _render(
    request: HttpRequest,
    filters: presenter.Filters,
    rows: list[Row],
    more: dict[str, object],
    status: int = 200,
) -> HttpResponse:
    context = {
        "filters": filters,
        "query": urlencode(filters.query),
        "languages": presenter.languages(),
        "states": list(presenter.STATES.items()),
        "parts": list(presenter.PARTS.items()),
        "is_source": filters.language == SOURCE,
        "direction": presenter.direction(filters.language),
        "rows": rows,
        "me": str(staff(request)),
        **more,
    }
    return render(request, "selfassessment/workshop/words.html", context, status=status)


def _save(request: HttpRequest, copy: WorkingCopy, filters: presenter.Filters) -> HttpResponse:
    """Keep each text that was changed or ticked; those refused come back with the reason."""
    there = {one.key: one for one in texts_in(copy, filters.language)}
    kept, refused = 0, []
    keys = [key for key in request.POST.getlist("key") if key in there][: PAGE_SIZE * 2]
    for number, key in enumerate(keys):
        row = _typed(request.POST, there[key], number)
        if row.typed == row.was and row.is_ticked == _was_ticked(request.POST, key):
            continue
        checked = row.is_ticked if row.is_ticked != _was_ticked(request.POST, key) else None
        typed = Typed(row.typed, was=row.was, checked=checked)
        changed, row.error = keep(there[key], typed, by=staff(request), now=clock.now())
        kept += changed
        if row.error:
            row.was = there[key].text
            refused.append(row)
    if kept:
        messages.success(request, f"Saved: {kept} text{'' if kept == 1 else 's'}.")
    if refused:
        return _render(request, filters, refused, {"total": len(refused)}, status=400)
    if not kept:
        messages.info(request, "Nothing was changed.")
    at = request.POST.get("p", "")
    page = f"&p={at}" if at.isdecimal() else ""
    return redirect(f"{reverse('workshop:words')}?{urlencode(filters.query)}{page}")


def _typed(data: QueryDict, text: Text, number: int) -> Row:
    typed = data.get(f"text.{text.key}", text.text).replace("\r\n", "\n").strip()
    was = data.get(f"was.{text.key}", text.text).replace("\r\n", "\n")
    return Row(text, number, typed, was, f"ok.{text.key}" in data)


def _was_ticked(data: QueryDict, key: str) -> bool:
    return data.get(f"wasok.{key}") == "1"
