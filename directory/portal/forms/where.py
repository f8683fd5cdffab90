"""Where does it take place?"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.forms import fields
from directory.models import Location
from directory.portal.forms.base import Changes, PageForm
from directory.selectors.proposals import known_places
from geography.rules.postcodes import UnitPostcode, parse
from geography.selectors import locate
from geography.types import Located

NEW_PLACE = "none"


class WhereForm(PageForm):
    """A place that is known, one at a postcode, its area alone, or no place."""

    HEADING = gettext_lazy("Where is it?")
    kind = fields.ChoiceField(
        label=gettext_lazy("How do people take part?"),
        choices=[
            fields.Choice("place", gettext_lazy("They come to a place")),
            fields.Choice(
                "area",
                gettext_lazy("They come to a place, but do not show the address"),
                gettext_lazy("We show the area only. You give the address when people ring."),
            ),
            fields.Choice("online", gettext_lazy("Online")),
            fields.Choice("telephone", gettext_lazy("By telephone")),
        ],
        missing=gettext_lazy("Choose how people take part"),
    )
    place_name = fields.TextField(
        label=gettext_lazy("What is the place called?"),
        help_text=gettext_lazy("Such as: Belgrave Library. Leave it empty for a house."),
        required=False,
    )
    postcode = fields.PostcodeField(
        label=gettext_lazy("Postcode"),
        help_text=gettext_lazy("You can leave it empty for a library or hall that we know."),
        required=False,
    )
    address = fields.TextField(
        label=gettext_lazy("Number and street (you can leave this empty)"), required=False
    )
    known = fields.ChoiceField(
        label=gettext_lazy("Is it one of these?"), choices=(), required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.found = self._found()
        if not self.found:
            del self.fields["known"]
            return
        choices = [(one.short_code, _line_of(one)) for one in self.found]
        field: Any = self.fields["known"]
        field.choices = field.describe([*choices, (NEW_PLACE, _("No, it is another place"))])

    @classmethod
    def shown(cls, kept: Mapping[str, Any], contact: Mapping[str, str]) -> dict[str, Any]:
        """Return where it is, as it was typed."""
        said = kept.get("place") or {}
        if said.get("kind") == "known":
            place = Location.objects.sources().filter(short_code=said.get("place", "")).first()
            if place is None:
                return {}
            found = {"kind": "place", "place_name": place.name, "postcode": place.postcode}
            if place.area_only:
                found |= {"kind": "area", "address": place.address}
            return found
        if said.get("kind") == "new":
            return {
                "kind": "area" if said.get("area_only") else "place",
                "place_name": said.get("typed_name", ""),
                "postcode": said.get("postcode", ""),
                "address": said.get("address", ""),
            }
        return {"kind": said.get("kind", "")}

    def clean(self) -> dict[str, Any]:
        """Ask for a postcode that exists, or for one of the places that are known."""
        told: dict[str, Any] = super().clean() or self.cleaned_data
        kind = told.get("kind")
        if self.errors or kind not in ("place", "area"):
            return told
        if kind == "place" and self._must_choose(told):
            self.add_error("known", _("Choose the place, or say that it is another one"))
        elif not told.get("postcode") and not self._chosen(told):
            self.add_error("postcode", _("Type the postcode, so that people find the way"))
        elif told.get("postcode") and not isinstance(locate(told["postcode"]), Located):
            self.add_error("postcode", _("We do not know this postcode. Check it"))
        return told

    def changes(self) -> Changes:
        """Return where it is."""
        told = self.cleaned_data
        if told["kind"] in ("online", "telephone"):
            return {"place": {"kind": told["kind"]}}
        chosen = self._chosen(told) if told["kind"] == "place" else None
        if chosen is not None:
            return {"place": {"kind": "known", "place": chosen.short_code}}
        name = told["place_name"].strip()
        said = name or told["address"].strip() or told["postcode"]
        place = {
            "kind": "new",
            "name": said,
            "typed_name": name,
            "address": told["address"].strip(),
            "postcode": told["postcode"],
            "area_only": told["kind"] == "area",
        }
        return {"place": place}

    def _found(self) -> list[Location]:
        if not self.is_bound or self.data.get("kind") != "place":
            return []
        postcode = str(self.data.get("postcode", ""))
        typed = postcode if isinstance(parse(postcode), UnitPostcode) else ""
        return known_places(str(self.data.get("place_name", ""))[:200], typed)

    def _chosen(self, told: Mapping[str, Any]) -> Location | None:
        """Return the place that was ticked, or the only one of just this name."""
        code = told.get("known")
        if code:
            return next((one for one in self.found if one.short_code == code), None)
        name = str(told.get("place_name") or "").strip().casefold()
        same = [one for one in self.found if one.name.casefold() == name]
        return same[0] if len(same) == 1 else None

    def _must_choose(self, told: Mapping[str, Any]) -> bool:
        return bool(self.found) and not told.get("known") and self._chosen(told) is None


def _line_of(place: Location) -> str:
    return ", ".join(part for part in (place.name, place.address, place.postcode) if part)
