"""Is there a way to read a case that nobody hears of, or to read one without being of the desk?"""

import uuid

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse

from accounts.actions.roles import ensure_roles
from accounts.models import User
from core import clock
from selfassessment.referrals.actions.cases import receive
from selfassessment.referrals.models import Case, Event
from tests.factories.referrals import submission

POSTS = ("note", "attempt", "owner", "safety", "move")
ROLES = ("anonymous", "editor", "translator", "analyst")


@pytest.fixture
def case() -> Case:
    """Return a case that has just come in."""
    return Case.objects.get(pk=receive(submission=submission(), now=clock.now()).case_id)


def sign_in(client: Client, role: str) -> Client:
    """Sign somebody in who has one role, or nobody."""
    ensure_roles()
    if role != "anonymous":
        user = User.objects.create_user(f"{role}@example.org", "secret")
        user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
    return client


def address(name: str, case: Case) -> str:
    """Return an address of the desk for a case."""
    line = [case.lines.get().pk] if name == "move" else []
    return reverse(f"referrals:{name}", args=[case.pk, *line])


@pytest.mark.parametrize("name", POSTS)
def test_a_refused_form_shows_the_case_and_writes_that_down(
    client: Client, case: Case, name: str
) -> None:
    answer = sign_in(client, "desk").post(address(name, case), {"owner": "999999"})
    assert answer.status_code == 422
    assert case.events.filter(kind="opened", actor__email="desk@example.org").count() == 1


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("name", [*POSTS, "case", "queue", "find"])
def test_nobody_else_reads_or_changes_a_case(
    client: Client, case: Case, role: str, name: str
) -> None:
    where = reverse(f"referrals:{name}") if name in {"queue", "find"} else address(name, case)
    before = Event.objects.count()
    for answer in (sign_in(client, role).get(where), client.post(where, {"note": "x"})):
        assert answer.status_code in {302, 403, 405}
        assert "Hansa" not in answer.content.decode()
        assert "/admin/referrals/" not in answer.get("Location", "").partition("?")[0]
    assert Event.objects.count() == before


def test_a_line_of_another_case_is_not_found(client: Client, case: Case) -> None:
    other = Case.objects.get(pk=receive(submission=submission(), now=clock.now()).case_id)
    sign_in(client, "desk")
    for line in (other.lines.get().pk, uuid.uuid4()):
        where = reverse("referrals:move", args=[case.pk, line])
        client.post(where, {"to": "triage"})
    assert not Event.objects.filter(kind="moved").exists()
    assert {line.state for line in other.lines.all()} == {"received"}
