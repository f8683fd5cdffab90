"""What is typed about a need, an offer or a provider."""

from collections.abc import Sequence
from typing import Any

from django import forms

from selfassessment.engine.routing import Action, OfferOutcome
from selfassessment.workshop.documents import services
from selfassessment.workshop.documents.parts import Document, put
from selfassessment.workshop.documents.services import Kind
from selfassessment.workshop.forms.contacts import CONTACTS_HELP, CONTACTS_LABEL, named_contacts
from selfassessment.workshop.forms.keys import KeyField
from selfassessment.workshop.forms.table_rows import choose_from
from selfassessment.workshop.presenters.services import Names

NOT_FIRST, LAST = "", "last:"


def few(label: str, help_text: str = "", size: int = 6) -> forms.MultipleChoiceField:
    """Return a field to choose any number of things from a long list."""
    return forms.MultipleChoiceField(
        label=label,
        required=False,
        help_text=help_text,
        widget=forms.SelectMultiple(attrs={"size": size}),
    )


class NewServiceForm(forms.Form):
    """A new need, offer or provider: its key and its English name."""

    key = KeyField(label="Key", help_text="Such as “better_sleep”. It stays the same for good.")
    name = forms.CharField(label="Name, in English", max_length=200)

    def __init__(self, *args: Any, taken: frozenset[str], **kwargs: Any) -> None:
        """Take the keys there are."""
        super().__init__(*args, **kwargs)
        field = self.fields["key"]
        if isinstance(field, KeyField):
            field.taken = taken

    def made(self, kind: Kind, universal: Sequence[str]) -> Document:
        """Return the new thing, complete enough to be read by the engine.

        Whoever is not offered a new offer is led to one that is open to everybody.
        """
        if kind is Kind.NEEDS:
            return {}
        if kind is Kind.PROVIDERS:
            return {"clinician_required": False}
        instead: Document = {"action": Action.PHONE.value}
        put(instead, "redirect", next(iter(universal), ""))
        return {
            "universal": False,
            "outcomes": {
                OfferOutcome.ELIGIBLE.value: {"action": Action.PHONE.value},
                OfferOutcome.NOT_NOW.value: dict(instead),
                OfferOutcome.NOT_ELIGIBLE.value: dict(instead),
            },
        }


class ServiceForm(forms.Form):
    """What all three have: a note for editors."""

    note = forms.CharField(
        label="Note for editors",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args: Any, names: Names, **kwargs: Any) -> None:
        """Take what may be named."""
        super().__init__(*args, **kwargs)
        self.names = names
        self.offer(names)
        own = [name for name in self.fields if name != "note"]
        self.order_fields([*own, "note"])

    def offer(self, names: Names) -> None:
        """Fill the lists of the form's own fields."""

    def write_to(self, document: Document, key: str) -> None:
        """Put what was typed into the routing document."""
        raise NotImplementedError

    @staticmethod
    def initial_of(document: Document, key: str) -> dict[str, Any]:
        """Return a thing as the form shows it."""
        raise NotImplementedError


class ContactsForm(ServiceForm):
    """What offers and providers have: telephone numbers and links, by their short names."""

    contacts = forms.CharField(
        label=CONTACTS_LABEL, required=False, max_length=500, help_text=CONTACTS_HELP
    )

    def clean_contacts(self) -> list[str]:
        """Return the contacts in their order; name one that nobody knows."""
        return named_contacts(self.cleaned_data["contacts"], self.names.contacts)


class NeedForm(ServiceForm):
    """A need: what fits it in the directory, and its place among what to do first."""

    topics = few("Activities of the directory that fit", "Groups of the directory.")
    before = forms.ChoiceField(
        label="Among “What you could do first”",
        required=False,
        help_text="Its title and text there are below. The stronger a need, the sooner it stands.",
    )
    unless = few("but not there when", size=4)

    def offer(self, names: Names) -> None:
        """Take the headings of the directory, the other needs, the conditions."""
        kept = (self.initial or {}).get("topics", ())
        known = dict(names.headings)
        lost = [(code, f"{code} (not in the directory)") for code in kept if code not in known]
        choose_from(self, "topics", [*names.headings, *lost])
        places = [(f"before:{key}", f"before “{name}”") for key, name in names.needs]
        choose_from(
            self, "before", [(NOT_FIRST, "Not named there"), *places, (LAST, "as the last")]
        )
        choose_from(self, "unless", names.conditions)

    def write_to(self, document: Document, key: str) -> None:
        """Put what was typed into the routing document."""
        need = services.service(document, Kind.NEEDS, key)
        typed = self.cleaned_data
        extra = dict(need.get("extra", {}))
        if typed["topics"] or "topics" in extra:
            extra["topics"] = services.kept_order(typed["topics"], extra.get("topics"))
        put(need, "extra", extra)
        put(need, "note", typed["note"])
        place = typed["before"]
        before = None if place == NOT_FIRST else place.partition(":")[2]
        own = services.first_row(document, key) or {}
        unless = services.kept_order(typed["unless"], own.get("unless"))
        services.set_first(document, key, before=before, unless=unless)

    @staticmethod
    def initial_of(document: Document, key: str) -> dict[str, Any]:
        """Return a need as the form shows it."""
        need, row = (
            services.service(document, Kind.NEEDS, key),
            services.first_row(document, key),
        )
        after = services.stands_before(document, key)
        place = NOT_FIRST if row is None else f"before:{after}" if after else LAST
        return {
            "topics": list(need.get("extra", {}).get("topics", ())),
            "before": place,
            "unless": list((row or {}).get("unless", ())),
            "note": need.get("note", ""),
        }


class OfferForm(ContactsForm):
    """An offer: for which needs, who can ask for it, and which numbers it shows."""

    need = few("For these needs")
    universal = forms.BooleanField(label="Open to everybody, even without a need", required=False)
    topic = forms.ChoiceField(
        label="Its button asks for",
        required=False,
        help_text="What is ticked when somebody asks for it from their results.",
    )
    asked_by = few(
        "Who asked for one of these gets it",
        "The choices of “What would you like help with?” in the request.",
    )

    def offer(self, names: Names) -> None:
        """Take the needs, and what people can ask for."""
        choose_from(self, "need", names.needs)
        choose_from(self, "topic", [("", "Nothing"), *names.topics])
        choose_from(self, "asked_by", names.topics)

    def write_to(self, document: Document, key: str) -> None:
        """Put what was typed into the routing document."""
        offer = services.service(document, Kind.OFFERS, key)
        typed = self.cleaned_data
        needs = services.kept_order(typed["need"], offer.get("need"))
        put(offer, "need", needs[0] if len(needs) == 1 else needs)
        offer["universal"] = typed["universal"]
        extra = dict(offer.get("extra", {}))
        put(extra, "topic", typed["topic"])
        put(extra, "asked_by", services.kept_order(typed["asked_by"], extra.get("asked_by")))
        put(extra, "contacts", typed["contacts"])
        put(offer, "extra", extra)
        put(offer, "note", typed["note"])

    @staticmethod
    def initial_of(document: Document, key: str) -> dict[str, Any]:
        """Return an offer as the form shows it."""
        offer = services.service(document, Kind.OFFERS, key)
        needs, extra = offer.get("need"), offer.get("extra", {})
        return {
            "need": [needs] if isinstance(needs, str) else list(needs or ()),
            "universal": offer.get("universal", False),
            "topic": extra.get("topic", ""),
            "asked_by": list(extra.get("asked_by", ())),
            "contacts": ", ".join(extra.get("contacts", ())),
            "note": offer.get("note", ""),
        }


class ProviderForm(ContactsForm):
    """A provider: whom it takes, and how people reach it."""

    clinician_required = forms.BooleanField(
        label="Takes nobody without a doctor or nurse: people are told to ask theirs",
        required=False,
    )

    def write_to(self, document: Document, key: str) -> None:
        """Put what was typed into the routing document."""
        provider = services.service(document, Kind.PROVIDERS, key)
        typed = self.cleaned_data
        provider["clinician_required"] = typed["clinician_required"]
        extra = dict(provider.get("extra", {}))
        put(extra, "contacts", typed["contacts"])
        put(provider, "extra", extra)
        put(provider, "note", typed["note"])

    @staticmethod
    def initial_of(document: Document, key: str) -> dict[str, Any]:
        """Return a provider as the form shows it."""
        provider = services.service(document, Kind.PROVIDERS, key)
        return {
            "clinician_required": provider.get("clinician_required", False),
            "contacts": ", ".join(provider.get("extra", {}).get("contacts", ())),
            "note": provider.get("note", ""),
        }


FORMS: dict[Kind, type[ServiceForm]] = {
    Kind.NEEDS: NeedForm,
    Kind.OFFERS: OfferForm,
    Kind.PROVIDERS: ProviderForm,
}
