"""Small listings for tests, in more than one language."""

from datetime import date, time
from typing import Any

from wagtail.models import Locale

from directory.enums import ContactKind, CostKind
from directory.models import (
    Contact,
    CostOption,
    Location,
    Organisation,
    Schedule,
    Service,
    ServiceCategory,
    TaxonomyTerm,
)
from directory.rules.recurrence import Rule

LANGUAGES = ("en", "gu", "pl", "ur")


def locales() -> dict[str, Locale]:
    """Return the languages of the site, made if they are missing."""
    return {code: Locale.objects.get_or_create(language_code=code)[0] for code in LANGUAGES}


def make_heading(code: str = "coffee", name: str = "Coffee mornings") -> TaxonomyTerm:
    """Return a heading, the same one for the same code."""
    found = TaxonomyTerm.objects.sources().filter(code=code).first()
    return found or TaxonomyTerm.objects.create(code=code, name=name, locale=locales()["en"])


def make_place(**fields: Any) -> Location:
    """Return a hall in Belgrave."""
    return Location.objects.create(
        **{
            "locale": locales()["en"],
            "name": "Marigold Hall",
            "address": "12 Orchard Street, Leicester",
            "postcode": "LE4 5QX",
            "latitude": 52.65,
            "longitude": -1.12,
            **fields,
        }
    )


def make_group(**fields: Any) -> Organisation:
    """Save a group."""
    english = Locale.objects.get(language_code="en")
    return Organisation.objects.create(**{"locale": english, "name": "A group", **fields})


def make_listing(**fields: Any) -> Service:
    """Return a published listing on Tuesdays from 10 to 12, free, with a telephone number."""
    language = fields.pop("language", "en")
    service = Service.objects.create(
        **{
            "locale": locales()[language],
            "name": "Tea and a chat",
            "summary": "Tea, biscuits and talk.",
            "live": True,
            "location": make_place(),
            "organisation": Organisation.objects.create(
                name="Belgrave Neighbours", locale=locales()["en"]
            ),
            **fields,
        }
    )
    Schedule.objects.create(
        service=service,
        rrule=Rule(("tue",)).as_rrule(),
        starts_on=date(2026, 1, 6),
        start_time=time(10),
        end_time=time(12),
    )
    CostOption.objects.create(service=service, kind=CostKind.FREE)
    Contact.objects.create(service=service, kind=ContactKind.PHONE, value="0116 496 0123")
    ServiceCategory.objects.create(service=service, term=make_heading())
    return Service.objects.get(pk=service.pk)


def make_translation(service: Service, language: str, **words: str) -> Service:
    """Return a published translation of a listing."""
    row = service.copy_for_translation(locales()[language])
    for name, text in words.items():
        setattr(row, name, text)
    row.live = True
    row.save()
    return Service.objects.get(pk=row.pk)
