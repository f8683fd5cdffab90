"""What the desk is told by message: a reference and a link, never who or what."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from core.actions.messages import enqueue
from selfassessment.referrals.models import Case, DeskSettings, MessageSettings
from selfassessment.referrals.selectors import promise


def case_address(case: Case) -> str:
    """Return the whole address of a case at the desk."""
    return settings.WAYMARK_BASE_URL.rstrip("/") + reverse("referrals:case", args=[case.pk])


def tell_desk(*, case: Case, subject: str, body: str, key: str, now: datetime) -> None:
    """Tell the desk's address about a case, in the caller's transaction; once for each `key`."""
    address = DeskSettings.load().notify_email
    if not address or case.is_sample:
        return
    enqueue(
        channel="email",
        to=address,
        subject=subject,
        body=f"{body}\n\nOpen it: {case_address(case)}\n",
        language="en",
        unique_key=f"desk-notice:{case.pk}:{key}",
        now=now,
    )


def alert_duty(*, case: Case, now: datetime) -> None:
    """Tell the duty contact of a safety flag that comes in while the desk is closed."""
    if not case.safety_hold or case.is_sample or promise(now).open_now:
        return
    duty = MessageSettings.load()
    ways = [("email", duty.duty_email), ("sms", duty.duty_text)]
    for channel, to in ways:
        if not to:
            continue
        enqueue(
            channel=channel,
            to=to,
            subject=f"SAFETY FLAG while the desk is closed: {case}" if channel == "email" else "",
            body=f"A referral with a safety flag came in while the desk is closed: {case}. "
            f"Open it: {case_address(case)}",
            language="en",
            unique_key=f"duty-notice:{case.pk}:{channel}",
            now=now,
        )
