"""Which telephone numbers do texts point to?"""

from dataclasses import dataclass

from django.conf import settings
from django.utils.safestring import SafeString

from core.site_facts import telephone_href
from selfassessment.fact_book import shipped_contacts
from selfassessment.journeys.texts import Words


@dataclass(frozen=True)
class ContactView:
    """One number or address as a page shows it."""

    name: SafeString | str
    note: SafeString | str
    number: str
    href: str


def _number_and_href(key: str, words: Words) -> tuple[str, str]:
    contact = shipped_contacts()[key]
    if "setting" in contact:
        number = str(getattr(settings, contact["setting"]))
        return number, telephone_href(number)
    value = words.facts.value(key) or ""
    if "text_to" in contact:
        return value, f"sms:{value}"
    if "link" in contact:
        return "", value
    return value, telephone_href(value)


def contact_views(keys: list[str], words: Words) -> list[ContactView]:
    """Return contacts in the reader's language, in the order given; hidden ones are left out."""
    views = []
    for key in keys:
        if words.facts.is_hidden(key):
            continue
        number, href = _number_and_href(key, words)
        views.append(
            ContactView(
                name=words.html(f"contact.{key}.name"),
                note=words.html(f"contact.{key}.note"),
                number=number,
                href=href,
            )
        )
    return views
