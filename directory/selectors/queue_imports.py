"""Which imports wait for somebody to take them in or discard them?"""

from collections.abc import Iterator, Sequence

from django.db.models import Count, IntegerField, Value
from django.urls import reverse

from directory.models import ImportRow, ImportRun
from directory.rules.moderation import Harm, Item, Kind
from directory.selectors.moderation import Rows, Source, by_key, columns, register_source
from directory.staff_enums import ImportState, RowFate


def start() -> None:
    """Register them; called once, when the app is ready."""
    register_source("imports", Source((Kind.IMPORT,), _waiting, _items))


def _waiting() -> Rows:
    whole = IntegerField()
    return columns(
        ImportRun.objects.filter(state=ImportState.READY).defer("content"),
        kind=Kind.IMPORT.value,
        harm=Value(int(Harm.TIDY), output_field=whole),
        readers=Value(0, output_field=whole),
        since="moved_at",
    )


def _items(keys: Sequence[str]) -> Iterator[Item]:
    found = by_key(_waiting(), keys)
    counted = ImportRow.objects.filter(run__in=[row.pk for row in found.values()])
    counts = counted.order_by().values_list("run", "fate").annotate(number=Count("pk"))
    fates: dict[int, list[str]] = {}
    for run, fate, number in counts:
        fates.setdefault(run, []).append(f"{RowFate(fate).label}: {number:,}")
    for key, row in found.items():
        address = reverse("directory_import", args=[row.pk])
        yield Item(
            kind=Kind.IMPORT,
            key=key,
            title=f"{row.source_name}, {row.rows_read:,} rows",
            organisation=row.came_from,
            waiting_since=row.moved_at,
            harm=row.q_harm,
            readers=row.q_readers,
            url=address,
            version=row.moved_at.isoformat(),
            said=(". ".join(sorted(fates.get(row.pk, ()))) or "No rows",),
        )
