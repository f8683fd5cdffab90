"""Take an import back: what it made goes, what it changed is as it was before."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Q, QuerySet
from wagtail.signal_handlers import disable_reference_index_auto_update

from core import clock
from core.clock import day_of
from directory.actions.cards import refresh
from directory.actions.import_leftovers import remove_unused
from directory.actions.imported_writing import CHECKED, standing
from directory.actions.values import write_values
from directory.enums import CheckedBy, Origin
from directory.models import ImportRow, ImportRun, Merger, Service, ServiceCheck, SourceRecord
from directory.selectors.imported_values import prints_of, records_of
from directory.staff_enums import ImportState

AT_ONCE = 100
PEOPLE = (CheckedBy.COUNCIL, CheckedBy.GROUP)


def undo_run(*, run: ImportRun) -> None:
    """Undo every row; what somebody has edited, checked or taken on since stays, and is counted.

    A run that was cut off goes on where it stood.
    """
    waiting = run.rows.filter(applied=True)
    run.done, run.total = 0, waiting.count()
    run.save(update_fields=["done", "total"])
    while rows := list(waiting.order_by("-number")[:AT_ONCE]):
        with disable_reference_index_auto_update():
            _undo(run, rows)
    _finish(run)


@transaction.atomic
def _undo(run: ImportRun, rows: Sequence[ImportRow]) -> None:
    done = {row.external_id: row for row in rows if row.before}
    records = records_of(run.source, list(done))
    records = {
        code: record
        for code, record in records.items()
        if record.service_id == done[code].service_id
    }
    services = standing([record.service_id for record in records.values()])
    taken_on = _taken_on(services)
    removed: list[Service] = []
    restored: list[str] = []
    for code, record in records.items():
        service, before = services[record.service_id], done[code].before
        if not before.get("made"):
            kept = _put_back(service, record, before)
            run.counts["kept" if kept else "restored"] += 1
            restored.append(service.public_id)
        elif service.pk in taken_on or _edited(service, record, record.left):
            run.counts["kept"] += 1
        else:
            removed.append(service)
    run.counts["removed"] += len(removed)
    remove_unused(removed)
    if restored:
        refresh(public_ids=restored, now=clock.now())
    ImportRow.objects.filter(pk__in=[row.pk for row in rows]).update(applied=False)
    run.done += len(rows)
    run.moved_at = clock.now()
    run.save(update_fields=["counts", "done", "moved_at"])


def _taken_on(services: Iterable[int]) -> set[int]:
    """Return the listings that a person has taken on since, in any way that leaves a trace."""
    keys = list(services)
    people = ~Q(origin=Origin.SOURCE) | Q(checked_by__in=PEOPLE)
    traces: tuple[QuerySet[Any], ...] = (
        ServiceCheck.objects.filter(people, service__in=keys).values_list("service_id"),
        Service.objects.filter(pk__in=keys, proposals__isnull=False).values_list("pk"),
        Service.objects.filter(pk__in=keys, translations__isnull=False).values_list("pk"),
        Service.objects.filter(pk__in=keys, latest_revision__isnull=False).values_list("pk"),
        Merger.objects.filter(kept__in=keys).values_list("kept_id"),
        Merger.objects.filter(merged__in=keys).values_list("merged_id"),
    )
    return {key for rows in traces for (key,) in rows}


def _edited(service: Service, record: SourceRecord, codes: Iterable[str]) -> list[str]:
    """Return which of these fields are no longer as the source has left them."""
    now = prints_of(service)
    return [code for code in codes if record.left.get(code, ["", ""])[1] != now.get(code)]


def _put_back(service: Service, record: SourceRecord, before: dict[str, Any]) -> list[str]:
    """Write back what the import has written; return the fields that were edited since."""
    kept = _edited(service, record, before["written"])
    back = [code for code in before["written"] if code not in kept]
    write_values(
        service, {code: before["values"][code] for code in back if code in before["values"]}
    )
    known = before["record"]
    record.left = known["left"]
    record.fingerprint, record.seen_at = known["fingerprint"], known["seen_at"]
    record.as_of = known["as_of"]
    record.save()
    if before["checked"]:
        checks = ServiceCheck.objects.filter(service=service, origin=Origin.SOURCE)
        checks.exclude(checked_by__in=PEOPLE).update(
            **{name: before["checked"][name] for name in CHECKED}
        )
    return kept


@transaction.atomic
def _finish(run: ImportRun) -> None:
    """Have what had left the source checked when it was due before, unless somebody has looked."""
    now = clock.now()
    since = run.applied_at or now
    public_ids: list[str] = []
    for key, day in run.gone:
        rows = ServiceCheck.objects.filter(service=key, next_check=day_of(since))
        rows = rows.exclude(checked_by__in=PEOPLE)
        if rows.update(next_check=date.fromisoformat(day) if day else None):
            public_ids += [
                str(one)
                for one in Service.objects.filter(pk=key).values_list("translation_key", flat=True)
            ]
    if public_ids:
        refresh(public_ids=public_ids, now=now)
    run.state, run.undone_at, run.moved_at, run.gone = ImportState.UNDONE, now, now, []
    run.save()
