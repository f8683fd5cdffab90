"""Let a low-risk edit reach the live copy and every waiting draft.

Publishing a waiting draft writes the whole object back. An edit that went to the live rows alone
would be undone by it; so the same change is made in each draft that can still be published.
"""

from collections.abc import Callable

from django.contrib.contenttypes.models import ContentType
from django.db.models import Q
from wagtail.models import Revision

from directory.models import Service

Change = Callable[[Service], None]


def waiting_drafts(facts: Service) -> list[Revision]:
    """Return the revisions of a listing that can still become its live copy."""
    own = Revision.objects.filter(
        base_content_type=ContentType.objects.get_for_model(Service),
        object_id=str(facts.pk),
    )
    return list(
        own.filter(
            Q(pk=facts.latest_revision_id)
            | Q(approved_go_live_at__isnull=False)
            | Q(task_states__workflow_state__status__in=["in_progress", "needs_changes"])
        ).distinct()
    )


def change_everywhere(*, facts: Service, change: Change) -> None:
    """Make a change to the child rows of the live copy and of every waiting draft.

    `change` edits the listing it is given in memory; it is called once for each copy, the live
    one first. Rows that it adds must be made once, outside it: saved with the live copy, they
    carry the same keys in the drafts.
    """
    change(facts)
    facts.save()
    for draft in waiting_drafts(facts):
        waiting = draft.as_object()
        change(waiting)
        draft.content = waiting.serializable_data()
        draft.save(update_fields=["content"])
