"""What does a journey exported as JSON hold? (Its form is published: `schema.py`.)"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from selfassessment.engine.snapshot import canonical, fingerprint

FORMAT = 1


def document(
    name: str,
    journey: Mapping[str, Any],
    routing: Mapping[str, Any],
    texts: Mapping[str, Mapping[str, str]],
    *,
    schema: str,
    version: int | None,
) -> dict[str, Any]:
    """Return the export: the documents the engine reads, the words, and what they are.

    `version` is the number of a published version, None for what is being written; `schema` is
    the address of the schema. The fingerprint is taken over the journey and the tables.
    """
    return {
        "$schema": schema,
        "format": FORMAT,
        "name": name,
        "version": version,
        "sha256": fingerprint(canonical({"journey": journey, "routing": routing})),
        "journey": journey,
        "routing": routing,
        "texts": {locale: dict(sorted(words.items())) for locale, words in sorted(texts.items())},
    }
