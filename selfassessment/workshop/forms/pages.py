"""What is typed about a page: its kind, its ways on, where a new one goes."""

import json
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django import forms

from selfassessment.engine.kinds import ASKING, PageKind
from selfassessment.workshop.documents.parts import Document, put
from selfassessment.workshop.forms.contacts import CONTACTS_HELP, CONTACTS_LABEL, named_contacts
from selfassessment.workshop.forms.keys import KeyField
from selfassessment.workshop.labels import PAGE_KINDS

Options = Sequence[tuple[str, str]]


class PageForm(forms.Form):
    """The settings of one page, without its questions, ways on and words."""

    kind = forms.ChoiceField(label="Kind of page", choices=list(PAGE_KINDS.items()))
    section = forms.CharField(
        label="Part",
        required=False,
        max_length=64,
        help_text="Pages with the same part stand together on “Check your answers”.",
    )
    default = forms.ChoiceField(label="Otherwise go to", required=False)
    quick_exit = forms.BooleanField(label="Show “Leave this site quickly”", required=False)
    urgent = forms.BooleanField(
        label="Urgent: a page that must be read, with a quiet way on", required=False
    )
    instrument = forms.ChoiceField(label="Scored questionnaire", required=False)
    alternative = forms.CharField(
        label="What to do instead",
        required=False,
        max_length=64,
        help_text="For an exit page: an offer’s key, or callback, directory or phone.",
    )
    reason = forms.CharField(
        label="Reason",
        required=False,
        max_length=64,
        help_text="For an exit or emergency page: a short code. It is never put into an address.",
    )
    contacts = forms.CharField(
        label=CONTACTS_LABEL, required=False, max_length=500, help_text=CONTACTS_HELP
    )
    note = forms.CharField(
        label="Note for editors",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        *args: Any,
        targets: Options,
        instruments: Options,
        contacts: Collection[str],
        is_locked: bool,
        **kwargs: Any,
    ) -> None:
        """Take the later pages, the instruments and the contacts; a scored one keeps its kind."""
        super().__init__(*args, **kwargs)
        self.known_contacts = contacts
        _choices(self, "default", [("", "The next page in the list"), *targets])
        _choices(self, "instrument", [("", "None"), *instruments])
        if is_locked:
            self.fields["kind"].disabled = self.fields["instrument"].disabled = True

    def clean_contacts(self) -> list[str]:
        """Return the contacts in their order; name one that nobody knows."""
        return named_contacts(self.cleaned_data["contacts"], self.known_contacts)

    def write_to(self, page: Document) -> None:
        """Put what was typed into a page."""
        typed = self.cleaned_data
        extra = dict(page.get("extra", {}))
        put(extra, "contacts", typed["contacts"])
        put(page, "extra", extra)
        page["kind"] = typed["kind"]
        for name in ("section", "default", "instrument", "alternative", "reason", "note"):
            put(page, name, typed[name])
        for name in ("quick_exit", "urgent"):
            put(page, name, typed[name], False)


class RouteForm(forms.Form):
    """One way on: when this is so, go there."""

    when = forms.ChoiceField(label="When")
    to = forms.ChoiceField(label="go to")

    def __init__(self, *args: Any, conditions: Options, targets: Options, **kwargs: Any) -> None:
        """Take the conditions and the later pages."""
        super().__init__(*args, **kwargs)
        written = str((self.initial or {}).get("when", ""))
        posted = self.data.get(self.add_prefix("when"), "") if self.is_bound else ""
        extra = [
            (value, "(a condition written here)")
            for value in dict.fromkeys([written, posted])
            if value.startswith("{")
        ]
        _choices(self, "when", [("", "Choose a condition"), *extra, *conditions])
        _choices(self, "to", [("", "Choose a page"), *targets])

    def clean_when(self) -> Any:
        """Return the name of a condition, or one that is written into the route."""
        value = self.cleaned_data["when"]
        return read_written(value) if value.startswith("{") else value

    @property
    def route(self) -> Document:
        """Return the route as the document holds it; valid rows only."""
        return {"when": self.cleaned_data["when"], "to": self.cleaned_data["to"]}


class NewPageForm(forms.Form):
    """A new page: its key, its kind, and after which page it stands."""

    key = KeyField(label="Key", help_text="Such as “sleep”. It stays the same for good.")
    kind = forms.ChoiceField(label="Kind of page", choices=list(PAGE_KINDS.items()))
    title = forms.CharField(label="Title", max_length=200)
    after = forms.ChoiceField(label="After")

    def __init__(self, *args: Any, pages: Options, **kwargs: Any) -> None:
        """Take the pages there are."""
        super().__init__(*args, **kwargs)
        _choices(self, "after", pages)
        field = self.fields["key"]
        if isinstance(field, KeyField):
            field.taken = frozenset(key for key, _title in pages)

    @property
    def page(self) -> Document:
        """Return the new page."""
        return {"key": self.cleaned_data["key"], "kind": self.cleaned_data["kind"]}


def read_written(value: str) -> Document:
    """Return a condition that a form carried along; forms.ValidationError when it is broken."""
    try:
        condition = json.loads(value)
    except ValueError:
        condition = None
    if not isinstance(condition, dict):
        raise forms.ValidationError("This condition cannot be read. Choose another one.")
    return condition


def carried(condition: Any) -> str:
    """Return a condition as a form carries it: its name, or itself as text."""
    return condition if isinstance(condition, str) else json.dumps(condition, ensure_ascii=False)


def page_initial(page: Mapping[str, Any]) -> dict[str, Any]:
    """Return a page as the form shows it."""
    return {**page, "contacts": ", ".join(page.get("extra", {}).get("contacts", ()))}


def routes_of(page: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the routes of a page as the rows of a form."""
    return [{"when": carried(one["when"]), "to": one["to"]} for one in page.get("routes", ())]


def may_ask(kind: str) -> bool:
    """Return whether a page of that kind asks questions."""
    return PageKind(kind) in ASKING


def _choices(form: forms.Form, name: str, options: Options) -> None:
    field = form.fields[name]
    if isinstance(field, forms.ChoiceField):
        field.choices = list(options)
