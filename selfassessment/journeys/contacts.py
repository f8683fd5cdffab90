"""Which telephone numbers do texts point to?"""

from dataclasses import dataclass

from django.conf import settings
from django.utils.safestring import SafeString

from core.site_facts import telephone_href
from selfassessment.fact_book import shipped_contacts
from selfassessment.journeys.texts import Words
from selfassessment.models import Fact


@dataclass(frozen=True)
class ContactView:
    """One number or address as a page shows it."""

    name: SafeString | str
    note: SafeString | str
    number: str
    href: str


def _number_and_href(key: str, words: Words) -> tuple[str, str]:
    contact = shipped_contacts().get(key, {})
    if "setting" in contact:
        number = str(getattr(settings, contact["setting"]))
        return number, telephone_href(number)
    value = words.facts.value(key) or ""
    match words.facts.kind(key):
        case Fact.Kind.TEXT:
            return value, f"sms:{value}"
        case Fact.Kind.LINK:
            return "", value
        case Fact.Kind.HOURS:
            return value, ""
        case _:
            return value, telephone_href(value)


def is_known(key: str, words: Words) -> bool:
    """Return whether a contact can be shown: it has a number or a setting, and a name."""
    in_settings = "setting" in shipped_contacts().get(key, {})
    return (in_settings or words.facts.value(key) is not None) and words.has(f"contact.{key}.name")


def contact_views(keys: list[str], words: Words) -> list[ContactView]:
    """Return contacts in the reader's language, in the order given; hidden ones are left out.

    So is one whose fact or name is gone: the validator tells editors.
    """
    views = []
    for key in keys:
        if words.facts.is_hidden(key) or not is_known(key, words):
            continue
        number, href = _number_and_href(key, words)
        views.append(
            ContactView(
                name=words.html(f"contact.{key}.name"),
                note=words.html(f"contact.{key}.note") if words.has(f"contact.{key}.note") else "",
                number=number,
                href=href,
            )
        )
    return views
