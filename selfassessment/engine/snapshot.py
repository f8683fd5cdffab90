"""What exactly was published? (Canonical JSON and its fingerprint.)"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A published definition: its canonical text and the SHA-256 of that text in UTF-8."""

    text: str
    sha256: str

    @property
    def data(self) -> Any:
        """The definition as JSON values, a fresh copy each time."""
        return json.loads(self.text)

    @property
    def intact(self) -> bool:
        """Whether the text still is what the fingerprint was taken of."""
        return fingerprint(self.text) == self.sha256


def canonical(data: Mapping[str, Any]) -> str:
    """Return the one way to write this JSON: keys sorted, no spaces, no escapes, no NaN."""
    return json.dumps(
        data, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
    )


def fingerprint(text: str) -> str:
    """Return the SHA-256 of a text in UTF-8 as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def snapshot(data: Mapping[str, Any]) -> Snapshot:
    """Freeze a definition; the same content always gives the same fingerprint."""
    text = canonical(data)
    return Snapshot(text, fingerprint(text))
