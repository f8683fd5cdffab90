"""Are telephone numbers, hours and links pointed to, in the journeys and in the pages?

999 and 111 are names: everybody knows them, and no council could change them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from selfassessment.engine.validate_facts import LINK, MADE_UP, NUMBER

ROOT = Path(__file__).resolve().parents[4]
FILES = [
    *sorted((ROOT / "selfassessment/journeys/texts").glob("[a-z][a-z].json")),
    *sorted((ROOT / "configurations").glob("*/texts.json")),
    *sorted((ROOT / "home/data").glob("*.json")),
]
SHORT = re.compile(r"(?<![\d-])\d{5,6}(?!\d)")
HOURS = re.compile(
    r"\b\d{1,2}(?:[.:]\d\d)?\s?[ap]m\b|\b\d{1,2}:\d\d\b|o['’]clock|day to (?:fri|satur|sun)day",
    re.IGNORECASE,
)
KEPT = re.compile(r"\b(?:7|28|180) (?:days|દિવસ|dni|دن)")


def texts(value: Any) -> Iterator[str]:
    """Yield each text of a file, and the words it is translated from."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from texts(one)


def typed(text: str) -> list[str]:
    """Return numbers, hours and links that stand in a text."""
    found = [one for one in NUMBER.findall(text) if not MADE_UP.match(one)]
    return [*found, *(m[0] for p in (LINK, SHORT, HOURS, KEPT) for m in p.finditer(text))]


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_no_number_hours_or_link_is_typed(file: Path) -> None:
    content = json.loads(file.read_text(encoding="utf-8"))
    assert [(text, typed(text)) for text in texts(content) if typed(text)] == []


@pytest.mark.parametrize(
    "text",
    [
        "Ring 0800 1111 today",
        "Ring 116 123",
        "Dial 18000",
        "Text 85258",
        "Open from 9am",
        "Open 10:30",
        "Monday to Friday",
        "See www.example.org",
        "We keep it for 7 days",
    ],
)
def test_what_is_typed_is_found(text: str) -> None:
    assert typed(text)
