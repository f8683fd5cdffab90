"""Give a demonstration something that waits for staff: an offer, a change, a claim, a report."""

from datetime import datetime, timedelta
from uuid import UUID

from django.db import transaction

from core.enums import Channel
from directory.actions import claiming, proposals
from directory.actions.problems import report_problem
from directory.actions.sample_files import key_for
from directory.enums import ProblemTopic
from directory.models import Organisation, ProblemReport, Proposal, Service
from directory.staff_enums import ProposalKind

GROUP = "tea-on-thursdays"
OFFER = UUID("5a3b1f0e-7c1d-4c7e-9a51-0d3f4b8f2a01")
REPORT = UUID("5a3b1f0e-7c1d-4c7e-9a51-0d3f4b8f2a02")
MADE_UP = "(This is made up.)"
CLAIMER = "0116 496 0732"
NEW = {
    "name": "Mending circle",
    "summary": f"Bring a sock, leave with a darned one. {MADE_UP}",
    "group_name": "",
    "schedules": [],
    "times_vary": True,
    "place": {"kind": "area", "postcode": "LE4"},
    "prices": [{"kind": "free"}],
    "contacts": [],
    "message_form": True,
}


@transaction.atomic
def load_sample_waiting(*, now: datetime) -> int:
    """Put four made-up items into the queue of staff, once; return how many."""
    key = key_for("organisation", GROUP)
    group = Organisation.objects.sources().filter(is_sample=True, translation_key=key).first()
    if group is None or Proposal.objects.filter(pk=OFFER).exists():
        return 0
    own = group.services.filter(source=None).order_by("name", "pk").first()
    samples = Service.objects.sources().filter(is_sample=True).exclude(organisation=group)
    others = list(samples.order_by("name", "pk")[:2])
    if own is None or len(others) < 2:
        return 0
    earlier = now - timedelta(days=1)
    _sent(Proposal(pk=OFFER, kind=ProposalKind.NEW, organisation=group, changes=NEW), earlier)
    words = {"summary": f"{own.summary} Now with biscuits. {MADE_UP}"}
    _sent(Proposal(kind=ProposalKind.EDIT, organisation=group, service=own, changes=words), earlier)
    claiming.begin(
        service=others[0],
        channel=Channel.SMS,
        value=CLAIMER,
        why=f"I have led this group since 2019. {MADE_UP}",
        language="en",
        now=earlier,
    )
    report_problem(
        key=REPORT,
        listing=others[1],
        topic=ProblemTopic.TIME.value,
        words=f"I went and the door was shut. {MADE_UP}",
        contact="",
        language="en",
        now=earlier,
    )
    return 4


def remove_sample_waiting() -> None:
    """Take away what goes with no listing."""
    Proposal.objects.filter(pk=OFFER).delete()
    ProblemReport.objects.filter(pk=REPORT).delete()


def _sent(row: Proposal, now: datetime) -> None:
    row.begun_at = row.changed_at = now
    row.sealed_contact = '{"channel": "email", "value": "group@example.org"}'
    row.save(force_insert=True)
    proposals.send(row, now=now)
