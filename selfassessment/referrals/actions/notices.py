"""What the desk, its duty contact and providers are told by message: a reference and a link."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse

from core.actions.messages import enqueue
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
    if not way.to or case.is_sample:
        return
    own = NoticeTemplate.objects.filter(kind=notice).first()
    words: Words = own.words if own else SHIPPED[notice]
    link = settings.WAYMARK_BASE_URL.rstrip("/") + way.opens
    values = {"reference": str(case), "link": link, **(more or {})}
    enqueue(
        channel=way.channel,
        to=way.to,
        subject=fill_lines(words.subject, values) if way.channel == "email" else "",
        body=fill_lines(words.text, values),
        language="en",
        unique_key=way.key,
        now=now,
    )


def tell_desk(
    *, notice: Notice, case: Case, key: str, now: datetime, desk: DeskSettings | None = None
) -> None:
    """Tell the desk's address about a case, in the caller's transaction; once for each `key`."""
    settings_of_desk = desk or DeskSettings.load()
    to, key = settings_of_desk.notify_email, f"desk-notice:{case.pk}:{key}"
    tell(notice=notice, case=case, way=Way(to, _page(case), key), now=now)


def alert_duty(*, case: Case, now: datetime, turn: str = "") -> None:
    """Tell the duty contact of a safety flag that comes in while the desk is closed.

    `turn` tells a later flag of the same case apart.
    """
    if not case.safety_hold or promise(now).open_now:
        return
    duty = MessageSettings.load()
    for channel, to in (("email", duty.duty_email), ("sms", duty.duty_text)):
        key = f"duty-notice:{case.pk}:{channel}{turn and f':{turn}'}"
        way = Way(to, _page(case), key, channel)
        tell(notice=Notice.DUTY, case=case, way=way, now=now)


def _page(case: Case) -> str:
    return reverse("referrals:case", args=[case.pk])
