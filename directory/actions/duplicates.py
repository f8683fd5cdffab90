"""Look for duplicates, and remember what a person said of them."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Q

from accounts.models import User
from core import audit
from core.tasks.queue import enqueue
from directory.models import DuplicatePair, DuplicateSearch, Service
from directory.rules.alike import Likeness, pairs
from directory.selectors.duplicates import alike, compared, faces
from directory.staff_enums import PairState

SEARCH_JOB, CHECK_JOB = "directory.duplicates", "directory.duplicates_of"
MOST_PAIRS = 5_000
AT_ONCE = 500
MOST_CHECKED = 100
WHOLE, STEP = 100, 5
STALLED_SECONDS = 600


@transaction.atomic
def ask_for_duplicates(*, by: User | None, now: datetime) -> DuplicateSearch:
    """Have the worker look through the directory; asked twice, it looks once."""
    waiting = DuplicateSearch.objects.filter(finished_at__isnull=True).first()
    if waiting is not None and (now - waiting.asked_at).total_seconds() < STALLED_SECONDS:
        return waiting
    search = DuplicateSearch.objects.create(asked_at=now, asked_by=by)
    enqueue(SEARCH_JOB, arguments={"search": search.pk}, now=now)
    return search


def check_soon(*, public_ids: Sequence[str], now: datetime) -> None:
    """Have the worker compare listings that are new or have changed with all others.

    Many at once are left to one pass over the whole directory.
    """
    keys = Service.objects.sources().filter(translation_key__in=list(public_ids)[:AT_ONCE])
    found = list(keys.values_list("pk", flat=True))
    if len(found) > MOST_CHECKED:
        ask_for_duplicates(by=None, now=now)
    elif found:
        enqueue(CHECK_JOB, arguments={"services": found}, now=now)


def find_duplicates(*, search: DuplicateSearch, now: datetime) -> int:
    """Compare all listings, write down the pairs that are alike. Returns how many are open."""
    every = faces(compared())
    search.listings = len(every)

    def tell(done: int, of: int) -> None:
        percent = WHOLE * done // of
        if percent >= search.percent + STEP:
            search.percent = percent
            search.save(update_fields=["percent", "listings"])

    scan = pairs(every, tell)
    with transaction.atomic():
        _write(scan.found[:MOST_PAIRS], now)
        search.percent, search.finished_at, search.scored = WHOLE, now, scan.scored
        search.found = DuplicatePair.objects.filter(state=PairState.OPEN).count()
        search.save()
    return search.found


@transaction.atomic
def check_one(*, service: Service, now: datetime) -> int:
    """Compare one listing with all others and write down what is alike. Returns how many."""
    forget_pairs(service)
    (face,) = faces(Service.objects.filter(pk=service.pk)) or (None,)
    if face is None or not compared().filter(pk=service.pk).exists():
        return 0
    found = [one.likeness for one in alike(face)]
    _store(found, now)
    return len(found)


@transaction.atomic
def decide(*, one: Service, other: Service, by: User | None, now: datetime) -> None:
    """Remember that two listings are not the same thing; nobody is asked again."""
    settle(one=one, other=other, state=PairState.DIFFERENT, by=by, now=now)
    audit.record(
        actor=by, verb="duplicate.different", subject=one, now=now, detail={"other": str(other.pk)}
    )


def settle(
    *, one: Service, other: Service, state: PairState, by: User | None, now: datetime
) -> None:
    """Write down how things stand with two listings."""
    first, second = sorted((one.pk, other.pk))
    DuplicatePair.objects.update_or_create(
        first_id=first,
        second_id=second,
        defaults={"state": state, "decided_by": by, "decided_at": now},
        create_defaults={
            **{"state": state, "decided_by": by, "decided_at": now},
            **{"score": 0, "found_at": now},
        },
    )


def forget_pairs(service: Service) -> None:
    """Drop the pairs of a listing that nobody has looked at."""
    DuplicatePair.objects.filter(
        Q(first=service) | Q(second=service), state=PairState.OPEN
    ).delete()


def _write(found: Sequence[Likeness], now: datetime) -> None:
    seen = _store(found, now)
    open_rows = DuplicatePair.objects.filter(state=PairState.OPEN)
    gone = [
        pk
        for pk, first, second in open_rows.values_list("pk", "first_id", "second_id")
        if (first, second) not in seen
    ]
    for start in range(0, len(gone), AT_ONCE):
        DuplicatePair.objects.filter(pk__in=gone[start : start + AT_ONCE]).delete()


def _store(found: Iterable[Likeness], now: datetime) -> set[tuple[int, int]]:
    """Write pairs down; what somebody has said of them stays. Returns their keys."""
    seen = {(one.first, one.second): one for one in found}
    keys = {key for pair in seen for key in pair}
    there = set(Service.objects.filter(pk__in=keys).values_list("pk", flat=True))
    DuplicatePair.objects.bulk_create(
        [
            DuplicatePair(
                first_id=one.first,
                second_id=one.second,
                score=one.score,
                reasons=list(one.reasons),
                found_at=now,
            )
            for pair, one in seen.items()
            if there.issuperset(pair)
        ],
        batch_size=AT_ONCE,
        update_conflicts=True,
        unique_fields=["first", "second"],
        update_fields=["score", "reasons"],
    )
    return set(seen)
