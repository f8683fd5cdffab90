"""Why does a line end before the help came, and where does its person go? What staff choose."""

import re
from collections.abc import Sequence
from typing import Any

from django import forms

from selfassessment.referrals import sending_on
from selfassessment.referrals.models import Departure, Provider
from selfassessment.referrals.types import Departing

Why, Where = Departure.Why, Departure.Where
LEAVING = ("redirected", "declined")
REASONS = {
    "redirected": (
        *(Why.FITS_BETTER, Why.NOT_ELIGIBLE, Why.OUT_OF_AREA, Why.NEEDS_MORE),
        *(Why.HELPED_ALREADY, Why.FULL, Why.WISH),
    ),
    "declined": (
        *(Why.BETTER_NOW, Why.NOT_NOW, Why.HELPED_ALREADY, Why.NOT_OFFERED, Why.COST),
        *(Why.DISTANCE, Why.TIMES, Why.DID_NOT_ASK, Why.NOT_SAID),
    ),
}
_NONE = ("", "Choose a reason")
# The code of a listing ends its address: /en/directory/tea-and-talk-k7m2x9q/
_CODE = re.compile(r"([a-z0-9]{7})/?$")
Choices = Sequence[tuple[str, str]]


def places() -> list[tuple[str, Choices]]:
    """Return teams, providers and services to choose from, in two groups."""
    teams = Provider.objects.filter(is_active=True).values_list("code", "name")
    return [
        ("Teams and providers", [(f"provider:{code}", name) for code, name in teams]),
        (
            "Services we point to",
            [(f"offer:{code}", name) for code, name in sending_on.services()],
        ),
    ]


class ReasonForm(forms.Form):
    """Why a line ends; `to` is the state it goes to, or "" for those of both."""

    # Other buttons of the same form ask for no reason: a browser must not hold them back.
    use_required_attribute = False
    reason = forms.ChoiceField(
        label="Why?",
        error_messages={"required": "Choose a reason.", "invalid_choice": "Choose a reason."},
    )

    def __init__(self, *args: Any, to: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.to = to
        groups = {
            "Pass to something else": REASONS["redirected"],
            "Person declines": REASONS["declined"],
        }
        named = {name: [(why.value, why.label) for why in found] for name, found in groups.items()}
        choices: list[Any] = [_NONE, *named.items()]
        if to in REASONS:
            choices = [_NONE, *((why.value, why.label) for why in REASONS[to])]
        self.fields["reason"].choices = choices  # type: ignore[attr-defined]

    @property
    def departing(self) -> Departing:
        """Return what was chosen."""
        return Departing(reason=self.cleaned_data["reason"])


class DepartureForm(ReasonForm):
    """Why, and where to: one of the lists, or a place that stands in none."""

    where = forms.ChoiceField(
        label="Where to?",
        required=False,
        error_messages={"invalid_choice": "Choose from the list."},
    )
    listing = forms.CharField(
        label="or a listing of the directory: its address or code", required=False, max_length=300
    )
    name = forms.CharField(label="or somewhere else: its name", required=False, max_length=200)
    contact = forms.CharField(
        label="and how to reach it: telephone, e-mail or website", required=False, max_length=300
    )

    def __init__(self, *args: Any, places: Sequence[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["where"].choices = [("", "Choose"), *places]  # type: ignore[attr-defined]

    def clean_listing(self) -> str:
        """Return the code of a listing that is shown now."""
        typed = str(self.cleaned_data["listing"]).strip()
        if not typed:
            return ""
        found = _CODE.search(typed.lower())
        if found is None or not sending_on.is_there(Where.LISTING, found[1]):
            raise forms.ValidationError("There is no such listing. Copy its whole address.")
        return found[1]

    def clean(self) -> dict[str, Any]:
        """Ask for one place, and for how to reach one that stands in no list."""
        data: dict[str, Any] = super().clean() or {}
        given = [name for name in ("where", "listing", "name") if data.get(name)]
        failed = {"where", "listing", "name"} & set(self.errors)
        if self.to == "redirected" and not given and not failed:
            self.add_error("where", "Say where the person can go.")
        if len(given) > 1:
            self.add_error("where", "Name one place only.")
        if data.get("name") and not data.get("contact"):
            self.add_error("contact", "Say how to reach it.")
        return data

    @property
    def departing(self) -> Departing:
        """Return what was chosen."""
        data = self.cleaned_data
        where, _, code = data["where"].partition(":")
        if data["listing"]:
            where, code = Where.LISTING, data["listing"]
        elsewhere = None
        if data["name"]:
            where, elsewhere = (
                Where.ELSEWHERE,
                {"name": data["name"].strip(), "contact": data["contact"].strip()},
            )
        return Departing(data["reason"], str(where), code, elsewhere)
