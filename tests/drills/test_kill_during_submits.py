"""Is every reference that was shown on the desk, once, when the server is killed 50 times?

Somebody is served between the kills, however slow the machine.
"""

import http.client
import json
import os
import random
import re
import threading
import time
import urllib.parse
import urllib.request
from collections.abc import Iterator

import pytest

from tests.served_site import ServedSite

pytestmark = pytest.mark.drill
# On PostgreSQL the short form is shorter: the long one is the same.
_SHORT = 15 if os.environ.get("DATABASE_URL") else 50
KILLS = 500 if os.environ.get("LONG") else _SHORT
# At least so long. With the drill of the worker, on both databases: a minute under fire in CI.
SECONDS = KILLS * 0.6
WRITERS = 4
# Before every so many-th kill so many have to be served: else a slow machine, whose workers are
# killed again before they have started, shows no reference and proves nothing. Starting a worker
# is what takes the time, hence not before every kill.
SERVED_EACH = 3 if KILLS < 50 else 10
SERVED = 4
PATIENCE = 60.0
REPEATED = 0.2  # of the drafts are sent again though they got their answer
BROWSER = "drill-browser-0123456789abcdef"
TOKEN = "a" * 32
REFERENCE = re.compile(r'class="wm-ref"><bdi>(WM [0-9A-Z ]+)</bdi>')

PREPARE = """
from core import clock
from tests.factories.filled_in import filled_in
for draft in filled_in(%d, browser="%s", now=clock.now()):
    print(draft.pk, draft.submission_key)
"""
COUNT = """
import json
from django.db.models import Count
from core.models import AuditEvent, OutboxMessage
from selfassessment.referrals.models import Case
keys = OutboxMessage.objects.filter(unique_key__startswith="desk-notice:")
received = AuditEvent.objects.filter(verb="case.received").values_list("subject_key", flat=True)
print(json.dumps({
    "cases": {str(c.submission_key): [str(c), str(c.pk)] for c in Case.objects.all()},
    "number": Case.objects.count(),
    "notices": sorted(key.split(":")[1] for key in keys.values_list("unique_key", flat=True)),
    "received": sorted(received),
    "parts": [list(c) for c in Case.objects.annotate(
        of_lines=Count("lines", distinct=True), of_events=Count("events", distinct=True)
    ).values_list("of_lines", "of_events")],
}))
"""


@pytest.fixture
def site() -> Iterator[ServedSite]:
    """Return a served site with the journeys published."""
    served = ServedSite()
    served.manage("set_up")
    served.manage("publish_journeys")
    served.manage("collectstatic", "--noinput", "--verbosity=0")
    served.start()
    yield served
    served.kill_everything()


class Writer(threading.Thread):
    """Sends drafts, again and again until it has seen a reference; some of them twice."""

    def __init__(self, site: ServedSite, drafts: list[str], seed: int) -> None:
        """Take the drafts this writer sends."""
        super().__init__(daemon=True)
        self.site, self.drafts, self.chance = site, drafts, random.Random(seed)
        # What each draft was told, each time it was sent and got an answer.
        self.shown: dict[str, list[str]] = {}
        self.tries = 0

    def run(self) -> None:
        """Send each draft until its reference was shown."""
        while self.drafts:
            draft = self.drafts.pop()
            self.shown[draft] = [self.sent(draft)]
            if self.chance.random() < REPEATED:
                self.shown[draft].append(self.sent(draft))

    def sent(self, draft: str) -> str:
        """Send a draft however often it takes; return the reference that the page shows."""
        while True:
            self.tries += 1
            try:
                body = self.post(f"/en/refer/{draft}/answers/")
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)
                continue
            found = REFERENCE.search(body)
            if found:
                return found.group(1)
            time.sleep(0.05)

    def post(self, path: str) -> str:
        """Post the token alone and follow to the confirmation."""
        data = urllib.parse.urlencode({"csrfmiddlewaretoken": TOKEN}).encode()
        address = f"10.{self.chance.randrange(255)}.{self.chance.randrange(255)}.1"
        headers = {"Cookie": f"csrftoken={TOKEN}; wm_draft={BROWSER}", "X-Forwarded-For": address}
        request = urllib.request.Request(self.site.address + path, data, headers)
        with urllib.request.urlopen(request, timeout=20) as answer:
            return str(answer.read().decode())


def _wait_until_some_are_served(writers: list[Writer]) -> None:
    """Wait until references were shown; others are in the midst of theirs then."""
    wanted, end = _shown(writers) + SERVED, time.monotonic() + PATIENCE
    while _shown(writers) < wanted and any(writer.is_alive() for writer in writers):
        assert time.monotonic() < end, f"fewer than {SERVED} were served in {PATIENCE:.0f} s"
        time.sleep(0.02)


def _shown(writers: list[Writer]) -> int:
    return sum(len(writer.shown) for writer in writers)


def _kill_on(site: ServedSite, writers: list[Writer]) -> tuple[int, float]:
    """Kill workers, and now and then everything, while people send; return how often, how long."""
    chance, killed, began = random.Random(7), 0, time.monotonic()
    while killed < KILLS or time.monotonic() - began < SECONDS:
        if not any(writer.is_alive() for writer in writers):
            break
        if killed % SERVED_EACH == SERVED_EACH - 1:
            _wait_until_some_are_served(writers)
        time.sleep(chance.uniform(0.05, 0.5))
        if killed % 10 == 9:
            site.kill_everything()
            site.start()
            killed += 1
        else:
            killed += site.kill_a_worker(chance)
    return killed, time.monotonic() - began


def test_each_reference_that_was_shown_is_on_the_desk_once(site: ServedSite) -> None:
    wanted = KILLS * 16
    printed = site.python(PREPARE % (wanted, BROWSER)).split()
    keys = dict(zip(printed[-2 * wanted :: 2], printed[-2 * wanted + 1 :: 2], strict=True))
    assert len(keys) == wanted
    drafts = list(keys)
    writers = [Writer(site, drafts[number::WRITERS], number) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    killed, lasted = _kill_on(site, writers)
    for writer in writers:
        writer.drafts.clear()
    for writer in writers:
        writer.join(timeout=120)
        assert not writer.is_alive()
    told = {keys[draft]: refs for writer in writers for draft, refs in writer.shown.items()}
    stored = json.loads(site.python(COUNT).strip().splitlines()[-1])
    print(
        f"\n{killed} kills in {lasted:.0f} s, {len(told)} drafts were shown a reference,"
        f" {sum(len(refs) for refs in told.values())} times, {stored['number']} on the desk,"
        f" {sum(writer.tries for writer in writers)} tries"
    )
    assert killed >= KILLS
    assert len(told) >= KILLS // SERVED_EACH * SERVED
    # Nothing acknowledged is lost, and each key has one case: the one that each answer named.
    cases = stored["cases"]
    assert {key: set(refs) for key, refs in told.items()} == {key: {cases[key][0]} for key in told}
    assert len(cases) == stored["number"] == len({reference for reference, _ in cases.values()})
    assert set(cases) <= set(keys.values())
    # Whole and once: a line, an event, a row of the audit trail and a message for each.
    once = sorted(pk for _, pk in cases.values())
    assert stored["notices"] == stored["received"] == once
    assert stored["parts"] == [[1, 1]] * stored["number"]
