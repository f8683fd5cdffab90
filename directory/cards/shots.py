"""Which pictures do listings show, and how big are they?"""

from collections.abc import Iterable
from uuid import UUID

from directory.cards.card import Shot
from directory.models import Picture, Service


def shots_of(services: Iterable[Service]) -> dict[UUID, Shot]:
    """Return the pictures of listings by key; nothing is asked where none has one."""
    keys = {service.picture_id for service in services if service.picture_id}
    if not keys:
        return {}
    rows = Picture.objects.filter(pk__in=keys).values_list("pk", "width", "height")
    return {key: Shot(str(key), width, height) for key, width, height in rows}
