"""How dear is a page of a questionnaire, early on and with a whole check of answers behind it?"""

from collections.abc import Iterator
from functools import partial
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from selfassessment.actions import drafts
from selfassessment.engine.kinds import PageKind
from selfassessment.journeys.walks import Walk
from selfassessment.models import Draft
from tests.bench.figures import Figure, middle, side_by_side
from tests.factories.filled_in import answers_of

BUDGET = 4.0
ANSWERS: dict[str, Any] = {
    "who_for": "self",
    "signs": ["none"],
    "safe": ["none"],
    "age_band": "50_64",
    "health": ["none"],
    "tobacco": ["none"],
    "drinks": "yes",
    "home_danger": ["none"],
}


def of_steps() -> Iterator[Figure]:
    """Yield the cost of the steps of the health check, held against an empty page."""
    call_command("publish_journeys", verbosity=0)
    for name, (client, where) in _steps().items():
        page, empty = side_by_side(
            [partial(_get, client, where), partial(_get, client, "/en/bench-empty/")],
            rounds=60,
        )
        ratio = middle(page) / middle(empty)
        yield Figure(f"Step to an empty page: {name}", ratio, BUDGET, "x")
    with CaptureQueriesContext(connection) as caught:
        _get(client, where)
    yield Figure("Queries of a page: step", len(caught), 2, "queries")


def _get(client: Client, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 200, (address, answer.status_code)


def _steps() -> dict[str, tuple[Client, str]]:
    """Return the steps that are measured, each with the browser that may open it."""
    client = Client()
    first = str(client.post("/en/check/")["Location"])
    began = str(client.post("/en/check/")["Location"])
    draft = Draft.objects.with_version().get(pk=began.split("/")[3])
    tasks = last = ""
    for _ in range(150):
        walk = Walk(Draft.objects.with_version().get(pk=draft.pk), "en")
        waiting = [task.start for task in walk.path.tasks if task.open is not None and task.start]
        step = waiting[0] if waiting else walk.path.resume()
        if step.page.kind is PageKind.TASK_LIST:
            tasks = _address(walk, step)
            if not waiting:
                break
        elif step.page.questions:
            last = _address(walk, step)
        drafts.keep(draft=walk.draft, answers=answers_of(step, ANSWERS), now=clock.now())
    return {
        "the first": (client, first),
        "the list of parts": (client, tasks),
        "the last": (client, last),
    }


def _address(walk: Walk, step: Any) -> str:
    named = {"draft": walk.draft.pk, "step": walk.page_id(step)}
    return f"/en{reverse('check:step', kwargs=named).removeprefix('/en')}"
