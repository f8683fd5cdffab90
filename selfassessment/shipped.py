"""What ships with the site: journeys, routing tables and their words, as files?

The chosen configuration is laid over them (`overlay.py`); another one can be asked for by folder.
"""

import json
from pathlib import Path
from typing import Any

from selfassessment import overlay
from selfassessment.engine.snapshot import fingerprint
from selfassessment.fixed_names import ROUTING, SOURCE

DEFINITIONS = Path(__file__).parent / "journeys" / "definitions"
TEXTS = DEFINITIONS.parent / "texts"
NAMES = ("check", "refer", ROUTING)


def documents(folder: Path | None = None) -> dict[str, dict[str, Any]]:
    """Return the shipped documents by name."""
    own = folder or overlay.chosen()
    read = {name: _read(DEFINITIONS / f"{name}.json") for name in NAMES}
    return {
        name: overlay.over_routing(document, own)
        if name == ROUTING
        else overlay.over_journey(name, document, own)
        for name, document in read.items()
    }


def texts(folder: Path | None = None) -> dict[str, dict[str, str]]:
    """Return the shipped words by language and key, English first."""
    codes = sorted(path.stem for path in TEXTS.glob("??.json"))
    codes.sort(key=lambda code: code != SOURCE)
    return {code: words(code, folder) for code in codes}


def words(language: str, folder: Path | None = None) -> dict[str, str]:
    """Return the shipped words of a language by key; empty when there are none."""
    path = TEXTS / f"{language}.json"
    shipped = _read(path) if path.exists() else {}
    return overlay.over_texts(language, shipped, folder or overlay.chosen())


def golden(folder: Path | None = None) -> list[dict[str, Any]]:
    """Return the made-up people who walk the shipped journeys at each publishing."""
    found: list[dict[str, Any]] = _read(DEFINITIONS.parent / "golden.json")
    return [*found, *overlay.golden(folder or overlay.chosen())]


def safety_prefixes() -> tuple[str, ...]:
    """Return how the keys of words begin that nobody may misread."""
    return tuple(_read(TEXTS / "safety_keys.json")["prefixes"])


def banned_words() -> dict[str, list[str]]:
    """Return, by language, the words that no resident should read about themself."""
    found = _read(DEFINITIONS.parent / "banned_words.json")
    return {language: words for language, words in found.items() if language != "note"}


def english_prints(english: dict[str, str]) -> dict[str, str]:
    """Return the fingerprint of each English text."""
    return {key: fingerprint(text) for key, text in english.items()}


def _read(path: Path) -> Any:
    return json.loads(path.read_text("utf-8"))
