"""Words go out to translators as a file and come back, looked at before they are kept."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from core import clock
from selfassessment.selectors.workshop import SOURCE, working_copy
from selfassessment.workshop.access import EDIT_JOURNEYS, EDIT_WORDS, only, staff
from selfassessment.workshop.documents.exchange import (
    CONTENT_TYPES,
    READERS,
    WRITERS,
    Entry,
    Unreadable,
    read,
)
from selfassessment.workshop.presenters import words as presenter
from selfassessment.workshop.texts import Text, texts_in
from selfassessment.workshop.translating import Typed, keep, refusal
from selfassessment.workshop.views.words import filters_of

BIGGEST = 2_000_000
SALT = "workshop.words"


class UploadForm(forms.Form):
    """A file of translations and the language it is in."""

    language = forms.ChoiceField(label="Language")
    file = forms.FileField(label="File (.po, .csv or .xlsx)")

    def __init__(self, *args: object, **kwargs: object) -> None:
        """Take the languages of the site, without English."""
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # passed on
        field = self.fields["language"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [one for one in presenter.languages() if one[0] != SOURCE]

    def clean_file(self) -> list[Entry]:
        """Return the entries of the file."""
        file = self.cleaned_data["file"]
        if file.size > BIGGEST:
            raise forms.ValidationError("The file is bigger than 2 MB.")
        try:
            return read(file.name, file.read())
        except Unreadable as error:
            raise forms.ValidationError(str(error)) from error


@dataclass(frozen=True)
class Line:
    """What a row of a file would do."""

    entry: Entry
    before: str
    problem: str = ""
    note: str = ""


@require_safe
@only(EDIT_WORDS, EDIT_JOURNEYS)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """Return the texts that the filters let through, as a file."""
    if kind not in WRITERS:
        raise Http404(kind)
    copy, filters = working_copy(), filters_of(request.GET)
    texts = presenter.chosen(texts_in(copy, filters.language), filters, copy)
    entries = [
        Entry(one.key, one.english, one.text, one.state.value)
        for one in texts
        if one.english and not one.is_locked
    ]
    response = HttpResponse(
        WRITERS[kind](entries, filters.language), content_type=CONTENT_TYPES[kind]
    )
    name = f"journeys-{filters.language}.{kind}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@only(EDIT_WORDS, EDIT_JOURNEYS)
def bring(request: HttpRequest) -> HttpResponse:
    """Take a file: show what it would change; then, asked again, keep that."""
    if request.method == "POST" and "seen" in request.POST:
        return _keep(request)
    if request.method != "POST":
        return _page(request, UploadForm(initial={"language": filters_of(request.GET).language}))
    form = UploadForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, form, status=400)
    language, entries = form.cleaned_data["language"], form.cleaned_data["file"]
    lines = _lines(entries, language, staff(request))
    good = [one for one in lines if not one.problem]
    context = {
        "lines": good,
        "problems": [one for one in lines if one.problem],
        "same": len(entries) - len(lines),
        "language": dict(presenter.languages())[language],
        "code": language,
        "direction": presenter.direction(language),
        "seen": signing.dumps(
            [language, [[one.entry.key, one.entry.english, one.entry.text] for one in good]],
            salt=SALT,
            compress=True,
        ),
    }
    return render(request, "selfassessment/workshop/bring_seen.html", context)


def _page(request: HttpRequest, form: UploadForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "kinds": ", ".join(READERS)}
    return render(request, "selfassessment/workshop/bring.html", context, status=status)


def _lines(entries: Iterable[Entry], language: str, by: User) -> list[Line]:
    """Return what each row would change, or why it cannot; rows that change nothing are left."""
    there = {one.key: one for one in texts_in(working_copy(), language)}
    found, seen = [], set()
    for entry in entries:
        text = there.get(entry.key)
        if text is None:
            found.append(Line(entry, "", "No text has this key. Take the file from here again."))
        elif entry.key in seen:
            found.append(Line(entry, text.text, "This key stands in the file more than once."))
        elif entry.text.strip() and entry.text.strip() != text.text:
            found.append(_line(entry, text, by))
        seen.add(entry.key)
    return found


def _line(entry: Entry, text: Text, by: User) -> Line:
    note = ""
    if entry.english.strip() != text.english.strip():
        note = "The English has changed since: it is kept as out of date."
    return Line(entry, text.text, refusal(text, Typed(entry.text), by=by), note)


def _keep(request: HttpRequest) -> HttpResponse:
    """Keep what was shown, unless it cannot be any more."""
    try:
        language, rows = signing.loads(request.POST["seen"], salt=SALT, max_age=24 * 3600)
    except signing.BadSignature:
        messages.error(request, "This has been open for too long. Choose the file again.")
        return redirect("workshop:bring")
    there = {one.key: one for one in texts_in(working_copy(), language)}
    kept, refused = 0, 0
    for key, english, text in rows:
        if key not in there:
            refused += 1
            continue
        typed = Typed(text, english=english)
        changed, reason = keep(there[key], typed, by=staff(request), now=clock.now())
        kept, refused = kept + changed, refused + bool(reason)
    messages.success(request, f"Texts kept: {kept}. They are drafts until somebody checks them.")
    if refused:
        messages.error(request, f"Texts that could not be kept any more: {refused}.")
    response = redirect("workshop:words")
    response["Location"] += f"?language={language}"
    return response
