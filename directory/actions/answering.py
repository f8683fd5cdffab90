"""Take the answers that a group gives by the link in a message.

The first answer of anybody ends the round for all. Prices, dates off and closing go live at
once, can be taken back by the same link, and the team is told; words wait for the team.
"""

import json
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from core import audit
from core.actions.messages import enqueue
from core.clock import LONDON
from core.enums import Channel
from directory.actions.cards import refresh
from directory.actions.checks import check_now, note_checked
from directory.actions.drafts import change_everywhere
from directory.actions.listings import set_status
from directory.actions.problems import report_problem, team_addresses
from directory.actions.rounds import keep_answer
from directory.actions.schedules import locked
from directory.cards.build import ahead
from directory.cards.gather import gather
from directory.enums import (
    Answer,
    AnsweredBy,
    CheckedBy,
    CostFor,
    CostKind,
    CostPer,
    ExceptionReason,
    ProblemTopic,
    Status,
)
from directory.models import (
    CheckRound,
    CostOption,
    ScheduleException,
    Service,
    ServiceCheck,
)

# So long the team has to put right what a group wrote, before the group is asked again.
STAFF_HAVE = timedelta(days=14)
ACTOR = "group"


@dataclass(frozen=True, slots=True)
class Changed:
    """What has changed: a price, no sessions until a day, and the rest in words."""

    price: str = ""
    pence: int | None = None
    back_on: date | None = None
    words: str = ""


@transaction.atomic
def say_right(*, round_: CheckRound, now: datetime) -> bool:
    """Note that the group says a listing is right; False when somebody was faster."""
    row = _open(round_)
    if row is None:
        return False
    keep_answer(key=row.service_id, answer=Answer.RIGHT, how=AnsweredBy.LINK, by=None, now=now)
    note_checked(facts=row.service, whom=CheckedBy.GROUP, by=None, now=now)
    return True


@transaction.atomic
def say_closed(*, round_: CheckRound, now: datetime) -> bool:
    """Close a listing at once, as its group says; False when somebody was faster."""
    row = _open(round_)
    if row is None:
        return False
    undo = {"status": row.service.status}
    kept = keep_answer(
        key=row.service_id,
        answer=Answer.CLOSED,
        how=AnsweredBy.LINK,
        by=None,
        now=now,
        undo=undo,
    )
    set_status(service=row.service, status=Status.CLOSED, by=None, now=now)
    _tell(kept, "The group says that it has closed. The public sees this now.", now)
    return True


@transaction.atomic
def say_changed(*, round_: CheckRound, changed: Changed, language: str, now: datetime) -> bool:
    """Take over what may go live at once, and give the rest to the team.

    With words the listing counts as checked only when the team has put them right.
    """
    row = _open(round_)
    if row is None:
        return False
    facts = locked(row.service)
    undo = _put_live(facts, changed, now)
    kept = keep_answer(
        key=facts.pk,
        answer=Answer.CHANGED,
        how=AnsweredBy.LINK,
        by=None,
        now=now,
        undo=undo,
    )
    if not changed.words:
        note_checked(facts=facts, whom=CheckedBy.GROUP, by=None, now=now)
        _tell(kept, "The group has changed the price or the dates. The public sees this now.", now)
        return True
    report_problem(
        key=_key(kept, changed),
        listing=facts,
        topic=ProblemTopic.OTHER,
        words=changed.words,
        contact="",
        language=language,
        now=now,
    )
    later = now.astimezone(LONDON).date() + STAFF_HAVE
    ServiceCheck.objects.filter(service=facts).update(next_check=later)
    refresh(public_ids=[facts.public_id], now=now)
    return True


@transaction.atomic
def take_back(*, round_: CheckRound, now: datetime) -> bool:
    """Undo what an answer by a link has changed, and ask again; False when there is nothing.

    What somebody has changed since stays as it is.
    """
    row = CheckRound.objects.select_for_update().select_related("service").get(pk=round_.pk)
    is_other_open = CheckRound.objects.open().filter(service_id=row.service_id).exists()
    if not row.undo or row.answered_by != AnsweredBy.LINK or is_other_open:
        return False
    facts = locked(row.service)
    change_everywhere(facts=facts, change=lambda listing: _restore(listing, row.undo))
    row.undo, row.answer, row.answered_by, row.ended_at = {}, "", "", None
    row.save()
    check_now(keys=[facts.pk], now=now)
    audit.record(actor=ACTOR, verb="listing.answer_taken_back", subject=facts, now=now)
    refresh(public_ids=[facts.public_id], now=now)
    return True


def _open(round_: CheckRound) -> CheckRound | None:
    rows = CheckRound.objects.select_for_update().open()
    return rows.filter(pk=round_.pk).select_related("service").first()


def _put_live(facts: Service, changed: Changed, now: datetime) -> dict[str, object]:
    """Make the changes that need nobody's leave; return how to undo them."""
    undo: dict[str, object] = {}
    price = _price(changed)
    if price is not None:
        old = list(facts.cost_options.values("kind", "pence", "whom", "per"))
        undo["prices"], undo["price_now"] = old, [price.kind, price.pence]
    off = _dates_off(facts, changed.back_on, now)
    if off:
        undo["dates"] = [row.on.isoformat() for row in off]
    if not undo:
        return undo

    def change(listing: Service) -> None:
        if price is not None:
            kept = [row for row in listing.cost_options.all() if row.whom != CostFor.EVERYONE]
            listing.cost_options.set([price, *([] if price.kind == CostKind.FREE else kept)])
        if off:
            there = list(listing.exceptions.all())
            listing.exceptions.set([*there, *off])

    change_everywhere(facts=facts, change=change)
    detail = {"fields": ",".join(sorted(undo))}
    audit.record(actor=ACTOR, verb="listing.changed", subject=facts, now=now, detail=detail)
    refresh(public_ids=[facts.public_id], now=now)
    return undo


def _price(changed: Changed) -> CostOption | None:
    if not changed.price:
        return None
    kind = CostKind(changed.price)
    pence = changed.pence if kind == CostKind.FIXED else None
    return CostOption(kind=kind, pence=pence, whom=CostFor.EVERYONE, per=CostPer.SESSION)


def _dates_off(facts: Service, back_on: date | None, now: datetime) -> list[ScheduleException]:
    """Return a row for each day with a session from today until they are back."""
    if back_on is None:
        return []
    today = now.astimezone(LONDON).date()
    dates, _until = ahead(facts, gather([facts]), today)
    taken = set(facts.exceptions.values_list("on", flat=True))
    days = {one.on for one in dates if today <= one.on < back_on} - taken
    return [ScheduleException(on=day, reason=ExceptionReason.OFF) for day in sorted(days)]


def _restore(listing: Service, undo: dict[str, object]) -> None:
    status, prices, dates = undo.get("status"), undo.get("prices"), undo.get("dates")
    if status and listing.status == Status.CLOSED:
        listing.status = str(status)
    now = [[row.kind, row.pence] for row in listing.cost_options.all()]
    if isinstance(prices, list) and undo.get("price_now") in now:
        listing.cost_options.set([CostOption(**row) for row in prices])
    if isinstance(dates, list):
        listing.exceptions.set(
            [
                row
                for row in listing.exceptions.all()
                if row.on.isoformat() not in dates or row.reason != ExceptionReason.OFF
            ]
        )


def _key(kept: CheckRound, changed: Changed) -> UUID:
    return uuid5(NAMESPACE_URL, json.dumps(["waymark:answer", kept.pk, changed.words]))


def _tell(kept: CheckRound, what: str, now: datetime) -> None:
    """Write to the team, in English, which listing was changed by its group."""
    base = settings.WAYMARK_BASE_URL.rstrip("/")
    address = base + reverse("directory_freshness_listing", args=[kept.service_id])
    name = " ".join(kept.service.name.split())
    for number, email in enumerate(dict.fromkeys(team_addresses())):
        enqueue(
            channel=Channel.EMAIL,
            to=email,
            subject=f"Changed by the group: {name}",
            body=f"{what}\n\nListing: {name}\nSee it, or take it back:\n{address}\n",
            language="en",
            unique_key=f"directory.answered:{kept.pk}:{kept.answer}:{now.timestamp()}:{number}",
            now=now,
        )
