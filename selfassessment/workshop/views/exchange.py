"""Words go out to translators as a file and come back, looked at before they are kept."""

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from core import clock
from selfassessment.fixed_names import EDIT_JOURNEYS, EDIT_WORDS, SOURCE
from selfassessment.workshop.access import only, staff
from selfassessment.workshop.bringing import lines
from selfassessment.workshop.documents.exchange import (
    CONTENT_TYPES,
    READERS,
    WRITERS,
    Entry,
    Unreadable,
    mark,
    read,
)
from selfassessment.workshop.presenters import words as presenter
from selfassessment.workshop.texts import Text, texts_in
from selfassessment.workshop.translating import Typed, keep
from selfassessment.workshop.views.opening import laid_out
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


@require_safe
@only(EDIT_WORDS, EDIT_JOURNEYS)
def export(request: HttpRequest, kind: str) -> HttpResponse:
    """Return the texts that the filters let through, as a file."""
    if kind not in WRITERS:
        raise Http404(kind)
    copy, filters = laid_out(), filters_of(request.GET)
    texts = presenter.chosen(texts_in(copy, filters.language), filters, copy)
    entries = [
        Entry(one.key, one.english, one.text, one.state.value, was=mark(one.text))
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
    return _look(request, form.cleaned_data["language"], form.cleaned_data["file"])


def _look(request: HttpRequest, language: str, entries: list[Entry]) -> HttpResponse:
    """Show what a file would change; whoever asks again keeps exactly that."""
    found = lines(entries, _there(language), staff(request))
    good = [one for one in found if not one.problem]
    rows = [
        [one.entry.key, one.entry.english, one.entry.text, one.before, one.meets] for one in good
    ]
    context = {
        "lines": [one for one in good if not one.meets],
        "met": [one for one in good if one.meets],
        "problems": [one for one in found if one.problem],
        "same": len(entries) - len(found),
        "language": dict(presenter.languages())[language],
        "code": language,
        "direction": presenter.direction(language),
        "seen": signing.dumps([language, rows], salt=SALT, compress=True),
    }
    return render(request, "selfassessment/workshop/bring_seen.html", context)


def _there(language: str) -> dict[str, Text]:
    return {one.key: one for one in texts_in(laid_out(), language)}


def _page(request: HttpRequest, form: UploadForm, status: int = 200) -> HttpResponse:
    context = {"form": form, "kinds": ", ".join(READERS)}
    return render(request, "selfassessment/workshop/bring.html", context, status=status)


def _keep(request: HttpRequest) -> HttpResponse:
    """Keep what was shown; what somebody wrote meanwhile is shown again beside it."""
    try:
        language, rows = signing.loads(request.POST["seen"], salt=SALT, max_age=24 * 3600)
    except signing.BadSignature:
        messages.error(request, "This has been open for too long. Choose the file again.")
        return redirect("workshop:bring")
    there, wanted = _there(language), request.POST.getlist("use")
    kept, refused = 0, 0
    met: list[Entry] = []
    for key, english, text, was, meets in rows:
        if meets and key not in wanted:
            continue
        typed = Typed(text, was=was, english=english)
        if key not in there:
            refused += 1
        elif there[key].text not in (was, text):
            met.append(Entry(key, english, text, was=mark(was)))
        else:
            changed, reason = keep(there[key], typed, by=staff(request), now=clock.now())
            kept, refused = kept + changed, refused + bool(reason)
    messages.success(request, f"Texts kept: {kept}. They are drafts until somebody checks them.")
    if refused:
        messages.error(request, f"Texts that could not be kept any more: {refused}.")
    if met:
        messages.error(request, f"Texts that somebody changed while you looked: {len(met)}.")
        return _look(request, language, met)
    response = redirect("workshop:words")
    response["Location"] += f"?language={language}"
    return response
