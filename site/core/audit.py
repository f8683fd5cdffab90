"""How is one line written into the audit trail?"""

import re
from collections.abc import Mapping
from datetime import datetime

from django.db.models import Model

from core.models.audit import AuditEvent

_VERB = re.compile(r"[a-z][a-z0-9_.]{0,79}")
_CODE = re.compile(r"[A-Za-z0-9_.:,/+-]{0,120}")


class NotACode(ValueError):
    """A verb or detail of an audit event is free text, which may hold a person's data."""


def record(
    *,
    actor: Model | str | None,
    verb: str,
    subject: Model,
    now: datetime,
    detail: Mapping[str, str] | None = None,
) -> AuditEvent:
    """Append an event in the caller's transaction.

    `actor` is a user, a word such as "resident" or a job's name; None means the system itself.
    `verb` is lower case with dots ("case.opened"). `detail` holds codes, field names and
    references only; a value with a space or an @ raises NotACode, since it may be someone's data.
    """
    if not _VERB.fullmatch(verb):
        raise NotACode("An audit verb is lower-case letters, digits, dots and underscores")
    codes = dict(detail or {})
    for part in (*codes.keys(), *codes.values()):
        if not isinstance(part, str) or not _CODE.fullmatch(part):
            raise NotACode(f"The detail of {verb} holds something that is not a code")
    return AuditEvent.objects.create(
        at=now,
        actor=actor_name(actor),
        verb=verb,
        subject_type=subject._meta.label_lower,
        subject_key=str(subject.pk),
        detail=codes,
    )


def actor_name(actor: Model | str | None) -> str:
    """Return how an actor stands in the trail: "accounts.user:7", "resident", "system"."""
    if actor is None:
        return "system"
    if isinstance(actor, str):
        if not _CODE.fullmatch(actor) or not actor:
            raise NotACode("An actor is a user or a code, never a name")
        return actor
    if actor.pk is None or not hasattr(actor, "_meta"):
        return "anonymous"
    return f"{actor._meta.label_lower}:{actor.pk}"
