"""What is typed about the outcome of a row, in each of the six routing tables."""

from collections.abc import Mapping
from typing import Any

from django import forms

from selfassessment.engine.routing import OfferOutcome, Routing, Stop, TableName, Urgency
from selfassessment.workshop.documents.parts import Document, put
from selfassessment.workshop.forms.table_rows import Lists, RowForm, WhenForm, choose_from

__all__ = ["FORMS", "Lists", "RowForm", "WhenForm", "initial_of", "next_order"]

GO_ON = "continue"
STOPS = {
    GO_ON: "Go on",
    Stop.EMERGENCY.value: "Emergency: everything ends",
    Stop.URGENT.value: "Urgent: goes on, the case is flagged",
    Stop.SAFETY.value: "Safety: goes on, the case is flagged",
}
OUTCOMES = {
    OfferOutcome.ELIGIBLE.value: "Offer it",
    OfferOutcome.NOT_NOW.value: "Not now: offer something else first",
    OfferOutcome.NOT_ELIGIBLE.value: "Do not offer it: offer something else",
}
URGENCIES = {
    Urgency.URGENT.value: "Urgent",
    Urgency.SOON.value: "Soon",
    Urgency.ROUTINE.value: "Routine",
}


class SafetyRow(RowForm):
    """Safety: what stops, which page is shown, which flag the case gets."""

    stop = forms.ChoiceField(label="Then", choices=list(STOPS.items()))
    page = forms.ChoiceField(label="Page shown", required=False)
    flag = forms.CharField(label="Flag of the case", required=False, max_length=64)

    def offer(self, lists: Lists) -> None:
        """Take the pages."""
        choose_from(self, "page", [("", "None"), *lists.pages])

    def clean(self) -> dict[str, Any]:
        """A stop needs its page and its flag."""
        typed = super().clean()
        if typed.get("stop") != GO_ON:
            for name in ("page", "flag"):
                if not typed.get(name) and name not in self.errors:
                    self.add_error(name, "This is needed here.")
        return typed

    def then(self) -> Document:
        """Return the outcome."""
        typed = self.cleaned_data
        if typed["stop"] == GO_ON:
            return {"continue": True}
        return {"stop": typed["stop"], "page": typed["page"], "flag": typed["flag"]}

    @staticmethod
    def initial_then(row: Mapping[str, Any]) -> dict[str, Any]:
        """Show "go on" where nothing stops."""
        then = row.get("then", {})
        return {"stop": GO_ON} if then.get("continue") else dict(then)


class ScopeRow(RowForm):
    """Scope: for whom the journey is not, and what they can do instead."""

    exit = forms.ChoiceField(label="Then show the exit page", required=False)
    alternative = forms.ChoiceField(label="and offer", required=False)

    def offer(self, lists: Lists) -> None:
        """Take the pages and the offers."""
        choose_from(self, "exit", [("", "None: go on"), *lists.pages])
        choose_from(self, "alternative", [("", "Nothing"), *lists.offers])

    def clean(self) -> dict[str, Any]:
        """An exit needs something to do instead."""
        typed = super().clean()
        if typed.get("exit") and not typed.get("alternative"):
            self.add_error("alternative", "Say what people can do instead.")
        return typed

    def then(self) -> Document:
        """Return the outcome."""
        typed = self.cleaned_data
        if not typed["exit"]:
            return {"continue": True}
        return {"exit": typed["exit"], "alternative": typed["alternative"]}


class NeedsRow(RowForm):
    """Needs: which need is noted, how strongly."""

    need = forms.ChoiceField(label="Then note the need")
    strength = forms.ChoiceField(label="How strongly")
    if_unknown = forms.BooleanField(
        label="Note it weakly, to be checked, where answers are missing", required=False
    )

    def offer(self, lists: Lists) -> None:
        """Take the needs and strengths."""
        choose_from(self, "need", lists.needs)
        choose_from(self, "strength", lists.strengths)

    def write_to(self, row: Document) -> None:
        """Put what was typed into a row."""
        super().write_to(row)
        put(row, "if_unknown", "offer" if self.cleaned_data["if_unknown"] else None)

    def then(self) -> Document:
        """Return the outcome."""
        return {name: self.cleaned_data[name] for name in ("need", "strength")}

    @staticmethod
    def initial_then(row: Mapping[str, Any]) -> dict[str, Any]:
        """Return the outcome, and what happens where answers are missing."""
        return {**row.get("then", {}), "if_unknown": row.get("if_unknown") == "offer"}


class OffersRow(RowForm):
    """Offers: who is offered something, who is not, and what they are offered instead."""

    offer_key = forms.ChoiceField(label="Offer")
    outcome = forms.ChoiceField(label="Then", choices=list(OUTCOMES.items()))
    redirect = forms.ChoiceField(label="Offered instead", required=False)
    reason = forms.CharField(label="Reason (a code with a text)", required=False, max_length=64)

    def offer(self, lists: Lists) -> None:
        """Take the offers."""
        choose_from(self, "offer_key", lists.offers)
        choose_from(self, "redirect", [("", "The offer’s own alternative"), *lists.offers])

    def then(self) -> Document:
        """Return the outcome."""
        typed = self.cleaned_data
        made: Document = {"offer": typed["offer_key"], "outcome": typed["outcome"]}
        put(made, "redirect", typed["redirect"])
        put(made, "reason", typed["reason"])
        return made

    @staticmethod
    def initial_then(row: Mapping[str, Any]) -> dict[str, Any]:
        """Return the outcome as the form shows it."""
        then = row.get("then", {})
        return {**then, "offer_key": then.get("offer", "")}


class AllocationRow(RowForm):
    """Allocation: who does it, for which offers."""

    provider = forms.ChoiceField(label="Then pass it to")
    only_for = forms.MultipleChoiceField(
        label="Only for these offers (none: for all)",
        required=False,
        widget=forms.SelectMultiple(attrs={"size": 8}),
    )

    def offer(self, lists: Lists) -> None:
        """Take the providers and the offers."""
        choose_from(self, "provider", lists.providers)
        choose_from(self, "only_for", lists.offers)

    def write_to(self, row: Document) -> None:
        """Put what was typed into a row."""
        super().write_to(row)
        put(row, "for", list(self.cleaned_data["only_for"]))

    def then(self) -> Document:
        """Return the outcome."""
        return {"provider": self.cleaned_data["provider"]}

    @staticmethod
    def initial_then(row: Mapping[str, Any]) -> dict[str, Any]:
        """Return the outcome and its offers."""
        return {**row.get("then", {}), "only_for": list(row.get("for", ()))}


class PriorityRow(RowForm):
    """Priority: how soon the team looks, and how it gets in touch."""

    priority = forms.ChoiceField(label="Then treat it as", choices=list(URGENCIES.items()))
    outreach = forms.CharField(label="How to get in touch (code)", required=False, max_length=64)

    def then(self) -> Document:
        """Return the outcome."""
        made: Document = {"priority": self.cleaned_data["priority"]}
        put(made, "outreach", self.cleaned_data["outreach"])
        return made


FORMS: dict[TableName, type[RowForm]] = {
    TableName.SAFETY: SafetyRow,
    TableName.SCOPE: ScopeRow,
    TableName.NEEDS: NeedsRow,
    TableName.OFFERS: OffersRow,
    TableName.ALLOCATION: AllocationRow,
    TableName.PRIORITY: PriorityRow,
}


def initial_of(table: TableName, row: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row as its form shows it."""
    plain = {name: row.get(name) for name in ("order", "valid_from", "valid_to", "note")}
    return {**plain, **FORMS[table].initial_then(row)}


def next_order(routing: Routing, table: TableName) -> int:
    """Return a free place for a new row: before the row that holds for everyone."""
    rows = routing.tables[table]
    taken = {row.order for row in rows}
    caught = [row.order for row in rows if not row.when]
    last = min(caught) if caught else max(taken, default=0) + 20
    below = max((order for order in taken if order < last), default=0)
    order = (below + last) // 2
    return order if order not in taken else max(taken, default=0) + 10
