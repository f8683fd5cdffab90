"""Which headings are there, and what are they called in the reader's language?"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from core.remembering import remembered
from directory.models import TaxonomyTerm
from directory.rules.headings import successor_of


@dataclass(frozen=True, slots=True)
class HeadingLine:
    """One heading as a list shows it; `parent` is empty at the top."""

    code: str
    parent: str
    name: str
    language: str
    icon: str = ""
    tint: str = ""
    quick_exit: bool = False


@dataclass(frozen=True, slots=True)
class Headings:
    """All headings as they stand: those in use, their names, and what stands for retired ones."""

    lines: Mapping[str, HeadingLine]
    names: Mapping[tuple[str, str], str]
    successors: Mapping[str, str]
    tops: Mapping[str, str]
    named: dict[str, dict[str, HeadingLine]] = field(default_factory=dict)

    def named_in(self, language: str) -> dict[str, HeadingLine]:
        """Return the headings with their names in a language, where they have one."""
        if language not in self.named:
            self.named[language] = {
                code: _named(line, self.names.get((code, language)), language)
                for code, line in self.lines.items()
            }
        return self.named[language]


def headings(language: str) -> dict[str, HeadingLine]:
    """Return all headings in use by code, in their order."""
    return all_headings().named_in(language)


def top_of(code: str) -> str:
    """Return the top group of a heading; the code itself when there is no such heading."""
    return all_headings().tops.get(code, code)


def shows_quick_exit(codes: Iterable[str]) -> bool:
    """Return whether one of these headings, or one above it, is marked with the quick way out."""
    lines = all_headings().lines
    for code in codes:
        line = lines.get(code)
        seen: set[str] = set()
        while line is not None and line.code not in seen:
            if line.quick_exit:
                return True
            seen.add(line.code)
            line = lines.get(line.parent)
    return False


def successors() -> Mapping[str, str]:
    """Return what stands for each retired heading, by code; empty where nothing does."""
    return all_headings().successors


def current_code(code: str) -> str:
    """Return the code that stands for a heading now; empty when it was retired for nothing."""
    return successors().get(code, code)


@remembered(seconds=10)
def all_headings() -> Headings:
    """Return the headings as they stand; one query, remembered for ten seconds."""
    lines: dict[int, HeadingLine] = {}
    parents: dict[str, str] = {}
    names: dict[tuple[int, str], str] = {}
    codes: dict[int, str] = {}
    replaced: dict[int, int | None] = {}
    rows = TaxonomyTerm.objects.values_list(
        *("pk", "source_id", "code", "parent__code", "retired_at", "successor_id"),
        *("name", "locale__language_code", "icon", "tint", "quick_exit"),
    )
    for key, source, code, parent, retired_at, successor, name, spoken, *look in rows:
        if source is not None:
            names[source, spoken] = name
            continue
        codes[key], parents[code] = code, parent or ""
        if retired_at is None:
            lines[key] = HeadingLine(code, parent or "", name, spoken, *look)
        else:
            replaced[key] = successor
    found = {key: successor_of(key, replaced) for key in replaced}
    return Headings(
        lines={line.code: line for line in lines.values()},
        names={(codes[key], spoken): name for (key, spoken), name in names.items() if name},
        successors={codes[key]: codes.get(to or 0, "") for key, to in found.items()},
        tops={code: _top(code, parents) for code in parents},
    )


def _top(code: str, parents: Mapping[str, str]) -> str:
    seen: set[str] = set()
    while parents.get(code) and code not in seen:
        seen.add(code)
        code = parents[code]
    return code


def _named(line: HeadingLine, name: str | None, language: str) -> HeadingLine:
    if name is None:
        return line
    return replace(line, name=name, language=language)


def headings_by_word() -> dict[str, str]:
    """Return the code of each heading by all words for it, in small letters."""
    terms = TaxonomyTerm.objects.by_code()
    words = {
        line.casefold(): code for code, term in terms.items() for line in reversed(term.lines())
    }
    names = {term.name.casefold(): code for code, term in terms.items()}
    return words | names | {code: code for code in terms}
