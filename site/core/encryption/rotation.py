"""How do values sealed with an old key get the current one?"""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.apps import apps
from django.db import models, transaction

from core.encryption.errors import EncryptionError
from core.encryption.fields import _EncryptedField
from core.encryption.keyring import keyring
from core.encryption.seal import Sealed, seal, unseal

BATCH = 200


@dataclass
class Tally:
    """What was found and done: values by key id, values sealed anew, values that do not open."""

    by_key: Counter[str] = field(default_factory=Counter)
    resealed: int = 0
    broken: int = 0


Rotation = Callable[[bool], Tally]
_elsewhere: list[Rotation] = []


def register(rotation: Rotation) -> None:
    """Let an app rotate what it seals outside encrypted fields; called from ready().

    The function takes `only_count` and returns what it found and did.
    """
    if rotation not in _elsewhere:
        _elsewhere.append(rotation)


def elsewhere() -> tuple[Rotation, ...]:
    """Return what apps registered."""
    return tuple(_elsewhere)


def models_with_sealed_fields() -> list[tuple[type[models.Model], tuple[str, ...]]]:
    """Return each model that has encrypted fields, with their names."""
    found = []
    for model in apps.get_models():
        if model._meta.proxy or not model._meta.managed:
            continue
        names = tuple(f.name for f in model._meta.local_fields if isinstance(f, _EncryptedField))
        if names:
            found.append((model, names))
    return found


def rotate(
    model: type[models.Model], names: Sequence[str], *, only_count: bool = False
) -> Iterator[Tally]:
    """Go through a model's rows in batches and yield a tally for each batch.

    A batch is one transaction that locks its rows, so an edit made meanwhile is never undone.
    Stopping half-way is harmless: the next run goes on.
    """
    keys = model._default_manager.order_by("pk").values_list("pk", flat=True)
    batch: list[Any] = []
    for key in keys.iterator(chunk_size=BATCH):
        batch.append(key)
        if len(batch) == BATCH:
            yield _rotate_batch(model, names, batch, only_count)
            batch = []
    if batch:
        yield _rotate_batch(model, names, batch, only_count)


def _rotate_batch(
    model: type[models.Model], names: Sequence[str], batch: Sequence[Any], only_count: bool
) -> Tally:
    tally = Tally()
    with transaction.atomic():
        rows = model._default_manager.select_for_update().filter(pk__in=batch)
        for key, *values in rows.values_list("pk", *names):
            row = dict(zip(names, values, strict=True))
            fresh = _resealed(model, key, row, tally, only_count)
            if fresh:
                model._default_manager.filter(pk=key).update(**fresh)
    return tally


def _resealed(
    model: type[models.Model],
    key: Any,
    row: dict[str, Sealed | None],
    tally: Tally,
    only_count: bool,
) -> dict[str, Sealed]:
    ring = keyring()
    fresh: dict[str, Sealed] = {}
    for name, value in row.items():
        if value is None:
            continue
        sealing: Any = model._meta.get_field(name)
        place = sealing.place(model(pk=key))
        try:
            tally.by_key[value.key_id] += 1
            plain = unseal(value, place=place, ring=ring)
        except EncryptionError:
            tally.broken += 1
            continue
        if value.key_id != ring.current and not only_count:
            fresh[name] = seal(plain, place=place, ring=ring)
            tally.resealed += 1
    return fresh
