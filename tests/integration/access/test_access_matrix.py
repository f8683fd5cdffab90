"""May every role do what the table says at every address, and nothing else?

The table is `matrix.txt`: one letter for each role. An address that is not in it fails the test.
After a change that is meant: `WRITE_ACCESS_MATRIX=1 pytest tests/integration/access`, then read
every line of the difference.
"""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.template import Template
from django.test import Client

from accounts.actions.roles import ensure_roles
from accounts.models import User
from accounts.roles import Role
from core import clock
from selfassessment.referrals.actions.cases import receive
from selfassessment.referrals.models import Case
from tests.factories.referrals import submission
from tests.fixtures.journeys import begin
from tests.fixtures.published import publish_once
from tests.integration.access.routes import Route, outcome, routes

pytestmark = pytest.mark.django_db
TABLE = Path(__file__).with_name("matrix.txt")
ROLES = ("anonymous", "resident", *(role.value for role in Role), "superuser")
HEAD = """# Who may do what where.
# Y in, L asked to sign in, R refused, N not found, M no such method.
# "resident" has a draft of their own; the drafts, cases and lines asked for are other people's.
"""
# Open to everybody inside the admin: signing in, a lost password, and files that tell nothing.
OPEN_IN_ADMIN = (
    "admin/login/",
    "admin/password_reset/",
    "admin/sprite-",
    "admin/sprite/",
    "admin/jsi18n/",
)
# The same page for everybody, whether the draft is theirs, another's or none.
TELLS_NOTHING = ("/forget/", "/results/sent/")


@pytest.fixture
def known() -> Mapping[str, str]:
    """Return keys of another person's draft, case and line."""
    publish_once()
    ensure_roles()
    case = Case.objects.get(pk=receive(submission=submission(), now=clock.now()).case_id)
    draft = begin(Client(), "refer").split("/")[3]
    return {
        "case_id": str(case.pk),
        "other_id": str(case.pk),
        "line_id": str(case.lines.get().pk),
        "draft": draft,
    }


def client_of(role: str) -> Client:
    """Return a browser in which somebody of a role has signed in."""
    client = Client(raise_request_exception=False, REMOTE_ADDR=f"10.2.0.{ROLES.index(role)}")
    if role == "resident":
        begin(client, "refer")
    elif role != "anonymous":
        user = User.objects.create_user(f"{role}@example.org", "secret")
        user.is_superuser = role == "superuser"
        user.save()
        if role != "superuser":
            user.groups.add(Group.objects.get(name=role))
        client.force_login(user)
    return client


def letters(clients: Mapping[str, Client], route: Route, method: str) -> str:
    """Return what each role gets; nothing that a request does stays."""
    found = ""
    for client in clients.values():
        cookies = client.cookies.output(header="", sep=";")
        with transaction.atomic():
            found += outcome(client, method, route.path)
            transaction.set_rollback(True)
        client.cookies.clear()
        client.cookies.load(cookies)
    return found


def lines(known: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield a key and its letters for each address and method."""
    clients = {role: client_of(role) for role in ROLES}
    for route in routes(known):
        assert route.resolves, route
        for method in ("GET", "POST") if route.is_own else ("GET",):
            yield f"{method} {route.pattern}", letters(clients, route, method)


def written() -> dict[str, str]:
    """Return the table that is kept."""
    rows = [line for line in TABLE.read_text("utf-8").splitlines() if line and line[0] != "#"]
    return {key: found for found, _space, key in (row.partition(" ") for row in rows)}


@pytest.fixture
def found(known: Mapping[str, str], monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Return what the site does; pages stay empty, as who may open one is decided before."""
    monkeypatch.setattr(Template, "render", lambda self, context: "")
    return dict(lines(known))


# A report of wagtail-localize pages through rows without an order; tests make that an error.
@pytest.mark.filterwarnings("ignore:Pagination may yield")
def test_everyone_gets_at_every_address_what_the_table_says(found: dict[str, str]) -> None:
    if os.environ.get("WRITE_ACCESS_MATRIX"):
        rows = [f"{said} {key}" for key, said in sorted(found.items(), key=lambda row: row[0][4:])]
        order = "# " + " ".join(ROLES) + "\n"
        TABLE.write_text(HEAD + order + "\n".join(rows) + "\n", "utf-8")
    expected = written()
    assert not sorted(found.keys() - expected.keys()), "not in the table"
    assert not sorted(expected.keys() - found.keys()), "in the table, but not on the site"
    wrong = [
        f"{key}: {expected[key]} → {said}" for key, said in found.items() if expected[key] != said
    ]
    assert wrong == []


def test_what_is_not_opened_is_closed() -> None:
    """Read the table itself: what may stand in it at all."""
    assert TABLE.read_text("utf-8").splitlines()[3] == "# " + " ".join(ROLES)
    for key, said in written().items():
        _method, _space, pattern = key.partition(" ")
        row = dict(zip(ROLES, said, strict=True))
        assert "E" not in said, key
        if pattern.startswith("admin/") and not pattern.startswith(OPEN_IN_ADMIN):
            assert row["anonymous"] in "LRNM", key
            assert row["resident"] in "LRNM", key
        if pattern.startswith("admin/referrals/"):
            allowed = {"provider"} if "/own/" in pattern else {"desk"}
            if pattern.startswith("admin/referrals/exports/"):
                allowed = {"desk", "manager"}
            if pattern == "admin/referrals/board/":
                allowed = {"desk", "manager", "analyst"}
            assert {role for role in ROLES if row[role] == "Y"} <= allowed | {"superuser"}, key
        if "/own/<uuid:line_id>/" in pattern:
            assert row["provider"] in "NM", key
        if "<uuid:draft>" in pattern and not pattern.endswith(TELLS_NOTHING):
            assert "Y" not in said, key
