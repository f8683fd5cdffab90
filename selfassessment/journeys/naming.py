"""What are the codes of the tables called in English, for the desk?"""

from selfassessment.journeys.texts import SOURCE, Words

_KEYS = {
    "offer": ("offer.{}.name",),
    "need": ("need.{}.name",),
    "provider": ("provider.{}.name",),
    "safety": ("c.safe.{}", "c.signs.{}", "c.home_danger.{}", "c.health.{}"),
    "format": ("c.access.{}",),
}


def name_code(kind: str, code: str) -> str | None:
    """Return the English name of a code of the journeys, or None."""
    words = Words(SOURCE)
    for key in _KEYS.get(kind, ()):
        if words.has(key.format(code)):
            return words(key.format(code))
    return None
