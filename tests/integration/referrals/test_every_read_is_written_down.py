"""Is it written down, for each page and file of the desk and of providers, who read whose referral?

The test goes through the URL table: an address that shows somebody and writes nothing fails it,
and so does one for which it has no key. The chain of events holds single cases; lists of many
people (the queue, a provider's lines) are one row of the audit trail for each view.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from django.db import transaction
from django.test import Client
from django.urls import URLPattern, reverse

from accounts.models import User
from core import clock
from core.audit import actor_name
from core.models import AuditEvent
from selfassessment.referrals.actions import families, handing, lines, saved_views
from selfassessment.referrals.actions.cases import receive
from selfassessment.referrals.models import Case, Event, FollowUp, OwnWords, Provider
from selfassessment.referrals.types import NeedLine
from selfassessment.referrals.urls import urlpatterns
from tests.factories.referrals import person, submission

pytestmark = pytest.mark.django_db
LISTS = ("queue.read", "own_lines.read")
NEEDS = (NeedLine("home", "home_safety", "home_team"), NeedLine("family", "family_help", "desk"))


@dataclass(frozen=True)
class Desk:
    """Somebody who may do everything, the cases of one household, and keys of what they hold."""

    user: User
    client: Client
    cases: tuple[Case, ...]
    keys: Mapping[str, object]
    sent: Mapping[str, Mapping[str, str]]


def child(name: str) -> Case:
    """Return the case of a child of one household."""
    sent = submission(needs=NEEDS, about="child", person=person(name=name), language="en")
    return Case.objects.get(pk=receive(submission=sent, now=clock.now()).case_id)


@pytest.fixture
def desk(client: Client) -> Desk:
    """Return a desk on which each page has somebody to show."""
    now, day = clock.now(), clock.today()
    user = User.objects.create_superuser("all@example.org", "secret")
    client.force_login(user)
    team = Provider.objects.create(code="home_team", name="Home team")
    team.users.add(user)
    other = child("Ravindran Beside")
    case = child("Ashalata Here")
    families.start(case=other, lead=user, agreed_on=day, agreed_by="", by=user, now=now)
    line = case.lines.get(need="home")
    follow_up = FollowUp.objects.create(line=line, weeks=4, due_on=day)
    lines.move(line=other.lines.get(need="home"), to="triage", note="", by=user, now=now)
    case.lines.update(state="triage")
    address = reverse("referrals:sameness", args=[case.pk, other.pk])
    client.post(address, {"same": "yes"})
    handing.allocate(line=line, provider=team, note="", by=user, now=now)
    words = OwnWords.objects.create(
        case=case, asked="notes", language="gu", sealed_words="કેમ છો", written_at=now
    )
    view = saved_views.save(user=user, name="Mine", parameters={})
    days = {"first": day.isoformat(), "last": day.isoformat(), "kind": "json"}
    return Desk(
        user,
        client,
        (case, other),
        {
            "case_id": case.pk,
            "other_id": other.pk,
            "line_id": line.pk,
            "follow_up_id": follow_up.pk,
            "view_id": view.pk,
            "words_id": words.pk,
            "kind": "tried",
            "code": "wellbeing",
            "stage": "before",
        },
        {"export-cases": days, "rights-copy": {"as": "page"}},
    )


def asked(desk: Desk, entry: URLPattern) -> set[str]:
    """Open an address, or send to it; return whom it shows, having looked that it is written."""
    events_before = set(Event.objects.values_list("pk", flat=True))
    trail_before = set(AuditEvent.objects.values_list("pk", flat=True))
    keys = {name: desk.keys[name] for name in entry.pattern.converters}
    path = reverse(f"referrals:{entry.name}", kwargs=keys)
    answer = desk.client.get(path)
    if answer.status_code == 405:
        answer = desk.client.post(path, desk.sent.get(str(entry.name), {}))
    assert answer.status_code in (200, 302, 422), (path, answer.status_code)
    words = answer.content.decode()
    events = Event.objects.exclude(pk__in=events_before).filter(actor=desk.user)
    trail = AuditEvent.objects.exclude(pk__in=trail_before)
    trail = trail.filter(actor=actor_name(desk.user))
    shown = set()
    for case in desk.cases:
        if not any(told in words for told in (case.person.details.name, str(case), case.reference)):
            continue
        shown.add(case.person.details.name)
        as_list = trail.filter(verb__in=LISTS).exists()
        written = events.filter(case=case).exists() or trail.about(case).exists()
        assert written or as_list, f"{path} shows {case.person.details.name} unseen"
    return shown


def test_every_address_that_shows_somebody_writes_down_who_looked(desk: Desk) -> None:
    shown: dict[str, set[str]] = {}
    for entry in urlpatterns:
        with transaction.atomic():
            shown[str(entry.name)] = asked(desk, entry)
            transaction.set_rollback(True)
    both = {case.person.details.name for case in desk.cases}
    # What this walk is known to see; without it an empty page would prove something.
    for name in ("queue", "case", "family", "export-cases"):
        assert shown[name] == both, name
    for name in ("own", "own-line", "own-home", "own-outcome", "letter", "rights", "rights-copy"):
        assert "Ashalata Here" in shown[name], name


def test_a_look_at_the_queue_is_one_row_without_anybodys_data(desk: Desk) -> None:
    queue = reverse("referrals:queue")
    desk.client.get(queue, {"view": "triage", "need": "home", "state": "<b>no such", "p": "2"})
    row = AuditEvent.objects.get(verb="queue.read")
    assert row.actor == actor_name(desk.user)
    assert row.detail == {"view": "triage", "page": "2", "need": "home"}


def test_what_is_not_the_same_person_is_not_shown_beside(desk: Desk) -> None:
    case, other = desk.cases
    address = reverse("referrals:sameness", args=[case.pk, other.pk])
    desk.client.post(address, {"same": "no"})
    page = desk.client.get(reverse("referrals:case", args=[case.pk])).content.decode()
    assert str(other) in page
    assert "Ravindran Beside" not in page
    assert not other.events.filter(kind="opened").exists()
