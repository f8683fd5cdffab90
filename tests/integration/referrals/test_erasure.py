"""Is what a person told gone when it is erased: from the rows, the files and the messages?"""

import json
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from core import clock
from core.actions.messages import send_due
from core.encryption.keyring import new_entry
from core.messages.backends.memory import MemoryBackend
from core.models import AuditEvent, OutboxMessage
from core.tasks import wiping
from selfassessment.models import Draft
from selfassessment.referrals.actions import cases
from selfassessment.referrals.actions.erasing import AlreadyErased, due, erase, erase_due
from selfassessment.referrals.actions.lines import move
from selfassessment.referrals.models import (
    Case,
    FollowUp,
    HandedActivity,
    PersonMatch,
    ReferralLine,
    Standing,
)
from selfassessment.referrals.selectors import queue as queues
from selfassessment.referrals.selectors.chain import faults
from selfassessment.referrals.whereabouts import code_to_show
from tests.factories.referrals import person, submission
from tests.factories.whole_person import MARK, SEEN
from tests.fixtures.filling import ready
from tests.fixtures.published import publish_once

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
ROOT = Path(__file__).resolve().parents[3]


@pytest.fixture(autouse=True)
def published(db: None) -> None:
    publish_once()


@pytest.fixture
def case() -> Case:
    sent = submission(person=person(text_ok=True, safe_times=""), safety=("hurt",))
    found = Case.objects.get(pk=cases.receive(submission=sent, now=NOW).case_id)
    cases.add_note(case=found, text="A note", by=None, now=NOW)  # type: ignore[arg-type]
    return found


def test_no_byte_of_the_person_is_left_in_any_file(tmp_path: Path) -> None:
    environment = {
        **os.environ,
        "WAYMARK_DATA": str(tmp_path / "site"),
        "WAYMARK_FIELD_KEYS": new_entry("disk"),
        "DJANGO_SETTINGS_MODULE": "config.settings.develop",
        "PYTHONPATH": f"{ROOT}/site:{ROOT}",
        "WAYMARK_MESSAGE_BACKEND": "core.messages.backends.file.FileBackend",
    }
    environment.pop("DATABASE_URL", None)
    script = [sys.executable, "-m", "tests.integration.referrals.erasing_on_disk"]
    ran = subprocess.run(script, cwd=ROOT, env=environment, capture_output=True, check=False)
    said = ran.stderr.decode()
    assert ran.returncode == 0, said[-3000:]
    for way, told in json.loads(ran.stdout.decode().strip().splitlines()[-1]).items():
        assert told["sealed"] > 90, way
        assert (told["letters"], told["unfound"]) == (1, 0), way
        assert told["left"] == [], way
    assert not [word for word in (MARK, *SEEN) if word.casefold() in said.casefold()]


def test_what_identifies_goes_and_what_is_counted_stays(case: Case) -> None:
    erase(case=case, by=None, now=NOW)
    fresh = Case.objects.get(pk=case.pk)
    assert fresh.person.details.as_json() == {
        **person(name="").as_json(),
        **dict.fromkeys(("age_band", "postcode", "phone", "voicemail_ok")),
        "contact_by": [],
        "safe_times": "",
    }
    assert (fresh.answers, fresh.consents, fresh.safety_flags) == ([], [], [])
    assert not PersonMatch.objects.filter(person=fresh.person_id).exists()
    assert not [e for e in fresh.events.all() if e.sealed_note]
    assert (fresh.reference, fresh.received_at) == (case.reference, NOW)
    assert [line.state for line in fresh.lines.all()] == ["withdrawn"]
    assert [line.why for line in fresh.lines.all()] == [[]]
    assert faults(case.pk) == []


def test_what_was_handed_over_and_how_far_it_was_goes_too(case: Case) -> None:
    line = case.lines.get()
    far = {"lines": ["0.4 miles from home"]}
    HandedActivity.objects.create(
        case=case, line=line, at=NOW, place=0, short_code="abc", name="Walk", facts=far
    )
    erase(case=case, by=None, now=NOW)
    assert not HandedActivity.objects.exists()


def test_what_waited_to_leave_never_does(case: Case) -> None:
    MemoryBackend.sent.clear()
    erase(case=case, by=None, now=NOW)
    send_due(now=NOW + timedelta(hours=1), backend=MemoryBackend())
    assert MemoryBackend.sent == []
    assert {(m.to, m.body) for m in OutboxMessage.objects.all()} == {(None, None)}


def test_the_draft_and_the_check_before_it_go_too(client: Client) -> None:
    client.post(ready(client))
    erase(case=Case.objects.get(), by=None, now=clock.now())
    assert not Draft.objects.exists()


def test_erasing_twice_is_refused_and_opening_again_is_said(case: Case) -> None:
    move(line=case.lines.get(), to="declined", note="x", by=None, now=NOW)
    erase(case=case, by=None, now=NOW)
    with pytest.raises(AlreadyErased):
        erase(case=case, by=None, now=NOW)
    ReferralLine.objects.filter(case=case).update(state="unreached")
    move(line=case.lines.get(), to="triage", note="Came back", by=None, now=NOW)
    standing = Standing.objects.get(case=case)
    assert standing.reopened_at == NOW
    assert case.events.filter(kind="reopened").count() == 1
    assert faults(case.pk) == []
    erase(case=case, by=None, now=NOW)


def test_the_person_reads_on_the_status_page_that_it_is_done(client: Client, case: Case) -> None:
    code = code_to_show(case)
    erase(case=case, by=None, now=NOW)
    told = {"reference": str(case), "code": code}
    page = client.post(reverse("refer:status"), told, follow=True).content.decode()
    assert "We have erased what you told us" in page


@pytest.mark.parametrize(
    ("state", "months"),
    [("closed", 24), ("declined", 12), ("unreached", 6), ("withdrawn", 3), ("triage", 36)],
)
def test_each_kind_of_end_has_its_time(case: Case, state: str, months: int) -> None:
    ReferralLine.objects.filter(case=case).update(state=state, state_since=NOW)
    far, near = NOW + timedelta(days=31 * months), NOW + timedelta(days=27 * months)
    assert [found.pk for found in due(far)] == []  # the flag comes first
    cases.clear_safety(case=case, note="Rang.", by=None, now=NOW)  # type: ignore[arg-type]
    assert [found.pk for found in due(near)] == []
    assert [found.pk for found in due(far)] == [case.pk]
    assert (erase_due(now=far), erase_due(now=far)) == (1, 0)
    assert AuditEvent.objects.get(verb="case.erased").detail == {"reason": "retention"}


def test_an_open_case_is_kept_while_somebody_works_on_it(case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(safety_hold=False)
    far = NOW + timedelta(days=31 * 36)
    cases.add_note(case=case, text="Still on it", by=None, now=NOW + timedelta(days=90))  # type: ignore[arg-type]
    assert list(due(far)) == []
    cases.open_case(case=case, by=None, now=far)  # type: ignore[arg-type]
    assert [found.pk for found in due(far + timedelta(days=95))] == [case.pk]


def test_nothing_of_an_erased_case_waits_for_anybody(case: Case) -> None:
    line = case.lines.get()
    ReferralLine.objects.filter(pk=line.pk).update(state="accepted")
    move(line=line, to="discharged", note="x", by=None, now=NOW)
    more = ReferralLine.objects.create(case=case, need="moving", offer="walks", state_since=NOW)
    Case.objects.filter(pk=case.pk).update(needs_reading=True)
    erase(case=Case.objects.get(pk=case.pk), by=None, now=NOW)
    far = NOW + timedelta(weeks=60)
    shown = {view for view in queues.VIEWS if queues.queue(view, user_id=0, now=far).exists()}
    assert shown == {"closed", "all"}
    assert not FollowUp.objects.filter(done_at__isnull=True).exists()
    ends = dict(case.lines.values_list("pk", "state"))
    assert ends == {line.pk: "closed", more.pk: "withdrawn"}


def test_a_dry_run_names_cases_and_erases_nothing(case: Case) -> None:
    long_ago = NOW - timedelta(days=4000)
    ReferralLine.objects.filter(case=case).update(state="closed", state_since=long_ago)
    Case.objects.filter(pk=case.pk).update(safety_hold=False, received_at=long_ago)
    said = StringIO()
    call_command("apply_retention", "--dry-run", stdout=said)
    assert str(case) in said.getvalue()
    assert Case.objects.get(pk=case.pk).person.details.name == "Asha Sample"


def test_a_reference_nobody_has_erases_nothing(case: Case) -> None:
    with pytest.raises(CommandError, match="Nothing was erased"):
        call_command("erase_person", str(case), "WM 2222 2222")
    assert Case.objects.get(pk=case.pk).person.details.name


def test_the_desk_erases_only_with_the_reference_typed(desk: Client, case: Case) -> None:
    address = reverse("referrals:rights-erase", args=[case.pk])
    assert desk.post(address, {"reference": "WM"}).status_code == 422
    assert "safety flag" in desk.post(address, {"reference": str(case)}).content.decode()
    cases.clear_safety(case=case, note="Rang.", by=None, now=NOW)  # type: ignore[arg-type]
    assert Case.objects.get(pk=case.pk).person.details.name
    assert desk.post(address, {"reference": str(case).lower()}).status_code == 302
    assert Case.objects.get(pk=case.pk).person.details.name == ""
    page = desk.get(reverse("referrals:case", args=[case.pk])).content.decode()
    assert "Erased on" in page


def test_the_copy_holds_everything_and_names_no_staff(
    desk: Client, case: Case, tmp_path: Path
) -> None:
    address = reverse("referrals:rights-copy", args=[case.pk])
    made: dict[str, Any] = json.loads(desk.post(address, {"as": "json"}).content)
    page = desk.post(address, {"as": "page"}).content.decode()
    for words in ("Asha Sample", "0116 496 0123", "A note", "Move more", "You asked"):
        assert words in json.dumps(made), words
        assert words in page, words
    assert "tom@example.org" not in json.dumps(made) + page
    assert made["permissions"][0]["given"] is True
    assert case.events.filter(kind="exported").count() == 2
    call_command("export_person", str(case), "--folder", str(tmp_path), stdout=StringIO())
    files = sorted(tmp_path.iterdir())
    assert [file.suffix for file in files] == [".html", ".json"]
    assert {file.stat().st_mode & 0o077 for file in files} == {0}


def test_a_new_code_is_shown_once_and_opens_the_page(desk: Client, case: Case) -> None:
    page = desk.post(reverse("referrals:rights-code", args=[case.pk])).content.decode()
    assert "The new code is" in page
    assert (
        "The new code is"
        not in desk.get(reverse("referrals:rights", args=[case.pk])).content.decode()
    )


def test_many_who_are_erased_in_one_night_have_the_files_wiped_once(case: Case) -> None:
    other = Case.objects.get(pk=cases.receive(submission=submission(), now=NOW).case_id)
    for one in (case, other):
        erase(case=one, by=None, now=NOW)
    assert DBTaskResult.objects.filter(args_kwargs__kwargs__name=wiping.JOB).count() == 1
