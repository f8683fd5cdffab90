"""Which telephone numbers do texts point to?"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString

from core.site_facts import telephone_href
from selfassessment.journeys.texts import Words

FILE = Path(__file__).parent / "definitions" / "contacts.json"


@dataclass(frozen=True)
class ContactView:
    """One number or address as a page shows it."""

    name: SafeString | str
    note: SafeString | str
    number: str
    href: str


@cache
def _contacts() -> dict[str, dict[str, Any]]:
    contacts: dict[str, dict[str, Any]] = json.loads(FILE.read_text("utf-8"))["contacts"]
    return contacts


def _number_and_href(contact: dict[str, Any]) -> tuple[str, str]:
    if "setting" in contact:
        number = str(getattr(settings, contact["setting"]))
        return number, telephone_href(number)
    if "text_to" in contact:
        return contact["text_to"], f"sms:{contact['text_to']}"
    if "link" in contact:
        return "", contact["link"]
    return contact["phone"], telephone_href(contact["phone"])


def contact_views(keys: list[str], words: Words) -> list[ContactView]:
    """Return contacts in the reader's language, in the order given."""
    views = []
    for key in keys:
        number, href = _number_and_href(_contacts()[key])
        views.append(
            ContactView(
                name=words.html(f"contact.{key}.name"),
                note=words.html(f"contact.{key}.note"),
                number=number,
                href=href,
            )
        )
    return views
