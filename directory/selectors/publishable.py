"""Which of these listings lack what the public needs, so that they cannot be published?"""

from collections.abc import Iterable, Mapping
from typing import Any

from directory.models import Contact, Service
from directory.rules.completeness import lacking


def incomplete_drafts(rows: Iterable[Service]) -> Mapping[int, tuple[str, ...]]:
    """Return what the newest draft of each source row lacks, by key; complete ones are left out.

    A row without a draft is looked at as it stands. One query, however many rows.
    """
    sources = [row for row in rows if row.is_source]
    plain = [row.pk for row in sources if row.latest_revision is None]
    contacts = Contact.objects.filter(service__in=plain).values_list("service_id", flat=True)
    reachable = set(contacts) if plain else set()
    found = {row.pk: _lacking(row, row.pk in reachable) for row in sources}
    return {key: codes for key, codes in found.items() if codes}


def _lacking(row: Service, is_reachable: bool) -> tuple[str, ...]:
    draft: Mapping[str, Any] | None = row.latest_revision.content if row.latest_revision else None
    if draft is None:
        return lacking(
            has_place=bool(row.location_id or row.outcode),
            has_contact=is_reachable,
            in_person=row.in_person,
            online=row.online,
            telephone=row.telephone,
        )
    return lacking(
        has_place=bool(draft.get("location") or draft.get("outcode")),
        has_contact=any(one.get("value") for one in draft.get("contacts", ())),
        in_person=bool(draft.get("in_person")),
        online=bool(draft.get("online")),
        telephone=bool(draft.get("telephone")),
    )
