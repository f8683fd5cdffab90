"""Which changes made elsewhere do cards, index and audit trail follow?"""

from typing import Any

from django.db.models.signals import post_delete, post_save, pre_save
from wagtail.log_actions import get_active_log_context
from wagtail.signals import published, unpublished

from core import clock
from core.remembering import forget_all
from directory.actions import together
from directory.actions.calendar import follow_calendar
from directory.actions.cards import refresh
from directory.actions.cards_later import refresh_or_queue
from directory.actions.listings import follow_publication
from directory.models import CalendarPeriod, Location, Organisation, Service, TaxonomyTerm
from directory.selectors.affected import listings_with_words_of

KIND_BEFORE = "_kind_before"


def connect() -> None:
    """Listen; called once, when the app is ready."""
    published.connect(_on_published, sender=Service, dispatch_uid="directory.published")
    unpublished.connect(_on_unpublished, sender=Service, dispatch_uid="directory.unpublished")
    post_delete.connect(_on_deleted, sender=Service, dispatch_uid="directory.deleted")
    pre_save.connect(
        _before_calendar, sender=CalendarPeriod, dispatch_uid="directory.calendar.before"
    )
    for signal in (post_save, post_delete):
        signal.connect(
            _on_calendar, sender=CalendarPeriod, dispatch_uid=f"directory.calendar.{id(signal)}"
        )
    for model in (Organisation, Location, TaxonomyTerm):
        post_save.connect(_on_shared, sender=model, dispatch_uid=f"directory.{model.__name__}")


def _on_published(instance: Service, revision: Any, **kwargs: Any) -> None:
    user = revision.user if revision is not None else None
    follow_publication(service=instance, verb="listing.published", by=user, now=clock.now())


def _on_unpublished(instance: Service, **kwargs: Any) -> None:
    by = get_active_log_context().user  # the signal does not say who
    follow_publication(service=instance, verb="listing.unpublished", by=by, now=clock.now())


def _before_calendar(instance: CalendarPeriod, raw: bool = False, **kwargs: Any) -> None:
    """Remember what a period was: listings that followed the old kind of days follow, too."""
    if raw or instance.pk is None:
        return
    rows = CalendarPeriod.objects.filter(pk=instance.pk)
    setattr(instance, KIND_BEFORE, rows.values_list("kind", flat=True).first())


def _on_calendar(instance: CalendarPeriod, raw: bool = False, **kwargs: Any) -> None:
    if raw:
        return
    verb = "calendar.changed" if "created" in kwargs else "calendar.removed"
    by = get_active_log_context().user  # the signal does not say who
    before = getattr(instance, KIND_BEFORE, None)
    follow_calendar(period=instance, verb=verb, by=by, now=clock.now(), before=before)


def _on_deleted(instance: Service, **kwargs: Any) -> None:
    if not instance.is_source:
        return
    act = together.current()
    if act is not None:
        act.add(instance.public_id)
    else:
        refresh(public_ids=[instance.public_id], now=clock.now())


def _on_shared(
    instance: Organisation | Location | TaxonomyTerm, raw: bool = False, **kwargs: Any
) -> None:
    if raw:
        return
    if isinstance(instance, TaxonomyTerm):
        forget_all()
    affected = listings_with_words_of(instance)
    act = together.current()
    if act is not None:
        act.add(*affected)
    elif affected:
        refresh_or_queue(public_ids=affected, now=clock.now())
