"""Which headings are there, and what are they called in the reader's language?"""

from dataclasses import dataclass

from django.db.models import Q

from core.remembering import remembered
from directory.models import TaxonomyTerm


@dataclass(frozen=True, slots=True)
class HeadingLine:
    """One heading as a list shows it; `parent` is empty at the top."""

    code: str
    parent: str
    name: str
    language: str
    icon: str = ""
    tint: str = ""


@remembered(seconds=10)
def headings(language: str) -> dict[str, HeadingLine]:
    """Return all headings by code, in their order; one query, remembered for ten seconds."""
    wanted = Q(source__isnull=True) | Q(locale__language_code=language)
    rows = TaxonomyTerm.objects.filter(wanted).values_list(
        *("pk", "source_id", "code", "parent__code"),
        *("name", "locale__language_code", "icon", "tint"),
    )
    sources: dict[int, HeadingLine] = {}
    names: dict[int, tuple[str, str]] = {}
    for key, source, code, parent, name, spoken, icon, tint in rows:
        if source is None:
            sources[key] = HeadingLine(code, parent or "", name, spoken, icon, tint)
        elif name:
            names[source] = (name, spoken)
    return {line.code: _named(line, names.get(key)) for key, line in sources.items()}


def _named(line: HeadingLine, name: tuple[str, str] | None) -> HeadingLine:
    if name is None:
        return line
    return HeadingLine(line.code, line.parent, *name, line.icon, line.tint)
