"""How does the desk's queue of 100,000 cases stand to an empty page of the admin?

`python -m tests.bench.desk` takes these figures alone.
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

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.actions.roles import ensure_roles
from accounts.models import User
from core import clock
from selfassessment.referrals.models import Case, Person, PersonMatch, ReferralLine
from tests.bench.figures import Figure, effort, middle, side_by_side
from tests.bench.measures import set_up
from tests.factories.many_referrals import make_cases, make_families

CASES = int(os.environ.get("BENCH_CASES", "100000"))
EMPTY = "/admin/bench-empty/"
QUEUE = "/admin/referrals/"
BOARD = f"{QUEUE}board/"
PAGES = {
    "first page": QUEUE,
    "late, in Gujarati": f"{QUEUE}?view=late&language=gu",
    "a need and a provider": f"{QUEUE}?need=smoking&provider=lifestyle_team&state=contacting",
    "late family plans": f"{QUEUE}?view=family-plans",
    "page 500": f"{QUEUE}?view=all&p=500",
}


def _get(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)


def _queries(client: Client, address: str) -> int:
    _get(client, address)
    with CaptureQueriesContext(connection) as caught:
        _get(client, address)
    return len(caught)


def of_desk() -> Iterator[Figure]:
    """Yield the figures of the desk; makes its cases first."""
    ensure_roles()
    user = User.objects.create_superuser("bench@example.org", "made-up", first_name="Bench")
    client = Client()
    client.force_login(user)
    few = make_cases(50, now=clock.now())
    before, board_before = _queries(client, QUEUE), _queries(client, BOARD)
    for kind in (ReferralLine, Case, PersonMatch, Person):
        kind._default_manager.all()._raw_delete(connection.alias)
    made = make_cases(CASES, now=clock.now())
    make_families(50, lead=user, now=clock.now())
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    after = _queries(client, QUEUE)
    yield Figure(f"Queries of the desk, {made:,} cases to {few}", after - before, 0, "more")
    yield Figure("Queries of the desk", after, 30, "queries")
    yield from _of_board(client, made, board_before)
    for name, address in PAGES.items():
        page, empty = side_by_side(
            [lambda page=address: _get(client, page), lambda: _get(client, EMPTY)],  # type: ignore[misc]
            rounds=15,
        )
        ratio = middle(page) / middle(empty)
        yield Figure(f"Desk to an empty admin page, {made:,}: {name}", ratio, 6.0, "x")


def _of_board(client: Client, made: int, before: int) -> Iterator[Figure]:
    """Yield the figures of the manager's board: counted anew each time it is opened."""
    after = _queries(client, BOARD)
    yield Figure(f"Queries of the board, {made:,} cases to few", after - before, 0, "more")
    for name, address in (("a year", BOARD), ("as a file", f"{BOARD}?file=xlsx")):
        times = [effort(lambda page=address: _get(client, page)) for _ in range(5)]  # type: ignore[misc]
        yield Figure(f"Manager's board, {made:,} cases: {name}", middle(times), 2.0, "s")


if __name__ == "__main__":
    set_up()
    for one in of_desk():
        print(one.line(), flush=True)
