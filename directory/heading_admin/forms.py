"""What does an editor type about a heading, and where may it go?"""

import re
from pathlib import Path
from typing import Any

from django import forms
from django.contrib.staticfiles import finders
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from directory.actions.headings import next_position, why_not
from directory.actions.retiring import why_not_retired
from directory.forms.records import RecordForm
from directory.models import TaxonomyTerm
from directory.rules.headings import code_from

TINTS = ("clay", "leaf", "plum", "rose", "sky", "sun")
TOP = gettext_lazy("The top: a group of its own")
REASONS = {
    "retired": gettext_lazy("This heading is retired. Choose one that is in use."),
    "itself": gettext_lazy("Choose another heading than this one."),
    "deep": gettext_lazy(
        "This one stands below a group already, and visitors see two levels. Choose a group."
    ),
    "has_below": gettext_lazy(
        "This heading has headings below it, and visitors see two levels. Move those first."
    ),
    "in_use": gettext_lazy(
        "Listings or other headings stand under it. Choose the heading that takes them over."
    ),
    "successor_retired": gettext_lazy("That heading is retired. Choose one that is in use."),
    "below": gettext_lazy("That one stands below this heading. Move it to another group first."),
    "needs_group": gettext_lazy(
        "This is a group with headings below it. Choose a group, which takes them over as well."
    ),
}


class HeadingField(forms.ModelChoiceField[TaxonomyTerm]):
    """A heading in use, named with its group."""

    def __init__(self, **kwargs: Any) -> None:
        rows = TaxonomyTerm.objects.standing().select_related("parent")
        super().__init__(queryset=rows.order_by("parent__position", "position"), **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        """Return "Group: Heading", or the name of a group alone."""
        return f"{obj.parent.name}: {obj.name}" if obj.parent else str(obj.name)


class GroupField(forms.ModelChoiceField[TaxonomyTerm]):
    """A group at the top, or none."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs = {"required": False, "empty_label": TOP, **kwargs}
        super().__init__(queryset=TaxonomyTerm.objects.top(), **kwargs)


class HeadingForm(RecordForm):
    """The words and the look of a heading; where it stands is changed in the tree.

    The code stands in addresses, so it is made once, from the name, and stays.
    """

    parent = GroupField(label=gettext_lazy("Belongs to"))
    icon = forms.ChoiceField(label=gettext_lazy("Icon"), required=False)
    scene = forms.ChoiceField(label=gettext_lazy("Picture"), required=False)
    tint = forms.ChoiceField(label=gettext_lazy("Colour"), required=False)
    instance: TaxonomyTerm

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, known in (("icon", icons()), ("scene", scenes()), ("tint", TINTS)):
            if name in self.fields:
                there = getattr(self.instance, name)
                values = sorted({*known, there} - {""})
                field: Any = self.fields[name]
                field.choices = [("", _("None")), *((one, one) for one in values)]
        if self.instance.pk:
            self.fields.pop("parent", None)

    def clean_name(self) -> str:
        """Refuse a new name that another heading has; one that two have already may stay."""
        name = " ".join(str(self.cleaned_data["name"]).split())
        if not self.instance.is_source or name == self.initial.get("name"):
            return name
        others = TaxonomyTerm.objects.standing().exclude(pk=self.instance.pk)
        if others.filter(name__iexact=name).exists():
            raise forms.ValidationError(_("There is a heading of this name already."))
        return name

    def save(self, commit: bool = True) -> Any:
        """Give a new heading its code and the last place of its group."""
        term = self.instance
        if term.is_source and not term.code:
            taken = frozenset(TaxonomyTerm.objects.values_list("code", flat=True))
            term.code = code_from(slugify(term.name), taken)
            term.position = next_position(term.parent)
        return super().save(commit=commit)


class MoveForm(forms.Form):
    """Below which group a heading goes."""

    def __init__(self, data: Any = None, *, term: TaxonomyTerm) -> None:
        super().__init__(data, initial={"parent": term.parent_id})
        self.term = term
        self.fields["parent"] = GroupField(label=_("Belongs to"))

    def clean_parent(self) -> TaxonomyTerm | None:
        """Say why it cannot go there."""
        parent: TaxonomyTerm | None = self.cleaned_data["parent"]
        reason = why_not(self.term, parent)
        if reason:
            raise forms.ValidationError(REASONS[reason])
        return parent


class SuccessorForm(forms.Form):
    """Which heading takes over."""

    def __init__(self, *args: Any, term: TaxonomyTerm, merge: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.term = term
        field = HeadingField(
            label=_("Heading that stays") if merge else _("Heading that takes over"),
            required=merge,
            empty_label=_("Choose a heading") if merge else _("None"),
            help_text=""
            if merge
            else _("Needed while listings or other headings stand under this one."),
        )
        rows: Any = field.queryset
        field.queryset = rows.exclude(pk=term.pk)
        self.fields["successor"] = field

    def clean_successor(self) -> TaxonomyTerm | None:
        """Say why it cannot take over."""
        successor: TaxonomyTerm | None = self.cleaned_data["successor"]
        reason = why_not_retired(self.term, successor)
        if reason:
            raise forms.ValidationError(REASONS[reason])
        return successor


def icons() -> tuple[str, ...]:
    """Return the names in the sheet of icons."""
    sheet = finders.find("img/icons.svg")
    text = Path(sheet).read_text(encoding="utf-8") if sheet else ""
    return tuple(re.findall(r'<symbol[^>]*id="([a-z-]+)"', text))


def scenes() -> tuple[str, ...]:
    """Return the names of the drawings."""
    one = finders.find("img/logo.svg")
    found = Path(one).parent.glob("scene-*.svg") if one else ()
    return tuple(path.stem.removeprefix("scene-") for path in found)
