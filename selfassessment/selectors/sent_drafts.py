"""What does the site still hold of the walk that a request was sent from?"""

from typing import Any

from django.db.models import Q

from selfassessment.models import Draft
from selfassessment.referrals.models import Case


def told_before_sending(case: Case) -> dict[str, Any]:
    """Return answers and place of the draft of a case and of the check before it; else nothing."""
    sent = Draft.objects.filter(submission_key=case.submission_key).first()
    if sent is None:
        return {}
    rows = Draft.objects.filter(Q(pk__in=[sent.pk, sent.earlier_id]))
    return {"drafts": [_draft(row) for row in rows.order_by("created_at")]}


def _draft(row: Draft) -> dict[str, Any]:
    return {
        "questions": str(row.version),
        "answers": row.sealed_answers,
        "place": row.sealed_place or {},
        "carried_over": row.carried,
        "language": row.person_language,
        "how": row.channel,
        "state": row.get_status_display(),
        "reference": row.reference,
        "begun_at": row.created_at.isoformat(),
        "saved_at": row.saved_at.isoformat() if row.saved_at else "",
        "changed_at": row.updated_at.isoformat(),
        "kept_until": row.expires_at.isoformat(),
    }
