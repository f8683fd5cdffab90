"""What is shown of these offers in this language?"""

import json
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from functools import lru_cache
from uuid import UUID

from django.db import connection

from core import clock
from directory.cards import Card, from_document
from directory.cards.build import build_cards
from directory.models import ListingCard, Service
from directory.selectors.merged import current_id_of_code, current_public_ids


def cards(public_ids: Iterable[str], language: str) -> dict[str, Card]:
    """Return the cards of published offers by public id, in one query.

    An offer whose card has not been stored yet is read from its rows instead, which takes a
    fixed number of queries more. The id of a listing that was merged gives the card of the one
    that was kept.
    """
    wanted = list(public_ids)
    found = _own(wanted, language)
    missing = [key for key in wanted if key not in found]
    current = current_public_ids(missing) if missing else {}
    kept = _own(set(current.values()), language)
    found |= {old: kept[new] for old, new in current.items() if new in kept}
    return {key: found[key] for key in wanted if key in found}


def _own(public_ids: Collection[str], language: str) -> dict[str, Card]:
    """Return the cards of offers that never went into another."""
    found = {key: _read(text) for key, text in _documents(public_ids, language)}
    missing = [key for key in public_ids if key not in found]
    if missing:
        services = list(Service.objects.known().filter(translation_key__in=missing))
        found |= _fresh(services, language, clock.today())
    return found


def _documents(public_ids: Collection[str], language: str) -> Iterator[tuple[str, str]]:
    """Give public id and stored text of these cards.

    In plain SQL: building the same question by way of models takes longer than answering it, on
    each page of results.
    """
    if not public_ids:
        return
    own = ListingCard._meta.get_field("public_id")
    keys = [own.get_db_prep_value(key, connection) for key in public_ids]
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT public_id, CAST(document AS text) FROM {ListingCard._meta.db_table}"  # noqa: S608 (no value of anybody)
            f" WHERE language = %s AND public_id IN ({', '.join(['%s'] * len(keys))})",
            [language, *keys],
        )
        for public_id, text in cursor:
            yield str(UUID(hex=str(public_id))), text


@lru_cache(maxsize=4_000)
def _read(text: str) -> Card:
    """Return the card that this text stands for; the same text gives the very same card."""
    return from_document(json.loads(text))


def card_by_short_code(short_code: str, language: str) -> Card | None:
    """Return the card of one published offer, or None when there is no such code.

    The code of a listing that was merged gives the card of the one that was kept, which has
    another code.
    """
    row = ListingCard.objects.filter(short_code=short_code, language=language).first()
    if row is not None:
        return from_document(row.document)
    services = list(Service.objects.known().filter(short_code=short_code))
    found = next(iter(_fresh(services, language, clock.today()).values()), None)
    if found is not None:
        return found
    kept = current_id_of_code(short_code)
    return cards([kept], language).get(kept) if kept else None


def _fresh(services: list[Service], language: str, today: date) -> dict[str, Card]:
    return (
        {service.public_id: card for service, card in build_cards(services, [language], today)}
        if services
        else {}
    )
