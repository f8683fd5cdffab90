"""Make two listings one, and take that back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from wagtail.log_actions import LogContext, log

from accounts.models import User
from core import audit
from directory.actions import merged_along
from directory.actions.drafts import change_everywhere
from directory.actions.duplicates import forget_pairs, settle
from directory.actions.together import together
from directory.actions.values import write_values
from directory.enums import Status
from directory.models import Merger, Service
from directory.rules.merging import SPOKEN, differing, merged, same
from directory.selectors.merging import merger_of, print_of, values_of
from directory.staff_enums import PairState

MERGED, UNDONE = "directory.merged", "directory.merge_undone"
ITSELF, GONE, AWAY = "itself", "gone", "away"
LOCKED, HIDDEN, CHANGED = "locked", "hidden", "changed"
LATER = "later"


class CannotMerge(Exception):
    """Why two listings cannot be made one, or not now, as a code."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


@dataclass(frozen=True, slots=True)
class Decision:
    """Which listing stays and goes, what is chosen for each field, and what was seen of both."""

    kept: int
    other: int
    choices: Mapping[str, str]
    seen: str


def merge(*, decision: Decision, by: User | None, now: datetime) -> Merger:
    """Put one listing away into another, whose address and list entries it leads to from now on.

    Raise CannotMerge when one of them is gone, locked or has changed since it was looked at.
    """
    with together(by=by, now=now) as act:
        kept, other = _locked_pair(decision, by)
        before, others = values_of(kept), values_of(other)
        if decision.seen != print_of(before, others):
            raise CannotMerge(CHANGED)
        choices = choices_for(kept, other, decision.choices)
        after = merged(before, others, choices)
        codes = differing(before, after)
        status = other.status
        write_values(kept, {code: after[code] for code in codes})
        _set_status(other, Status.ARCHIVED)
        moved = {"status": status} | merged_along.follow(kept, other, choices)
        merger = Merger.objects.create(
            kept=kept,
            merged=other,
            merged_public_id=other.translation_key,
            merged_short_code=other.short_code,
            merged_name=other.name,
            at=now,
            by=by,
            before={code: before[code] for code in codes},
            after={code: after[code] for code in codes},
            moved=moved,
        )
        settle(one=kept, other=other, state=PairState.MERGED, by=by, now=now)
        forget_pairs(other)
        _tell(merger, "listing.merged", MERGED, by, now)
        act.add(kept.public_id)
        act.add(other.public_id)
    return merger


def undo(*, merger: Merger, by: User | None, now: datetime) -> tuple[str, ...]:
    """Take a merger back: both listings are as they were, each at its own address.

    Returns the fields that somebody has changed since; they are left as they are. Raise
    CannotMerge when the listing that was kept has itself gone into another since.
    """
    with together(by=by, now=now) as act:
        row = Merger.objects.select_for_update().get(pk=merger.pk)
        if row.undone_at is not None or row.merged_id is None:
            raise CannotMerge(GONE)
        pair = Service.objects.select_for_update().in_bulk([row.kept_id, row.merged_id])
        kept, other = pair[row.kept_id], pair[row.merged_id]
        if merger_of(kept) is not None:
            raise CannotMerge(LATER)
        current = values_of(kept)
        back = {c: v for c, v in row.before.items() if same(c, current[c], row.after[c])}
        row.undone_at, row.undone_by = now, by
        row.save(update_fields=["undone_at", "undone_by"])
        merged_along.take_back(kept, other, row.moved)
        write_values(kept, back)
        _set_status(other, Status(row.moved["status"]))
        settle(one=kept, other=other, state=PairState.OPEN, by=by, now=now)
        _tell(row, "listing.merge_undone", UNDONE, by, now)
        act.add(kept.public_id)
        act.add(other.public_id)
    return tuple(code for code in row.before if code not in back)


def refusal(kept: Service, other: Service, by: User | None) -> str:
    """Return why these two cannot be made one, as a code; "" when they can."""
    if kept.pk == other.pk:
        return ITSELF
    if Status.ARCHIVED in (kept.status, other.status):
        return AWAY
    # One that went into another and was made active by hand leads there still: no chain turns back.
    if merger_of(kept) is not None or merger_of(other) is not None:
        return AWAY
    if any(one.locked and one.locked_by != by for one in (kept, other)):
        return LOCKED
    return HIDDEN if other.live and not kept.live else ""


def choices_for(kept: Service, other: Service, choices: Mapping[str, str]) -> dict[str, str]:
    """Return the choices that count: words of two languages are never mixed."""
    one_language = kept.locale_id == other.locale_id
    return {code: one for code, one in choices.items() if one_language or code not in SPOKEN}


def _locked_pair(decision: Decision, by: User | None) -> tuple[Service, Service]:
    rows = Service.objects.sources().select_for_update().order_by("pk")
    pair = {row.pk: row for row in rows.filter(pk__in=[decision.kept, decision.other])}
    if decision.kept not in pair or decision.other not in pair:
        raise CannotMerge(GONE)
    kept, other = pair[decision.kept], pair[decision.other]
    code = refusal(kept, other, by)
    if code:
        raise CannotMerge(code)
    return kept, other


def _set_status(facts: Service, status: Status) -> None:
    def change(listing: Service) -> None:
        listing.status = status

    change_everywhere(facts=facts, change=change)


def _tell(merger: Merger, verb: str, action: str, by: User | None, now: datetime) -> None:
    detail = {"other": str(merger.merged_id), "fields": ",".join(merger.before)[:120]}
    audit.record(actor=by, verb=verb, subject=merger.kept, now=now, detail=detail)
    for one in (merger.kept, merger.merged):
        with LogContext(user=by):  # in one context the history of one of the two would lack it
            log(instance=one, action=action, user=by, data={"merger": merger.pk})
