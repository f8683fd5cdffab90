"""How are many new listings written in few statements?"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from directory.models import CodedRecord, Location, Organisation, Service, TranslatedRecord
from directory.rules.short_codes import short_code_for

AT_ONCE = 500


@dataclass(slots=True)
class Batch:
    """New records that wait to be written together: rows first, then what belongs to them.

    The rows must not be saved before; `save` gives each its key and, to those with a page of
    their own, the short code that belongs to its public id.
    """

    organisations: list[Organisation] = field(default_factory=list)
    locations: list[Location] = field(default_factory=list)
    services: list[Service] = field(default_factory=list)
    children: list[tuple[Any, str, models.Model]] = field(default_factory=list)

    def child(self, parent: models.Model, row: models.Model, link: str = "service_id") -> None:
        """Add a row that belongs to a parent of this batch (or to one that is saved)."""
        self.children.append((parent, link, row))

    def save(self) -> None:
        """Write everything; call it inside a transaction."""
        _save_coded(Organisation, self.organisations)
        _save_coded(Location, self.locations)
        for service in self.services:
            _take_keys(service)
        _save_coded(Service, self.services)
        by_model: dict[type[models.Model], list[models.Model]] = {}
        for parent, link, row in self.children:
            setattr(row, link, parent.pk)
            by_model.setdefault(type(row), []).append(row)
        for model, rows in by_model.items():
            model._default_manager.bulk_create(rows, batch_size=AT_ONCE)


def save_translations(model: Any, rows: Sequence[TranslatedRecord]) -> None:
    """Write translated rows whose source rows are saved."""
    for row in rows:
        row.source = row.source  # takes over the key that the source was given meanwhile
        row.note_words()
    model._default_manager.bulk_create(rows, batch_size=AT_ONCE)


def _take_keys(service: Service) -> None:
    service.organisation = service.organisation
    service.location = service.location


def _save_coded(model: Any, rows: Sequence[CodedRecord]) -> None:
    if not rows:
        return
    taken = set(model._default_manager.exclude(short_code="").values_list("short_code", flat=True))
    for row in rows:
        row.short_code = short_code_for(str(row.translation_key), taken)
        taken.add(row.short_code)
    model._default_manager.bulk_create(rows, batch_size=AT_ONCE)
