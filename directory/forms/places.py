"""Where is the postcode that an editor typed?"""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from directory.forms.records import RecordForm
from directory.models import Location
from geography.selectors import locate
from geography.types import Located, Malformed


class PlaceForm(RecordForm):
    """The editor of a place; coordinates, ward and district follow from the postcode."""

    instance: Location

    def clean(self) -> dict[str, Any]:
        """Find the postcode; one that cannot be found is kept, without coordinates."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        typed = cleaned.get("postcode", "")
        if not typed or "postcode" not in self.fields:
            return cleaned
        found = locate(typed)
        if isinstance(found, Malformed):
            like = {"postcode": settings.WAYMARK_EXAMPLE_POSTCODE}
            text = _("Type a whole postcode, such as %(postcode)s.")
            self.add_error("postcode", ValidationError(text, code="invalid", params=like))
        elif isinstance(found, Located) and found.kind == "postcode":
            self._take_over(found, cleaned)
        return cleaned

    def _take_over(self, found: Located, cleaned: dict[str, Any]) -> None:
        cleaned["postcode"] = found.label
        self.instance.outcode = found.outcode or ""
        self.instance.ward = found.ward or ""
        self.instance.district = found.district or ""
        if not {"latitude", "longitude"} & set(self.changed_data):
            cleaned["latitude"], cleaned["longitude"] = found.lat, found.lon
