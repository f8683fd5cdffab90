"""What is shown of these offers in this language?"""

import json
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

from django.db.models import TextField
from django.db.models.functions import Cast

from core import clock
from directory.cards import Card, from_document
from directory.cards.build import build_cards
from directory.models import ListingCard, Service


def cards(public_ids: Iterable[str], language: str) -> dict[str, Card]:
    """Return the cards of published offers by public id, in one query.

    An offer whose card has not been stored yet is read from its rows instead, which takes a
    fixed number of queries more.
    """
    wanted = list(public_ids)
    rows = ListingCard.objects.filter(public_id__in=wanted, language=language)
    written = rows.annotate(written=Cast("document", TextField()))
    found = {
        str(public_id): _read(text)
        for public_id, text in written.values_list("public_id", "written")
    }
    missing = [key for key in wanted if key not in found]
    if missing:
        services = list(Service.objects.known().filter(translation_key__in=missing))
        found |= _fresh(services, language, clock.today())
    return {key: found[key] for key in wanted if key in found}


@lru_cache(maxsize=4_000)
def _read(text: str) -> Card:
    """Return the card that this text stands for; the same text gives the very same card."""
    return from_document(json.loads(text))


def card_by_short_code(short_code: str, language: str) -> Card | None:
    """Return the card of one published offer, or None when there is no such code."""
    row = ListingCard.objects.filter(short_code=short_code, language=language).first()
    if row is not None:
        return from_document(row.document)
    services = list(Service.objects.known().filter(short_code=short_code))
    return next(iter(_fresh(services, language, clock.today()).values()), None)


def _fresh(services: list[Service], language: str, today: date) -> dict[str, Card]:
    return (
        {service.public_id: card for service, card in build_cards(services, [language], today)}
        if services
        else {}
    )
