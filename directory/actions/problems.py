"""Keep what a visitor tells us is wrong, and let staff say how far they are with it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from accounts.models import User
from accounts.roles import Role
from core import audit
from core.actions.messages import enqueue
from core.enums import Channel
from directory.actions.checks import check_now
from directory.enums import ProblemState, ProblemTopic
from directory.models import ProblemReport, Service

# What was written and how to answer are forgotten so long after a report is done.
KEPT_FOR = timedelta(days=90)
STAFF_LANGUAGE = "en"


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who is told of a report, and in which language."""

    email: str
    language: str = STAFF_LANGUAGE


Recipients = Callable[[ProblemReport], Iterable[Recipient]]
_told: dict[str, Recipients] = {}


def register_recipients(name: str, function: Recipients) -> None:
    """Have others told of reports too, such as the group itself; called from ready()."""
    _told[name] = function


def team(report: ProblemReport) -> Iterable[Recipient]:
    """Return the directory team."""
    return [Recipient(address) for address in team_addresses()]


def team_addresses() -> list[str]:
    """Return the addresses of the directory team: those of the settings, or else all editors."""
    addresses = [one for one in settings.WAYMARK_DIRECTORY_TEAM if one]
    if addresses:
        return addresses
    editors = get_user_model().objects.filter(is_active=True, groups__name=Role.EDITOR.value)
    return list(editors.order_by("pk").values_list("email", flat=True).distinct())


def report_problem(  # noqa: PLR0913  # the parts of a report, all by name
    *,
    key: UUID,
    listing: Service,
    topic: str,
    words: str,
    contact: str,
    language: str,
    now: datetime,
) -> ProblemReport:
    """Keep a report, tell the team and have the listing checked from today on.

    The same key again returns the first report.
    """
    try:
        with transaction.atomic():
            report = ProblemReport.objects.create(
                id=key,
                service=listing,
                listing_name=listing.name,
                topic=ProblemTopic(topic),
                sealed_words=words or None,
                sealed_contact=contact or None,
                language=language,
                created_at=now,
                changed_at=now,
            )
            detail = {"topic": report.topic, "listing": listing.short_code}
            audit.record(
                actor="visitor", verb="problem.reported", subject=report, now=now, detail=detail
            )
            check_now(keys=[listing.facts.pk], now=now)
            _tell(report, now)
    except IntegrityError:
        return ProblemReport.objects.get(pk=key)
    return report


@transaction.atomic
def set_state(*, report: ProblemReport, state: ProblemState, by: User, now: datetime) -> None:
    """Say how far staff are with a report."""
    if report.state == state:
        return
    report.state, report.changed_at, report.changed_by = state, now, by
    report.save(update_fields=["state", "changed_at", "changed_by"])
    audit.record(
        actor=by, verb="problem.state", subject=report, now=now, detail={"state": state.value}
    )


def forget_done(*, now: datetime) -> int:
    """Forget words and contacts of reports that have been done for 90 days."""
    done = ProblemReport.objects.filter(state=ProblemState.DONE, changed_at__lt=now - KEPT_FOR)
    told = done.exclude(sealed_words__isnull=True, sealed_contact__isnull=True)
    return told.update(sealed_words=None, sealed_contact=None)


def _tell(report: ProblemReport, now: datetime) -> None:
    """Write to the team: which listing and what sort of thing; never what was written."""
    functions = [team, *(_told[name] for name in sorted(_told))]
    recipients = {one.email: one for function in functions for one in function(report)}
    for number, recipient in enumerate(recipients.values()):
        with override(recipient.language):
            enqueue(
                channel=Channel.EMAIL,
                to=recipient.email,
                subject=_subject(report),
                body=_body(report),
                language=recipient.language,
                unique_key=f"problem:{report.pk}:{number}",
                now=now,
            )


def _subject(report: ProblemReport) -> str:
    name = " ".join(report.listing_name.split())
    if report.topic == ProblemTopic.UNSAFE:
        return _("Not safe, please look today: %(name)s") % {"name": name}
    return _("A problem was reported: %(name)s") % {"name": name}


def _body(report: ProblemReport) -> str:
    address = settings.WAYMARK_BASE_URL.rstrip("/") + reverse("directory_problem", args=[report.pk])
    return _(
        "Somebody told us on the website: “%(topic)s”.\n"
        "Listing: %(name)s\n\n"
        "Read what they wrote, and say when it is done:\n%(address)s\n"
    ) % {
        "topic": ProblemTopic(report.topic).label,
        "name": report.listing_name,
        "address": address,
    }
