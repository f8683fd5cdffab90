"""What do two listings say, field by field, and can they be made one?"""

import hashlib
import json
from collections.abc import Mapping
from datetime import date, time
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from modelcluster.models import get_serializable_data_for_fields

from directory.models import Merger, Picture, Service
from directory.rules.merging import RELATIONS, WORDS, Values

SIMPLE = ("kind", "status", "gender", "beginners", "booking")
AGES = ("minimum_age", "maximum_age")
FORMATS = ("in_person", "online", "telephone")
NOT_A_VALUE = ("pk", "id", "service")


def values_of(service: Service) -> dict[str, Any]:
    """Return what a listing says, as plain values; a fixed number of queries."""
    values: dict[str, Any] = {name: getattr(service, name) for name in (*WORDS, *SIMPLE)}
    values["organisation"] = service.organisation_id
    values["place"] = [service.location_id, service.outcode]
    values["ages"] = [getattr(service, name) for name in AGES]
    values["picture"] = picture_value(service)
    values["formats"] = [getattr(service, name) for name in FORMATS]
    for name in RELATIONS:
        values[name] = [row_values(row) for row in getattr(service, name).all()]
    return values


def picture_value(service: Service) -> dict[str, str] | None:
    """Return a picture with its words; None where there is none."""
    if service.picture_id is None:
        return None
    return {"id": str(service.picture_id), "words": service.picture_words}


def row_values(row: Any) -> dict[str, Any]:
    """Return one row of a listing as plain values, without its keys."""
    data = get_serializable_data_for_fields(row)
    return {
        name: value.isoformat() if isinstance(value, date | time) else value
        for name, value in data.items()
        if name not in NOT_A_VALUE
    }


def fields_from(values: Values) -> dict[str, Any]:
    """Return the columns of a listing that these values stand for; rows are left out."""
    columns = {name: values[name] for name in (*WORDS, *SIMPLE) if name in values}
    if "organisation" in values:
        columns["organisation_id"] = values["organisation"]
    if "place" in values:
        columns["location_id"], columns["outcode"] = values["place"]
    if "ages" in values:
        columns |= dict(zip(AGES, values["ages"], strict=True))
    if "picture" in values:
        shown = values["picture"] or {}
        # One that was forgotten since leaves the listing without, not with words for nothing.
        there = Picture.objects.filter(pk=shown["id"]).exists() if shown else False
        columns["picture_id"] = UUID(shown["id"]) if there else None
        columns["picture_words"] = shown["words"] if there else ""
    if "formats" in values:
        columns |= dict(zip(FORMATS, values["formats"], strict=True))
    return columns


def print_of(*values: Mapping[str, Any]) -> str:
    """Return what changes when anything that was shown changes, whichever is named first."""
    written = sorted(json.dumps(one, sort_keys=True) for one in values)
    return hashlib.sha256("\n".join(written).encode()).hexdigest()[:24]


def merger_of(service: Service) -> Merger | None:
    """Return how this listing went into another, if it did."""
    rows = Merger.objects.select_related("kept")
    return rows.filter(merged_public_id=service.translation_key, undone_at__isnull=True).first()


def mergers() -> QuerySet[Merger]:
    """Return what was merged, the latest first, with what a page shows of it."""
    return Merger.objects.select_related("kept", "merged", "by", "undone_by")
