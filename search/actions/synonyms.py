"""How do other words get into the table, one by one or those that ship?"""

import json
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError

from search import in_force
from search.models import Synonym
from search.models.synonyms import Origin

SHIPPED = Path(__file__).resolve().parents[1] / "data" / "synonyms.json"


def add(
    *,
    phrase: str,
    meanings: str | list[str],
    language: str = "en",
    both_ways: bool = False,
    note: str = "",
    origin: str = Origin.EDITOR,
) -> Synonym:
    """Put a line in force; raises ValidationError with words for the editor when it is nonsense."""
    lines = meanings if isinstance(meanings, str) else "\n".join(meanings)
    line = Synonym(
        phrase=phrase, meanings=lines, language=language, both_ways=both_ways, note=note,
        origin=origin,
    )  # fmt: skip
    line.full_clean()
    line.save()
    return line


def load_shipped(*, path: Path = SHIPPED) -> int:
    """Add the lines that ship and are missing; what editors changed stays. Return how many."""
    rows: list[dict[str, Any]] = json.loads(path.read_text(encoding="utf-8"))
    there = set(Synonym.objects.values_list("language", "phrase"))
    added = 0
    for row in rows:
        if (row["language"], row["phrase"]) in there:
            continue
        try:
            add(**row)
        except ValidationError:
            # An editor has a line of their own that says as much, or the opposite.
            continue
        added += 1
    in_force.changed()
    return added
