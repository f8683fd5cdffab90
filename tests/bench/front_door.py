"""How dear is sending a referral, and how long does the copy of everything about a person take?

`python -m tests.bench.front_door` takes these figures alone.
"""

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

if __name__ == "__main__":
    ROOT = Path(__file__).resolve().parents[2]
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.environ.setdefault("WAYMARK_DATA", tempfile.mkdtemp(prefix="waymark-bench-"))
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
    import django

    django.setup()

from django.core.management import call_command
from django.test import Client

from accounts.models import User
from core import clock
from core.messages.backends.memory import MemoryBackend
from selfassessment.referrals.actions import cases
from selfassessment.referrals.models import Case
from tests.bench.figures import Figure, in_turn, middle, seconds, side_by_side
from tests.bench.measures import set_up
from tests.factories.filled_in import filled_in
from tests.factories.many_referrals import make_cases
from tests.factories.whole_person import tell_everything

CASES = int(os.environ.get("BENCH_CASES", "100000"))
ROUNDS, NOTES = 40, 500
EMPTY, BROWSER = "/en/bench-empty/", "bench-browser-0123456789abcdef"


class Sending:
    """Referrals that are filled in, each of which is sent once, as by somebody else."""

    def __init__(self, number: int) -> None:
        """Fill them in."""
        self.client = Client()
        self.client.cookies["wm_draft"] = BROWSER
        self.keys = [one.pk for one in filled_in(number, browser=BROWSER, now=clock.now())]

    def next(self) -> None:
        """Press the button of the next one."""
        address = f"10.{len(self.keys) % 250}.0.{len(self.keys) // 250}"
        page = f"/en/refer/{self.keys.pop()}/answers/"
        assert self.client.post(page, REMOTE_ADDR=address).status_code == 302


def of_sending() -> Iterator[Figure]:
    """Yield what a press of "Send" costs, held against an empty page; journeys are published."""
    before = Case.objects.count()
    sending, client = Sending(2 * ROUNDS + 2), Client()
    works = [sending.next, lambda: client.get(EMPTY)]
    # By the clock there is the disk in it, and whatever else this machine does meanwhile.
    for told, take, most in (("", side_by_side, 6.0), (", by the clock", in_turn, float("inf"))):
        press, empty = take(works, rounds=ROUNDS)
        yield Figure(f"Sending to an empty page{told}", middle(press) / middle(empty), most, "x")
    assert Case.objects.count() - before == 2 * ROUNDS + 2


def of_copy() -> Iterator[Figure]:
    """Yield how long the copy of everything takes, of somebody with hundreds of notes."""
    *_, last = tell_everything(MemoryBackend())
    case, by = last.person.cases.get(), User.objects.filter(groups__name="desk").first()
    assert by is not None
    for number in range(NOTES):
        cases.add_note(case=case, text=f"Made-up note {number}", by=by, now=clock.now())
    with tempfile.TemporaryDirectory() as folder:
        words = ("export_person", str(case), "--folder", folder)
        taken = seconds(lambda: call_command(*words, stdout=sys.stderr))
        assert "Made-up note 499" in (Path(folder) / f"{case.reference}.json").read_text()
    yield Figure(f"Copy of one person, {Case.objects.count():,} cases", taken, 60.0, "s")


if __name__ == "__main__":
    set_up()
    call_command("publish_journeys", verbosity=0)
    for one in of_sending():
        print(one.line(), flush=True)
    make_cases(CASES, now=clock.now())
    for one in of_copy():
        print(one.line(), flush=True)
