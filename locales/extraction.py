"""Which texts of the code and the templates are to be translated?

Works without the gettext tools: Python files are read as a syntax tree; templates are turned
by Django into pseudo-Python, in which the calls are found by pattern.
"""

import ast
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.utils.translation.template import templatize

SINGULAR = {"_", "gettext", "gettext_lazy", "gettext_noop"}
PLURAL = {"ngettext", "ngettext_lazy"}
CONTEXT = {"pgettext", "pgettext_lazy"}
CONTEXT_PLURAL = {"npgettext", "npgettext_lazy"}

FOLDERS = ("home", "selfassessment", "directory", "search", "locales", "site")
_SKIP = {"migrations", "node_modules", "docs", "data", "__pycache__"}
# What only staff see is in English (decision 0019): it is not kept in four languages.
_STAFF_FOLDERS = {
    *("admin", "models", "workshop"),
    *("listing_admin", "synonym_admin", "heading_admin", "duplicate_admin"),
    *("freshness_admin", "moderation_admin", "import_admin"),
}
_STAFF_FILES = {
    *("wagtail_hooks.py", "staff_menu.py", "viewsets.py", "panels.py", "admin_messages.py"),
    *("views/staff.py", "views/closing.py", "views/reports.py", "views/problem_desk.py"),
    *("forms/many.py", "forms/listings.py", "forms/closures.py", "selectors/incomplete.py"),
    "forms/team_contacts.py",
}

_STRING = r"u?(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*')"
_TEMPLATE_CALL = re.compile(
    rf"\b(gettext|_|pgettext|ngettext|npgettext)\(\s*{_STRING}"
    rf"(?:\s*,\s*{_STRING})?(?:\s*,\s*{_STRING})?",
    re.DOTALL,
)


@dataclass(frozen=True)
class Message:
    """One text: its singular, plural and context, as gettext identifies it."""

    text: str
    plural: str = ""
    context: str = ""


@dataclass
class Found:
    """The texts found, each with the files it stands in."""

    places: dict[Message, set[str]] = field(default_factory=dict)

    def add(self, messages: Iterable[Message], place: str) -> None:
        """Note that the messages stand in a file."""
        for message in messages:
            if message.text:
                self.places.setdefault(message, set()).add(place)


def _text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _message(name: str, texts: list[str]) -> Message | None:
    wanted = 1 + (name in PLURAL) + (name in CONTEXT) + 2 * (name in CONTEXT_PLURAL)
    if len(texts) < wanted:
        return None
    if name in SINGULAR:
        return Message(texts[0])
    if name in PLURAL:
        return Message(texts[0], plural=texts[1])
    if name in CONTEXT:
        return Message(texts[1], context=texts[0])
    return Message(texts[1], plural=texts[2], context=texts[0])


def in_python(source: str) -> Iterator[Message]:
    """Yield the texts of a Python module; raise SyntaxError when it is none."""
    known = SINGULAR | PLURAL | CONTEXT | CONTEXT_PLURAL
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        function = node.func
        name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
        if name not in known:
            continue
        texts = [text for text in map(_text, node.args) if text is not None]
        message = _message(name, texts)
        if message is not None:
            yield message


def in_template(source: str) -> Iterator[Message]:
    """Yield the texts of a Django template."""
    for match in _TEMPLATE_CALL.finditer(templatize(source)):
        name, *parts = match.groups()
        texts = [str(ast.literal_eval(part)) for part in parts if part]
        message = _message(name, texts)
        if message is not None:
            yield message


def _files(root: Path) -> Iterator[Path]:
    for folder in FOLDERS:
        for path in sorted((root / folder).rglob("*")):
            is_text = path.suffix in {".py", ".html", ".txt"} and not _SKIP & set(path.parts)
            if is_text and not _is_for_staff(path.relative_to(root)):
                yield path


def _is_for_staff(path: Path) -> bool:
    """Say whether nobody but staff reads what stands in a file."""
    last = {path.name, "/".join(path.parts[-2:])}
    return bool(_STAFF_FOLDERS & set(path.parts)) or bool(_STAFF_FILES & last)


def in_project(root: Path) -> Found:
    """Return every text of the project's own apps."""
    found = Found()
    for path in _files(root):
        source = path.read_text(encoding="utf-8")
        place = path.relative_to(root).as_posix()
        if path.suffix == ".py":
            found.add(in_python(source), place)
        elif "{%" in source or "{{" in source:
            found.add(in_template(source), place)
    return found
