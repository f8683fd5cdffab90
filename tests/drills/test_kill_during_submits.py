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
WRITERS = 4
# Before every so many-th kill so many have to be served: else a slow machine, whose workers are
# killed again before they have started, shows no reference and proves nothing. Starting a worker
# is what takes the time, hence not before every kill.
SERVED_EACH = 3 if KILLS < 50 else 10
SERVED = 4
PATIENCE = 60.0
BROWSER = "drill-browser-0123456789abcdef"
TOKEN = "a" * 32
REFERENCE = re.compile(r'class="wm-ref"><bdi>(WM [0-9A-Z ]+)</bdi>')

PREPARE = """
import json
from core import clock
from selfassessment.actions import drafts
from selfassessment.engine.answer import Answer
from selfassessment.journeys.published import current_version
answers = json.loads('''%s''')
made = {}
for key, value in answers.items():
    made[key] = (Answer.skipped() if value is None
                 else Answer.given(tuple(value) if isinstance(value, list) else value))
for _ in range(%d):
    draft = drafts.begin(
        version=current_version("refer"), browser="%s", now=clock.now(), answers=made)
    print(draft.pk)
"""
ANSWERS = {
    "who_for": "self",
    "topics": ["moving"],
    "signs": ["none"],
    "safe": ["none"],
    "age_band": "18_39",
    "postcode": None,
    "health": None,
    "minutes": None,
    "moving_stops": None,
    "barriers": None,
    "help_style": None,
    "talk_language": None,
    "interpreter": None,
    "access": None,
    "your_name": "Drill Sample",
    "birth_date": None,
    "contact_by": ["phone"],
    "phone": "01164960123",
    "voicemail_ok": "yes",
    "text_ok": "yes",
    "safe_times": None,
    "contact_notes": None,
    "consent_share": "yes",
}
COUNT = """
import json
from selfassessment.referrals.models import Case
print(json.dumps({"references": [str(c) for c in Case.objects.all()],
                  "lines": [c.lines.count() for c in Case.objects.all()],
                  "events": [c.events.count() for c in Case.objects.all()]}))
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
        self.shown: list[str] = []
        self.tries = 0

    def run(self) -> None:
        """Send each draft until its reference was shown."""
        while self.drafts:
            draft = self.drafts.pop()
            reference = self.sent(draft)
            self.shown.append(reference)
            if self.chance.random() < 0.2:
                assert self.sent(draft) == reference

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


def test_each_reference_that_was_shown_is_on_the_desk_once(site: ServedSite) -> None:
    wanted = KILLS * 12
    printed = site.python(PREPARE % (json.dumps(ANSWERS), wanted, BROWSER))
    drafts = [line for line in printed.split() if len(line) == 36]
    assert len(drafts) == wanted
    writers = [Writer(site, drafts[number::WRITERS], number) for number in range(WRITERS)]
    for writer in writers:
        writer.start()
    chance, killed = random.Random(7), 0
    while killed < KILLS and any(writer.is_alive() for writer in writers):
        if killed % SERVED_EACH == SERVED_EACH - 1:
            _wait_until_some_are_served(writers)
        time.sleep(chance.uniform(0.05, 0.5))
        if killed % 10 == 9:
            site.kill_everything()
            site.start()
            killed += 1
        else:
            killed += site.kill_a_worker(chance)
    for writer in writers:
        writer.drafts.clear()
    for writer in writers:
        writer.join(timeout=120)
        assert not writer.is_alive()
    shown = [reference for writer in writers for reference in writer.shown]
    stored = json.loads(site.python(COUNT).strip().splitlines()[-1])
    print(
        f"\n{killed} kills, {len(shown)} references shown, {len(stored['references'])} on the desk,"
        f" {sum(writer.tries for writer in writers)} tries"
    )
    assert killed >= KILLS
    assert len(set(shown)) == len(shown) >= KILLS // SERVED_EACH * SERVED
    assert set(shown) <= set(stored["references"])
    assert len(set(stored["references"])) == len(stored["references"])
    assert all(count == 1 for count in stored["lines"] + stored["events"])
