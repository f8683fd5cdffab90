"""Load the headings of the directory with their words in every language."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

from django.db import transaction
from wagtail.models import Locale

from directory.models import TaxonomyTerm

SHIPPED = Path(__file__).resolve().parents[1] / "data" / "taxonomy.json"
SOURCE_LANGUAGE = "en"
Row = Mapping[str, Any]


@transaction.atomic
def load_taxonomy(*, path: Path = SHIPPED) -> int:
    """Make the headings that are missing, in the languages the site has. Returns how many.

    A heading that is there is left as editors have made it; a second run changes nothing.
    """
    rows: Sequence[Row] = json.loads(path.read_text(encoding="utf-8"))
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    terms = {term.code: term for term in TaxonomyTerm.objects.sources()}
    made = 0
    for position, row in enumerate(rows):
        if row["code"] not in terms:
            terms[row["code"]] = _make_source(row, position, terms, locales)
            made += 1
    made += _make_translations(rows, terms, locales)
    return made


def terms_of(codes: Iterable[str], terms: Mapping[str, TaxonomyTerm]) -> list[TaxonomyTerm]:
    """Return the headings that these codes stand for now, each once."""
    found = (terms[code] for code in codes if code in terms)
    return list({term.pk: term for term in found}.values())


def _make_source(
    row: Row, position: int, terms: Mapping[str, TaxonomyTerm], locales: Mapping[str, Locale]
) -> TaxonomyTerm:
    return TaxonomyTerm.objects.create(
        translation_key=uuid5(NAMESPACE_URL, f"waymark:heading:{row['code']}"),
        locale=locales[SOURCE_LANGUAGE],
        code=row["code"],
        parent=terms[row["parent"]] if row["parent"] else None,
        position=position,
        icon=row["icon"] or "",
        scene=row["scene"] or "",
        tint=row["tint"] or "",
        quick_exit=row.get("quick_exit", False),
        openactive_id=row["openactive"] or "",
        **_words(row, SOURCE_LANGUAGE),
    )


def _make_translations(
    rows: Sequence[Row], terms: Mapping[str, TaxonomyTerm], locales: Mapping[str, Locale]
) -> int:
    there = set(
        TaxonomyTerm.objects.filter(source__isnull=False).values_list(
            "source_id", "locale__language_code"
        )
    )
    missing = [
        TaxonomyTerm(
            translation_key=terms[row["code"]].translation_key,
            source=terms[row["code"]],
            locale=locales[language],
            **_words(row, language),
        )
        for row in rows
        for language in row["labels"]
        if language in locales
        and language != SOURCE_LANGUAGE
        and (terms[row["code"]].pk, language) not in there
    ]
    for term in missing:
        term.note_words()
    TaxonomyTerm.objects.bulk_create(missing)
    return len(missing)


def _words(row: Row, language: str) -> dict[str, str]:
    return {
        "name": row["labels"][language],
        "synonyms": "\n".join(row["synonyms"].get(language, ())),
        "romanised": "\n".join(row["synonyms"].get(f"{language}-Latn", ())),
    }
