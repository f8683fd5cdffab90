"""How does a listing stand, field by field, for those who compare it with its source?"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.db.models import Model, QuerySet

from directory.models import Service, SourceRecord
from directory.rules.import_prints import print_of
from directory.selectors.merging import row_values

AT_ONCE = 500
RELATIONS = ("contacts", "categories", "cost_options", "schedules", "languages")
WORDS = ("name", "summary", "who_for", "how_to_join", "cost_note")


def with_rows(services: QuerySet[Service]) -> QuerySet[Service]:
    """Return listings with all that is compared; a fixed number of queries."""
    return services.select_related("organisation", "location").prefetch_related(*RELATIONS)


def prints_of(
    service: Service, rows: Mapping[str, Iterable[Model]] | None = None
) -> dict[str, str]:
    """Return the prints of a listing as it stands; `rows` are those of one that is being made."""
    group, place = service.organisation, service.location
    values: dict[str, Any] = {name: getattr(service, name) for name in WORDS}
    values |= {
        "kind": str(service.kind),
        "status": str(service.status),
        "organisation": str(group.translation_key) if group else "",
        "place": [str(place.translation_key) if place else "", service.outcode],
        "ages": [service.minimum_age, service.maximum_age],
    }
    for name in RELATIONS:
        there = getattr(service, name).all() if rows is None else rows.get(name, ())
        values[name] = [row_values(row) for row in there]
    return {code: print_of(value) for code, value in values.items()}


def records_of(source: str, codes: Sequence[str]) -> dict[str, SourceRecord]:
    """Return what is known of these records of a source, each with its listing."""
    found: dict[str, SourceRecord] = {}
    rows = SourceRecord.objects.filter(source=source).select_related("service")
    for start in range(0, len(codes), AT_ONCE):
        part = rows.filter(external_id__in=codes[start : start + AT_ONCE])
        found |= {record.external_id: record for record in part}
    return found
