"""Does anything of a person turn up where it has no business?

One referral with words that occur nowhere else goes the whole way: filled in with a mistake and
with an error on the way, sent, looked at, changed and asked about by its person, worked by the
desk, handed to a provider, written about. Then logs, cache, index, addresses, cookies, messages
and the database itself are searched for these words.
"""

import io
import logging
import logging.config
import pickle
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.actions.roles import ensure_roles
from accounts.models import User
from core import clock, remembering
from core.actions import messages
from core.logs import logging_settings
from core.messages.backends import memory
from core.models import AuditEvent, FailedTask, OutboxMessage
from selfassessment.referrals.actions import handing
from selfassessment.referrals.models import Case, Provider
from selfassessment.referrals.whereabouts import code_to_show
from tests.fixtures.filling import ready
from tests.fixtures.search import SearchIndex

pytestmark = pytest.mark.django_db
# Typed by the person, by the desk and by the provider. Telephone numbers are looked for by their
# end, however they are written.
TOLD = {
    "your_name": "Zyxqvella Wurmfeldt",
    "email": "zyxq.wurm@example.org",
    "phone": "0116 496 0973",
    "post_address": "77 Quibblethorpe Row",
    "contact_notes": "Ring twice, then whistle plumply",
    "formats_other": "Paper the colour of ochrewax",
    "postcode": "LE4 5QD",
}
NOTES = ("Deskjotted gribblenote", "Providerjotted flumpnote", "Typed into the snorkbox")
CANARIES = (
    *(
        "zyxqvella",
        "wurmfeldt",
        "zyxq.wurm",
        "4960973",
        "496 0973",
    ),
    *("quibblethorpe", "plumply", "ochrewax", "gribblenote", "flumpnote", "snorkbox"),
    *("le4 5qd", "le45qd"),
)


class Wire:
    """A browser that keeps every address and cookie it was sent to or given."""

    def __init__(self, address: str, user: User | None = None) -> None:
        self.client = Client(raise_request_exception=False, REMOTE_ADDR=address)
        self.seen: list[str] = []
        self._request = self.client.request
        self.client.request = self._kept  # type: ignore[method-assign]
        if user is not None:
            self.client.force_login(user)

    def _kept(self, **request: Any) -> Any:
        answer = self._request(**request)
        self.seen += [request.get("PATH_INFO", ""), answer.headers.get("Location", "")]
        self.seen += [cookie.OutputString() for cookie in answer.cookies.values()]
        return answer


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Return what the site would write to its log, in the form in which it does."""
    out = io.StringIO()
    ready_made = logging_settings(level="DEBUG")["formatters"]["waymark"]
    made = logging.config.DictConfigurator({"version": 1})
    handler = logging.StreamHandler(out)
    handler.setFormatter(made.configure_formatter(ready_made))
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    yield out
    root.removeHandler(handler)
    root.setLevel(level)


def person_fills_in(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> Case:
    """Fill a referral in, with a server error on the way, and send it."""
    told = {
        **TOLD,
        "contact_by": ["phone", "email", "post"],
        "formats": ["other"],
        "text_ok": "yes",
    }
    address = ready(wire.client, **told)
    with monkeypatch.context() as patch:
        patch.setattr(
            "selfassessment.views.sending.submission", lambda walk: int(walk.value("your_name"))
        )
        broken = wire.client.post(address)
    assert broken.status_code == 500
    assert_nothing_in(broken.content.decode(), "the error page")
    sent = wire.client.post(address)
    assert sent.status_code == 302
    wire.client.get(sent["Location"])
    Client().get(f"/en/refer/{TOLD['your_name'].split()[0]}/")
    return Case.objects.get()


def person_looks(wire: Wire, case: Case) -> None:
    """Open the status page, with a wrong code first."""
    for code in ("WRONG-CODE", code_to_show(case)):
        told = {"reference": str(case), "code": code}
        wire.client.post(reverse("refer:status"), told, follow=True)
    wire.client.get(reverse("refer:status-contact"))


def desk_works(wire: Wire, case: Case, provider: Provider) -> None:
    """Look, note, try, mistype and hand over."""
    line = case.lines.get()
    wire.client.get(reverse("referrals:queue"))
    wire.client.post(reverse("referrals:find"), {"reference": NOTES[2]}, follow=True)
    page = wire.client.get(reverse("referrals:case", args=[case.pk]))
    assert TOLD["contact_notes"] in page.content.decode()
    wire.client.post(reverse("referrals:note", args=[case.pk]), {"note": NOTES[0]})
    tried = {"channel": "phone", "outcome": "no_answer", "note": NOTES[0]}
    wire.client.post(reverse("referrals:attempt", args=[case.pk]), tried)
    for to in ("triage", "allocated"):
        moved = {"to": to, "note": NOTES[0], "provider": provider.code}
        wire.client.post(reverse("referrals:move", args=[case.pk, line.pk]), moved)
    wire.client.get(reverse("referrals:letter", args=[case.pk, "tried"]))
    wire.client.post(reverse("referrals:rights-copy", args=[case.pk]), {"as": "json"})
    wire.client.post(reverse("referrals:case-file", args=[case.pk]))


def provider_works(wire: Wire, case: Case) -> None:
    """Read the line, write down an attempt, and send it back."""
    line = case.lines.get()
    own = wire.client.get(reverse("referrals:own-line", args=[line.pk]))
    assert TOLD["your_name"] in own.content.decode()
    tried = {"channel": "phone", "outcome": "message_left", "note": NOTES[1]}
    wire.client.post(reverse("referrals:own-attempt", args=[line.pk]), tried)
    back = {"to": "returned", "note": NOTES[1]}
    wire.client.post(reverse("referrals:own-update", args=[line.pk]), back)
    assert case.lines.get().state == "returned"


def assert_nothing_in(text: str, where: str) -> None:
    """Fail when a canary occurs in a text, in any spelling."""
    folded = text.casefold().replace("+", " ").replace("%20", " ").replace("%40", "@")
    found = [canary for canary in CANARIES if canary in folded]
    assert not found, f"{where}: {found}"


def _in_files(folder: Path) -> str:
    return "\n".join(
        f"{path.name}\n{path.read_bytes().decode('utf-8', 'ignore')}"
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    )


def _in_cache() -> str:
    kept = getattr(cache, "_cache", {})
    return repr([(key, pickle.loads(value)) for key, value in kept.items()])  # noqa: S301


def _in_database() -> Iterator[str]:
    """Yield every column of text, but for postcodes of the country and what goes out by post."""
    tables = connection.introspection.table_names()
    for table in tables:
        if table.startswith("geography_"):
            continue
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
            yield f"{table}: {cursor.fetchall()!r}"


def test_nothing_of_a_person_turns_up_where_it_has_no_business(
    log: io.StringIO, search_index: SearchIndex, monkeypatch: pytest.MonkeyPatch
) -> None:
    ensure_roles()
    people = {
        role: User.objects.create_user(f"{role}@example.net", "x") for role in ("desk", "provider")
    }
    for role, user in people.items():
        user.groups.add(Group.objects.get(name=role))
    team = Provider.objects.create(code="lifestyle_team", name="Team", email="team@example.net")
    team.users.add(people["provider"])
    resident = Wire("10.3.0.1")
    desk, provider = (Wire(f"10.3.0.{n}", people[r]) for n, r in ((2, "desk"), (3, "provider")))
    case = person_fills_in(resident, monkeypatch)
    person_looks(resident, case)
    desk_works(desk, case, team)
    provider_works(provider, case)
    handing.return_unanswered(now=clock.now())
    written = list(OutboxMessage.objects.all())
    kinds = {one.unique_key.partition(":")[0] for one in written}
    assert kinds == {"person", "hand-over", "desk-notice"}
    messages.send_due(now=clock.now(), backend=memory.MemoryBackend())
    for one in written:
        assert_nothing_in(f"{one.subject}\n{one.body}\n{one.unique_key}", "a message")
    for wire in (resident, desk, provider):
        assert_nothing_in("\n".join(wire.seen), "addresses and cookies")
    search_index.rebuild()
    assert_nothing_in(_in_files(search_index.folder), "the index")
    assert_nothing_in(_in_cache(), "the cache")
    assert_nothing_in(repr(remembering._stores), "what processes remember")
    assert_nothing_in(repr(list(AuditEvent.objects.values_list("detail", "actor"))), "the audit")
    assert_nothing_in(repr(list(FailedTask.objects.values_list("arguments"))), "given-up jobs")
    for table in _in_database():
        assert_nothing_in(table, "the database")
    lines = log.getvalue()
    assert lines.count('"event": "request"') > 20
    assert "ValueError" in lines
    assert re.search(r'"status": 500', lines)
    assert_nothing_in(lines, "the log")
