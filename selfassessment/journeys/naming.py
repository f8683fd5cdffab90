"""What are the codes of the tables called in English, for the desk?"""

from core.remembering import remembered
from geography.selectors import area_names
from selfassessment.fixed_names import SOURCE
from selfassessment.journeys.published import current_words
from selfassessment.journeys.texts import Words

_KEYS = {
    "offer": ("offer.{}.name",),
    "need": ("need.{}.name",),
    "provider": ("provider.{}.name",),
    "safety": ("c.safe.{}", "c.signs.{}", "c.home_danger.{}", "c.health.{}"),
    "format": ("c.access.{}",),
    "told_in": ("c.formats.{}",),
}


def name_code(kind: str, code: str) -> str | None:
    """Return the English name of a code of the journeys, or None."""
    if kind == "area":
        return _areas((code,)).get(code)
    keys = [key.format(code) for key in _KEYS.get(kind, ())]
    shipped = Words(SOURCE)
    for key in keys:
        if shipped.has(key):
            return shipped(key)
    return _own_name(keys) if keys else None


def _own_name(keys: list[str]) -> str | None:
    """Return the name of something this council added to a journey."""
    for slug in ("refer", "check"):
        words = _words(slug)
        for key in keys:
            if words.has(key):
                return words(key)
    return None


@remembered(seconds=3600)
def _areas(codes: tuple[str, ...]) -> dict[str, str]:
    """Return the names of wards, which hardly ever change."""
    return area_names(codes)


@remembered(seconds=10)
def _words(slug: str) -> Words:
    """Return the words of a journey; a desk names dozens of codes on a page."""
    return current_words(slug, SOURCE)
