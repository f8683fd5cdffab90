"""What the desk, its duty contact and providers are told by message: a reference and a link."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from core.actions.messages import enqueue_many
from core.models import OutboxMessage
from selfassessment.referrals.models import Case, DeskSettings, MessageSettings, NoticeTemplate
from selfassessment.referrals.rules.message_words import fill_lines
from selfassessment.referrals.rules.notice_words import SHIPPED, Notice, Words
from selfassessment.referrals.selectors import promise


@dataclass(frozen=True)
class Way:
    """Where a notice goes and what it opens (a path); it leaves once for each `key`."""

    to: str
    opens: str
    key: str
    channel: str = "email"


def tell(
    *, notice: Notice, case: Case, way: Way, now: datetime, more: Mapping[str, str] | None = None
) -> None:
    """Tell somebody who works referrals about a case, in the caller's transaction.

    `more` fills in what this notice alone has. Nobody is told of made-up people.
    """
    enqueue_many(_told(notice, case, way, more), now=now)


def _told(
    notice: Notice, case: Case, way: Way, more: Mapping[str, str] | None = None
) -> list[OutboxMessage]:
    if not way.to or case.is_sample:
        return []
    own = next(iter(NoticeTemplate.objects.filter(kind=notice)), None)  # one of a kind
    words: Words = own.words if own else SHIPPED[notice]
    link = settings.WAYMARK_BASE_URL.rstrip("/") + way.opens
    values = {"reference": str(case), "link": link, **(more or {})}
    return [
        OutboxMessage(
            channel=way.channel,
            to=way.to,
            subject=fill_lines(words.subject, values) if way.channel == "email" else "",
            body=fill_lines(words.text, values),
            language="en",
            unique_key=way.key,
        )
    ]


def tell_desk(*, notice: Notice, case: Case, key: str, now: datetime) -> None:
    """Tell the desk's address about a case, in the caller's transaction; once for each `key`."""
    tell(notice=notice, case=case, way=_to_desk(case, DeskSettings.load(), key), now=now)


def of_arrival(*, case: Case, desk: DeskSettings, now: datetime) -> list[OutboxMessage]:
    """Return what is to be told of a case that comes in, not yet in the outbox.

    The desk is told of each, its duty contact of a safety flag while the desk is closed.
    """
    notice = Notice.FLAGGED if case.safety_hold else Notice.NEW
    return [*_told(notice, case, _to_desk(case, desk, "new")), *_to_duty(case, desk, now)]


def alert_duty(*, case: Case, now: datetime, turn: str = "") -> None:
    """Tell the duty contact of a safety flag that comes in while the desk is closed.

    `turn` tells a later flag of the same case apart.
    """
    enqueue_many(_to_duty(case, None, now, turn), now=now)


def _to_duty(
    case: Case, desk: DeskSettings | None, now: datetime, turn: str = ""
) -> Iterator[OutboxMessage]:
    if not case.safety_hold or promise(now, desk).open_now:
        return
    duty = MessageSettings.load()
    for channel, to in (("email", duty.duty_email), ("sms", duty.duty_text)):
        key = f"duty-notice:{case.pk}:{channel}{turn and f':{turn}'}"
        yield from _told(Notice.DUTY, case, Way(to, _page(case), key, channel))


def _to_desk(case: Case, desk: DeskSettings, key: str) -> Way:
    return Way(desk.notify_email, _page(case), f"desk-notice:{case.pk}:{key}")


def _page(case: Case) -> str:
    return reverse("referrals:case", args=[case.pk])
