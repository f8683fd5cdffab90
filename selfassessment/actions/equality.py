"""How are answers about equality kept apart from the person who gave them?"""

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.core.cache import cache

from core.clock import day_of
from selfassessment.models import EqualityAnswers

REMEMBERED = 14 * 24 * 3600


def keep(*, answers: Mapping[str, str], draft: UUID, now: datetime) -> bool:
    """Keep answers once for a draft; the draft is noted for two weeks, beside nothing else.

    An empty page is not kept. Return whether there was anything to keep.
    """
    if not answers or not cache.add(_mark(draft), "1", REMEMBERED):
        return False
    month = day_of(now).replace(day=1)
    EqualityAnswers.objects.create(month=month, answers=json.dumps(dict(answers), sort_keys=True))
    return True


def was_asked(draft: UUID) -> bool:
    """Return whether somebody answered the page after this draft."""
    return cache.get(_mark(draft)) is not None


def _mark(draft: UUID) -> str:
    return f"equality:{draft}"
