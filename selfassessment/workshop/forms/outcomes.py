"""What is typed about the outcomes of an offer, and about why people are shown it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from selfassessment.engine.routing import OfferOutcome
from selfassessment.workshop.documents.parts import Document, put
from selfassessment.workshop.forms.table_rows import Options, choose_from
from selfassessment.workshop.labels import ACTIONS, OUTCOMES


class OutcomeForm(forms.Form):
    """One of the three outcomes of an offer: what the person can do, and what instead."""

    action = forms.ChoiceField(label="The person can", choices=list(ACTIONS.items()))
    redirect = forms.ChoiceField(label="Offered instead", required=False)
    reason = forms.CharField(
        label="Reason (a code; its words are below once it is saved)",
        required=False,
        max_length=64,
    )

    def __init__(self, *args: Any, offers: Options, **kwargs: Any) -> None:
        """Take the other offers; one that is offered has no need of another."""
        super().__init__(*args, **kwargs)
        if str(self.prefix) == OfferOutcome.ELIGIBLE.value:
            del self.fields["redirect"]
        else:
            choose_from(self, "redirect", [("", "Nothing"), *offers])

    @property
    def title(self) -> str:
        """Return when this outcome holds."""
        return OUTCOMES[str(self.prefix)]

    def write_to(self, offer: Document) -> None:
        """Put what was typed into an offer."""
        outcome = offer["outcomes"][str(self.prefix)]
        outcome["action"] = self.cleaned_data["action"]
        for name in ("redirect", "reason"):
            if name in self.fields:
                put(outcome, name, self.cleaned_data[name])


class WhyForm(forms.Form):
    """One reason why the results page shows an offer."""

    when = forms.ChoiceField(label="When", required=False)
    why = forms.RegexField(
        r"\A[a-z0-9][a-z0-9_]{0,63}\Z",
        label="Reason (a code)",
        max_length=64,
        error_messages={"invalid": "Use lower-case letters, digits and underscores: “new_baby”."},
    )

    def __init__(self, *args: Any, conditions: Options, **kwargs: Any) -> None:
        """Take the conditions; several that are written together stay together."""
        super().__init__(*args, **kwargs)
        posted = self.data.get(self.add_prefix("when"), "") if self.is_bound else ""
        written = dict.fromkeys([str((self.initial or {}).get("when", "")), posted])
        known = dict(conditions)
        several = [
            (value, " and ".join(known.get(key, key) for key in value.split()))
            for value in written
            if " " in value and all(key in known for key in value.split())
        ]
        choose_from(self, "when", [("", "Always"), *several, *conditions])

    def row(self, offer: str) -> Document:
        """Return the reason as the document holds it; valid rows only."""
        typed = self.cleaned_data
        return {"offer": offer, "when": typed["when"].split(), "why": typed["why"]}


def why_of(rows: Sequence[Mapping[str, Any]]) -> list[dict[str, str]]:
    """Return the reasons of an offer as the rows of a form."""
    return [{"when": " ".join(row.get("when", ())), "why": row["why"]} for row in rows]
