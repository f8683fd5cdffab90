"""How is an answered questionnaire kept as an outcome?"""

from collections.abc import Mapping
from typing import Any

from selfassessment.instruments import registry


def scored(instrument: str, items: Mapping[str, str]) -> dict[str, Any]:
    """Return the answers to all items of a questionnaire with total, band and version."""
    score = registry.get(instrument).score(items)
    total = None if score.total is None else int(score.total)
    return {"items": dict(items), "total": total, "band": score.band, "version": score.version}
