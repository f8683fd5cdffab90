"""Which of two listings stays, and what of each?"""

from collections.abc import Mapping
from typing import Any

from django import forms

from directory.rules.merging import BOTH, KEPT, OTHER, SPOKEN, Values, choices_of, differing
from directory.rules.merging import suggested as at_first

LEFT, RIGHT = "left", "right"
LABELS = {LEFT: "Take the left", RIGHT: "Take the right", BOTH: "Take both"}
LONGEST_REASON = 300


class MergeForm(forms.Form):
    """A choice for each field that differs, and which address stays."""

    keep = forms.ChoiceField(
        label="Which listing stays?", choices=[(LEFT, "The left"), (RIGHT, "The right")]
    )
    seen = forms.CharField(max_length=24, widget=forms.HiddenInput)

    def __init__(
        self,
        data: Any,
        *,
        left: Values,
        right: Values,
        seen: str,
        keep: str,
        words_too: bool,
    ) -> None:
        """Offer a choice for what differs; words only when both are written in one language."""
        self.codes = [code for code in differing(left, right) if words_too or code not in SPOKEN]
        initial = {"keep": keep, "seen": seen}
        initial |= {f"field_{code}": _suggested(code, left, right, keep) for code in self.codes}
        super().__init__(data, initial=initial)
        for code in self.codes:
            offered = choices_of(code, left[code], right[code])
            values = [LEFT, RIGHT, *([BOTH] if BOTH in offered else [])]
            self.fields[f"field_{code}"] = forms.ChoiceField(
                choices=[(value, LABELS[value]) for value in values],
                error_messages={"required": "Choose one of these."},
            )

    def options(self, code: str) -> list[tuple[str, str, bool]]:
        """Return the choices of a field with the one that is ticked."""
        field = self["keep" if code == "keep" else f"field_{code}"]
        offered: Any = field.field
        return [(value, text, value == field.value()) for value, text in offered.choices]

    @property
    def keeps_left(self) -> bool:
        """Whether the listing on the left stays."""
        return bool(self.cleaned_data["keep"] == LEFT)

    def decisions(self) -> Mapping[str, str]:
        """Return what was chosen, seen from the listing that stays."""
        stays = LEFT if self.keeps_left else RIGHT
        found = {code: self.cleaned_data[f"field_{code}"] for code in self.codes}
        return {
            code: BOTH if side == BOTH else KEPT if side == stays else OTHER
            for code, side in found.items()
        }


def _suggested(code: str, left: Values, right: Values, keep: str) -> str:
    kept, other = (left, right) if keep == LEFT else (right, left)
    choice = at_first(code, kept[code], other[code])
    if choice == BOTH:
        return BOTH
    return keep if choice == KEPT else (RIGHT if keep == LEFT else LEFT)


class NeverAgainForm(forms.Form):
    """Why something must not be listed again."""

    reason = forms.CharField(
        label="Why must it not come back?",
        max_length=LONGEST_REASON,
        help_text="Colleagues read this. Do not write anything about a person here.",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Write why, so that colleagues understand it later."},
    )
