"""How are a journey, its tables and its words frozen, and what is their fingerprint?"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from selfassessment.engine.changes import Content, content
from selfassessment.engine.snapshot import canonical, fingerprint, snapshot


@dataclass(frozen=True)
class FrozenWords:
    """The words a version keeps, and which of them are checked or out of date, as JSON text."""

    texts: str = "{}"
    state: str = "{}"

    @property
    def sha256(self) -> str:
        """Return what the words add to a version's fingerprint: nothing when there are none."""
        return "" if self == NO_WORDS else fingerprint(self.texts + self.state)


NO_WORDS = FrozenWords()


def frozen_words(
    texts: Mapping[str, Mapping[str, str]], state: Mapping[str, Mapping[str, list[str]]]
) -> FrozenWords:
    """Freeze the words of a working copy."""
    return FrozenWords(canonical(texts), canonical(state))


def fingerprint_of(
    definition: Mapping[str, Any], routing: Mapping[str, Any], words: FrozenWords
) -> str:
    """Return the fingerprint of exactly this content."""
    frozen, tables = snapshot(definition), snapshot(routing)
    return fingerprint(frozen.sha256 + tables.sha256 + words.sha256)


class Frozen(Protocol):
    """A published version, as far as it is compared."""

    definition: str
    routing: str
    texts: str
    texts_state: str


def content_of(version: Frozen) -> Content:
    """Return a published version for the engine."""
    kept = (version.definition, version.routing, version.texts, version.texts_state)
    return content(*(json.loads(one) for one in kept))
