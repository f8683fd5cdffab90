"""Made-up documents of the search index."""

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from search.documents import ListingDocument

TODAY = date(2026, 11, 25)
TAXONOMY = Path(__file__).resolve().parents[2] / "directory" / "data" / "taxonomy.json"
TERMS: dict[str, dict[str, Any]] = {
    term["code"]: term for term in json.loads(TAXONOMY.read_text("utf-8"))
}


def with_ancestors(code: str) -> tuple[str, ...]:
    """Return a category code and those above it."""
    parent = TERMS[code]["parent"]
    return (code, *with_ancestors(parent)) if parent else (code,)


TOPS = {code: with_ancestors(code)[-1] for code in TERMS}


def category_words(*codes: str) -> dict[str, tuple[str, ...]]:
    """Return the labels and synonyms of categories by language."""
    found: dict[str, list[str]] = {}
    for code in codes:
        for language, label in TERMS[code]["labels"].items():
            found.setdefault(language, []).append(label)
        for language, synonyms in TERMS[code]["synonyms"].items():
            found.setdefault(language, []).extend(synonyms)
    return {language: tuple(dict.fromkeys(texts)) for language, texts in found.items()}


def document(public_id: str, name: str = "", category: str = "", **facts: Any) -> ListingDocument:
    """Return a document; a category brings its words and those above it."""
    made = ListingDocument(
        public_id=public_id,
        names={"en": name or public_id},
        checked_on=TODAY - timedelta(days=10),
        completeness=0.8,
    )
    if category:
        codes = with_ancestors(category)
        made = replace(made, categories=codes, category_words=category_words(*codes))
    return replace(made, **facts)
