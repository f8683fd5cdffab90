"""Change many listings in one act: all of them, or none.

Of what one request does several times, a history shows the last: so each listing has a context of
its own for its history.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from wagtail.log_actions import LogContext, log

from accounts.models import User
from core import audit
from core.clock import LONDON
from directory.actions.checks import check_of
from directory.actions.drafts import change_everywhere
from directory.actions.rounds import end_rounds
from directory.actions.together import together
from directory.enums import Answer, AnsweredBy, CheckedBy, ScheduleKind, Status
from directory.models import Location, Service, ServiceCategory, TaxonomyTerm
from directory.selectors.signs import outlooks

Change = Callable[[Service], None]
CHANGED = "directory.changed_with_others"
CHECKED = "directory.checked"


@dataclass(frozen=True, slots=True)
class Changes:
    """What is changed in each; None leaves it as it is."""

    add_heading: TaxonomyTerm | None = None
    remove_heading: TaxonomyTerm | None = None
    term_time: bool | None = None
    place: Location | None = None
    status: Status | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """The names of what is changed."""
        return tuple(name for name in self.__slots__ if getattr(self, name) is not None)


def change_many(
    *, services: Sequence[Service], changes: Changes, by: User | None, now: datetime
) -> int:
    """Make the same changes in the live copy and the waiting drafts of each listing.

    Returns how many listings there were.
    """
    if not changes.names:
        return 0
    sources = _locked_sources(services)
    with together(by=by, now=now) as act:
        for facts in Service.objects.select_for_update().filter(pk__in=sources):
            change_everywhere(facts=facts, change=_change_of(facts, changes))
            detail = {"fields": ",".join(changes.names)}
            audit.record(actor=by, verb="listing.changed", subject=facts, now=now, detail=detail)
            with LogContext(user=by):
                log(instance=facts, action=CHANGED, user=by, data={"fields": list(changes.names)})
            act.add(facts.public_id)
    return len(sources)


def check_many(*, services: Sequence[Service], by: User | None, now: datetime) -> int:
    """Note that the council has checked each of these listings today."""
    today = now.astimezone(LONDON).date()
    sources = _locked_sources(services)
    with together(by=by, now=now) as act:
        end_rounds(keys=sources, answer=Answer.RIGHT, how=AnsweredBy.STAFF, by=by, now=now)
        ahead = outlooks(sources, today)
        for facts in Service.objects.filter(pk__in=sources):
            row = check_of(facts)
            row.checked_on, row.checked_by, row.checked_by_user = today, CheckedBy.COUNCIL, by
            row.rung_on, row.next_check = None, ahead[facts.pk].next_check(today, today)
            row.save()
            detail = {"whom": CheckedBy.COUNCIL.value}
            audit.record(actor=by, verb="listing.checked", subject=facts, now=now, detail=detail)
            with LogContext(user=by):
                log(instance=facts, action=CHECKED, user=by)
            act.add(facts.public_id)
    return len(sources)


def publish_many(*, services: Sequence[Service], by: User | None, now: datetime) -> int:
    """Publish the latest draft of each row, or the row as it stands when it has none.

    A row that is published and has no draft is left alone. Returns how many were published.
    """
    done = 0
    with together(by=by, now=now):
        for row in _fresh(services, "latest_revision"):
            if row.live and not row.has_unpublished_changes:
                continue
            revision = row.latest_revision or row.save_revision(user=by)
            draft = revision.as_object()
            if draft.go_live_at and draft.go_live_at > timezone.now():
                draft.go_live_at = None  # "put up" means now
                revision = draft.save_revision(user=by)
            with LogContext(user=by):
                revision.publish(user=by)
            done += 1
    return done


def take_down_many(*, services: Sequence[Service], by: User | None, now: datetime) -> int:
    """Take each row off the public site; its drafts and history stay. Returns how many."""
    done = 0
    with together(by=by, now=now):
        for row in _fresh(services):
            if row.live:
                with LogContext(user=by):
                    row.unpublish(user=by)
                done += 1
    return done


def _locked_sources(services: Sequence[Service]) -> list[int]:
    return sorted({row.source_id or row.pk for row in services})


def _fresh(services: Sequence[Service], *also: str) -> list[Service]:
    keys = [row.pk for row in services]
    rows = Service.objects.select_related("source", "locale", *also)
    return list(rows.filter(pk__in=keys))


def _change_of(facts: Service, changes: Changes) -> Change:
    """Return what is done to one listing; the row it adds carries one key in every copy."""
    there = {row.term_id for row in facts.categories.all()}
    added = changes.add_heading
    new_row = ServiceCategory(term=added) if added and added.pk not in there else None

    def change(listing: Service) -> None:
        _change_headings(listing, changes.remove_heading, new_row)
        if changes.term_time is not None:
            rows = list(listing.schedules.all())
            for row in rows:
                if row.kind == ScheduleKind.SESSION:
                    row.term_time = changes.term_time
            listing.schedules.set(rows)
        if changes.place is not None:
            listing.location = changes.place
        if changes.status is not None:
            listing.status = changes.status

    return change


def _change_headings(
    listing: Service, removed: TaxonomyTerm | None, new_row: ServiceCategory | None
) -> None:
    if removed is None and new_row is None:
        return
    rows = list(listing.categories.all())
    kept = [row for row in rows if removed is None or row.term_id != removed.pk]
    if new_row is not None and new_row.term_id not in {row.term_id for row in kept}:
        new_row.position = max((row.position for row in kept), default=-1) + 1
        kept.append(new_row)
    listing.categories.set(kept)
