"""What do `{fact.<key>}` and contacts stand for just now?

Kept in the database, once for all languages; where a fact is missing there, or the database is
away, what ships is shown.
"""

import json
import re
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from django.db import DatabaseError
from django.utils.translation import gettext as _

from selfassessment import overlay
from selfassessment.models import Fact

FILE = Path(__file__).parent / "journeys" / "definitions" / "contacts.json"
EMERGENCY = ["emergency_999", "text_relay", "nhs_111", "samaritans", "abuse_helpline"]
INSTEAD = ["team", "nhs_111", "samaritans", "emergency_999"]
REFERENCE = re.compile(r"\{fact\.([a-z][a-z0-9_]*)\}")
KINDS = {"phone": Fact.Kind.PHONE, "text_to": Fact.Kind.TEXT, "link": Fact.Kind.LINK}


def shipped_contacts() -> dict[str, dict[str, Any]]:
    """Return the contacts that ship, by key."""
    return _contacts(overlay.chosen())


def shipped_facts() -> dict[str, tuple[str, str]]:
    """Return kind and value of each shipped fact; those that are settings are left out."""
    return _facts(overlay.chosen())


@cache
def _contacts(folder: Path) -> dict[str, dict[str, Any]]:
    contacts: dict[str, dict[str, Any]] = json.loads(FILE.read_text("utf-8"))["contacts"]
    return overlay.over_contacts(contacts, folder)


@cache
def _facts(folder: Path) -> dict[str, tuple[str, str]]:
    return {
        key: (kind.value, str(contact[name]))
        for key, contact in _contacts(folder).items()
        for name, kind in KINDS.items()
        if name in contact
    }


class FactBook:
    """The facts, read once, when the first one is wanted."""

    @cached_property
    def _rows(self) -> dict[str, tuple[str, str, bool]]:
        shipped = {key: (kind, value, False) for key, (kind, value) in shipped_facts().items()}
        try:
            rows = list(Fact.objects.values_list("key", "kind", "value", "hidden_at"))
        except DatabaseError:
            return shipped
        return shipped | {key: (kind, value, at is not None) for key, kind, value, at in rows}

    def value(self, key: str) -> str | None:
        """Return a fact; empty while it is hidden, None when there is no such fact."""
        found = self._rows.get(key)
        if found is None:
            return None
        return "" if found[2] else found[1]

    def kind(self, key: str) -> str:
        """Return what a fact is, empty when there is no such fact."""
        return self._rows.get(key, ("", "", False))[0]

    def is_hidden(self, key: str) -> bool:
        """Return whether a fact is shown nowhere just now."""
        return self.value(key) == ""

    def fill(self, text: str) -> str:
        """Return a text with its facts; in place of a hidden one it says that we are checking."""
        if "{fact." not in text:
            return text
        return REFERENCE.sub(self._shown, text)

    def _shown(self, match: re.Match[str]) -> str:
        value = self.value(match[1])
        if value is None:
            return match[0]
        return value or _("(we are checking this number)")


def references(text: str) -> list[str]:
    """Return the keys of the facts a text points to."""
    return REFERENCE.findall(text)
