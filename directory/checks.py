"""Can the maps that the settings choose be shown?"""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core.checks import CheckMessage, Error

from directory.maps import map_tiles
from directory.rules import tiles


def check_maps(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """Refuse pictures of maps that cannot be fetched, or whose owner is not named."""
    found = map_tiles()
    if found is None:
        return []
    faults: list[CheckMessage] = []
    fault = tiles.fault(found.template)
    if fault:
        faults.append(Error(f"WAYMARK_MAP_TILES {fault}.", id="directory.E001"))
    if not found.attribution:
        hint = "Every map has an owner who wants to be named, such as © OpenStreetMap contributors."
        faults.append(Error("WAYMARK_MAP_ATTRIBUTION is empty.", hint=hint, id="directory.E002"))
    if found.attribution_href and not found.attribution_href.startswith(("https://", "/")):
        hint = "It has to begin with https:// or /."
        wrong = "WAYMARK_MAP_ATTRIBUTION_URL is no address."
        faults.append(Error(wrong, hint=hint, id="directory.E003"))
    return faults
