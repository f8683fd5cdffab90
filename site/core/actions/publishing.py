"""Publish what is due, and take down what has expired: pages, notices and listings alike."""

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

import structlog
from django.apps import apps
from django.db import transaction
from wagtail.models import DraftStateMixin, Page, Revision

log = structlog.get_logger(__name__)

PUBLISHED_BY_DATE = "wagtail.publish.scheduled"
TAKEN_DOWN_BY_DATE = "wagtail.unpublish.scheduled"


def publish_due(*, now: datetime) -> int:
    """Do what the dates of drafts say. Each in a transaction of its own; returns how many."""
    return _take_down_expired(now) + _publish_approved(now)


def _publish_approved(now: datetime) -> int:
    due = Revision.objects.filter(approved_go_live_at__lte=now).order_by("approved_go_live_at")
    keys = list(due.values_list("pk", flat=True))
    return sum(_done("publish", partial(_publish, key)) for key in keys)


def _publish(key: int) -> None:
    revision = Revision.objects.select_for_update().filter(
        pk=key, approved_go_live_at__isnull=False
    )
    for one in revision:
        one.publish(log_action=PUBLISHED_BY_DATE)


def _take_down_expired(now: datetime) -> int:
    done = 0
    for model in _models():
        expired = model._default_manager.filter(live=True, expire_at__lte=now)
        for row in list(expired):
            done += _done("unpublish", partial(_take_down, row))
    return done


def _take_down(row: Any) -> None:
    row.unpublish(set_expired=True, log_action=TAKEN_DOWN_BY_DATE)


def _done(what: str, act: Callable[[], None]) -> bool:
    """Do one; one that fails is logged and does not keep the others waiting."""
    try:
        with transaction.atomic():
            act()
    except Exception:  # whatever a page raises, the next is published
        log.exception("scheduled_publishing_failed", what=what)
        return False
    return True


def _models() -> list[Any]:
    """Return the models that can be published; pages once, whatever their kind."""
    found = [
        model
        for model in apps.get_models()
        if issubclass(model, DraftStateMixin) and not issubclass(model, Page)
    ]
    return [Page, *found]
