"""How does a listing stand that may be a duplicate, and what points to it?"""

from dataclasses import dataclass

from django.urls import reverse

from directory.listing_admin import columns
from directory.models import KeptItem, Service


@dataclass(frozen=True, slots=True)
class Standing:
    """The head of one column."""

    service: Service
    edit_address: str
    address: str
    state: str
    checked: str
    languages: str
    sources: tuple[str, ...]
    lists: int
    reports: int


def standing(service: Service) -> Standing:
    """Return the head of a column; a fixed number of queries."""
    rows = service.translations.select_related("locale").order_by("locale__language_code")
    names = [service.locale, *(row.locale for row in rows)]
    return Standing(
        service=service,
        edit_address=reverse(Service.snippet_viewset.get_url_name("edit"), args=[service.pk]),
        address=address_of(service),
        state=columns.state(service),
        checked=columns.checked_on(service),
        languages=", ".join(locale.get_display_name() for locale in names),
        sources=tuple(dict.fromkeys(service.source_records.values_list("source_name", flat=True))),
        lists=KeptItem.objects.filter(
            public_id=service.translation_key, removed_at__isnull=True
        ).count(),
        reports=service.problems.waiting().count(),
    )


def address_of(service: Service) -> str:
    """Return where the public finds a listing, after the language."""
    return f"/directory/{service.slug}-{service.short_code}/"
