"""Change the heading that waiting drafts name, as the live copies are changed."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q, TextField
from django.db.models.functions import Cast
from wagtail.models import Revision

from directory.models import Service

AT_ONCE = 200
Rows = list[dict[str, Any]]


def drafts_naming(term: int) -> Iterator[Revision]:
    """Give the drafts that can still be published and stand under this heading.

    The text is looked through by the database first: most drafts name other headings.
    """
    latest = Service.objects.filter(latest_revision__isnull=False).values("latest_revision")
    rows = (
        Revision.objects.filter(
            base_content_type=ContentType.objects.get_for_model(Service, for_concrete_model=False)
        )
        .annotate(written=Cast("content", TextField()))
        .filter(written__contains=f'"term": {term}')
        .filter(
            Q(pk__in=latest)
            | Q(approved_go_live_at__isnull=False)
            | Q(task_states__workflow_state__status__in=["in_progress", "needs_changes"])
        )
    )
    for draft in rows.order_by("pk").distinct().iterator(chunk_size=AT_ONCE):
        if any(row.get("term") == term for row in draft.content.get("categories", [])):
            yield draft


def move_drafts(*, term: int, to: int) -> dict[str, Rows]:
    """Put another heading in the place of one in every waiting draft.

    Returns what each draft said before, by its key.
    """
    before: dict[str, Rows] = {}
    changed: list[Revision] = []
    for draft in drafts_naming(term):
        before[str(draft.pk)] = draft.content["categories"]
        draft.content["categories"] = _with(draft.content["categories"], term, to)
        changed.append(draft)
    Revision.objects.bulk_update(changed, ["content"], batch_size=AT_ONCE)
    return before


def restore_drafts(*, before: dict[str, Rows]) -> None:
    """Give each draft back the headings it had."""
    keys = [int(key) for key in before]
    for start in range(0, len(keys), AT_ONCE):
        drafts = list(Revision.objects.filter(pk__in=keys[start : start + AT_ONCE]))
        for draft in drafts:
            draft.content["categories"] = before[str(draft.pk)]
        Revision.objects.bulk_update(drafts, ["content"])


def listings_of(drafts: Sequence[str]) -> set[int]:
    """Return the keys of the listings that these drafts belong to."""
    rows = Revision.objects.filter(pk__in=[int(key) for key in drafts])
    return {int(key) for key in rows.values_list("object_id", flat=True)}


def _with(rows: Rows, term: int, to: int) -> Rows:
    has_other = any(row.get("term") == to for row in rows)
    return [
        {**row, "term": to} if row.get("term") == term else row
        for row in rows
        if not (has_other and row.get("term") == term)
    ]
