"""Write the stored cards of listings, and have the search index follow."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time
from typing import Any

from django.conf import settings
from django.db import transaction

from core.clock import LONDON
from directory.cards.build import build_cards
from directory.cards.editions import stored_editions, with_edition
from directory.cards.stored import plain_facts, plain_words
from directory.models import ListingCard, Service
from search.actions.outbox import record_change

AT_ONCE = 500
Progress = Callable[[int, int], None]


def languages() -> list[str]:
    """Return the codes of the languages that cards are kept in."""
    return [code for code, _ in settings.LANGUAGES]


@transaction.atomic
def refresh(*, public_ids: Sequence[str], now: datetime) -> int:
    """Build the cards of these listings afresh, drop those of hidden ones, tell the index.

    Returns the number of listings that are shown. The caller's transaction is joined.
    """
    shown = 0
    today = now.astimezone(LONDON).date()
    for keys in _slices(public_ids):
        services = list(Service.objects.known().filter(translation_key__in=keys))
        ListingCard.objects.filter(public_id__in=keys).exclude(
            public_id__in=[service.translation_key for service in services]
        ).delete()
        ListingCard.objects.bulk_create(
            list(_cards(services, today, now)),
            batch_size=AT_ONCE,
            update_conflicts=True,
            unique_fields=["public_id", "language"],
            update_fields=["service", "short_code", "document", "words_state", "built_at"],
        )
        shown += len(services)
    record_change(public_ids=list(public_ids))
    return shown


def _cards(services: Sequence[Service], today: date, now: datetime) -> Iterator[ListingCard]:
    """Give the rows to store, those of a listing after one another."""
    editions = stored_editions([service.public_id for service in services])
    facts: dict[str, Any] = {}
    for service, card in build_cards(services, languages(), today):
        if facts.get("public_id") != card.public_id:
            facts = plain_facts(card)
        document = {**facts, **plain_words(card)}
        yield ListingCard(
            service=service,
            language=card.language,
            public_id=service.translation_key,
            short_code=service.short_code,
            document=with_edition(document, editions.get((card.public_id, card.language)), now),
            words_state=card.words_state,
            built_at=now,
        )


def refresh_all(*, now: datetime, progress: Progress | None = None) -> int:
    """Build the cards of all listings afresh, a slice at a time. Returns how many are shown."""
    keys = [str(key) for key in Service.objects.sources().values_list("translation_key", flat=True)]
    done = 0
    for part in _slices(keys):
        done += refresh(public_ids=part, now=now)
        if progress is not None:
            progress(done, len(keys))
    return done


def refresh_aged(*, now: datetime) -> int:
    """Build the cards that were not built today, so that their dates start today.

    The worker calls this every few hours; cards built since midnight in London are left alone.
    """
    midnight = datetime.combine(now.astimezone(LONDON).date(), time.min, tzinfo=LONDON)
    young = ListingCard.objects.filter(built_at__gte=midnight).values("public_id")
    aged = Service.objects.known().exclude(translation_key__in=young)
    keys = [str(key) for key in aged.values_list("translation_key", flat=True)]
    return sum(refresh(public_ids=part, now=now) for part in _slices(keys))


def _slices(keys: Sequence[str]) -> Iterator[list[str]]:
    for start in range(0, len(keys), AT_ONCE):
        yield list(keys[start : start + AT_ONCE])
