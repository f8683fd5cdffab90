"""How does the queue of staff with 10,000 items stand to the empty one?

`python -m tests.bench.moderation` takes these figures alone.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from uuid import uuid4

if __name__ == "__main__":
    ROOT = Path(__file__).resolve().parents[2]
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.environ.setdefault("WAYMARK_DATA", tempfile.mkdtemp(prefix="waymark-bench-"))
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
    import django

    django.setup()

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.actions.roles import ensure_roles
from accounts.models import User
from core import clock
from directory.enums import Answer, AnsweredBy, ProblemTopic, ProposalState
from directory.models import (
    CheckRound,
    DuplicatePair,
    ProblemReport,
    Proposal,
    Service,
    ServiceCategory,
    ServiceCheck,
    TeamContact,
)
from directory.staff_enums import ProposalKind
from tests.bench.figures import Figure, middle, side_by_side
from tests.bench.measures import set_up
from tests.factories.directory import locales, make_group, make_heading

ITEMS = int(os.environ.get("BENCH_ITEMS", "10000"))
QUEUE = "/admin/moderation/"
PAGES = {
    "first page": QUEUE,
    "changes": f"{QUEUE}?kind=edit",
    "reports": f"{QUEUE}?kind=report",
    "page 300": f"{QUEUE}?p=300",
}
KINDS = (Proposal, ProblemReport, DuplicatePair, CheckRound, TeamContact)
WORDS = "Tea, biscuits and a talk for everybody who likes company in the morning. "


def of_moderation() -> Iterator[Figure]:
    """Yield the figures of the queue; makes its listings and items first.

    The empty view is measured first, in the same process, on the same listings.
    """
    ensure_roles()
    user = User.objects.create_superuser("queue@example.org", "made-up", first_name="Queue")
    client = Client()
    client.force_login(user)
    for kind in KINDS:
        kind._default_manager.all()._raw_delete(connection.alias)
    services = _listings(max(60, ITEMS // 5))
    [empty] = side_by_side([lambda: _get(client, QUEUE)], rounds=15)
    _items(services[:60], 60)
    few = {name: _queries(client, page) for name, page in PAGES.items()}
    for kind in KINDS:
        kind._default_manager.all()._raw_delete(connection.alias)
    made = _items(services, ITEMS)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    for name, page in PAGES.items():
        if name != "page 300":  # which the few do not have
            more = _queries(client, page) - few[name]
            yield Figure(f"Queries of the queue, {made:,} items to 60: {name}", more, 0, "more")
    yield Figure("Queries of the queue", _queries(client, QUEUE), 30, "queries")
    for name, page in PAGES.items():
        [full] = side_by_side([lambda page=page: _get(client, page)], rounds=15)  # type: ignore[misc]
        ratio = middle(full) / middle(empty)
        yield Figure(f"Queue of {made:,} items to the empty one: {name}", ratio, 6.0, "x")


def _get(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)


def _queries(client: Client, address: str) -> int:
    _get(client, address)
    with CaptureQueriesContext(connection) as caught:
        _get(client, address)
    return len(caught)


def _listings(number: int) -> list[Service]:
    """Return made-up listings with a group, a heading and readers."""
    english, now = locales()["en"], clock.now()
    group = make_group(name="Made-up group of the bench")
    plain, risky = make_heading("bench-tea", "Tea"), make_heading("abuse", "Abuse")
    rows = [
        Service(
            locale=english,
            name=f"Made up {place}",
            summary=WORDS,
            organisation=group,
            live=True,
            short_code=f"q{place:06d}",
            translation_key=uuid4(),
        )
        for place in range(number)
    ]
    Service.objects.bulk_create(rows, batch_size=500)
    found = list(Service.objects.filter(organisation=group).order_by("pk"))
    ServiceCategory.objects.bulk_create(
        ServiceCategory(service=one, term=risky if place % 20 == 0 else plain)
        for place, one in enumerate(found)
    )
    ServiceCheck.objects.bulk_create(
        ServiceCheck(service=one, readers=place * 7 % 900, next_check=now.date())
        for place, one in enumerate(found)
    )
    return found


def _items(services: list[Service], number: int) -> int:
    """Make so many items: of ten, four changes, two offers, two reports, a pair and an answer."""
    now, count = clock.now(), len(services)
    proposals, reports, pairs, rounds = [], [], {}, []
    for place in range(number):
        service, at = services[place % count], now - timedelta(minutes=place)
        sort = place % 10
        if sort < 6:
            proposals.append(_proposal(service, at, is_new=sort >= 4))
        elif sort < 8:
            reports.append(_report(service, at, place))
        elif sort == 8:
            second = services[(place * 7 + 1 + place // count) % count]
            keys = tuple(sorted((service.pk, second.pk)))
            if keys[0] != keys[1]:
                pairs[keys] = DuplicatePair(
                    first_id=keys[0], second_id=keys[1], score=70, found_at=at
                )
        else:
            rounds.append(_round(service, at))
    Proposal.objects.bulk_create(proposals, batch_size=500)
    ProblemReport.objects.bulk_create(reports, batch_size=500)
    DuplicatePair.objects.bulk_create(pairs.values(), batch_size=500)
    CheckRound.objects.bulk_create(rounds, batch_size=500)
    return len(proposals) + len(reports) + len(pairs) + len(rounds)


def _proposal(service: Service, at: datetime, *, is_new: bool) -> Proposal:
    return Proposal(
        kind=ProposalKind.NEW if is_new else ProposalKind.EDIT,
        state=ProposalState.WAITING,
        service=None if is_new else service,
        organisation_id=service.organisation_id,
        changes={"name": f"Newly {service.name}", "summary": WORDS * 3},
        before={"name": service.name, "summary": WORDS * 2},
        begun_at=at,
        changed_at=at,
        sent_at=at,
    )


def _report(service: Service, at: datetime, place: int) -> ProblemReport:
    topics = ProblemTopic.values
    return ProblemReport(
        id=uuid4(),
        service=service,
        listing_name=service.name,
        topic=topics[place % len(topics)],
        sealed_words="The time on the door is another one.",
        language="en",
        created_at=at,
        changed_at=at,
    )


def _round(service: Service, at: datetime) -> CheckRound:
    return CheckRound(
        service=service,
        opened_on=at.date(),
        due_on=at.date(),
        ended_at=at,
        answer=Answer.CHANGED,
        answered_by=AnsweredBy.LINK,
    )


if __name__ == "__main__":
    set_up()
    for one in of_moderation():
        print(one.line(), flush=True)
