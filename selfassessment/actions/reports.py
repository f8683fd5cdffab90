"""How is it worked out, once and by the worker, who ends elsewhere?"""

from datetime import datetime
from functools import partial
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from core import clock
from core.clock import day_of
from core.tasks import queue
from selfassessment.engine.outcome_sentences import Speaker, how_far
from selfassessment.engine.outcomes import OutcomeDiff, Version, compare
from selfassessment.engine.snapshot import canonical
from selfassessment.fixed_names import SOURCE
from selfassessment.models import Journey, OutcomeReport
from selfassessment.selectors.publishing import Proposal, proposal
from selfassessment.selectors.workshop import working_copy

MANY = 60
TRAITS = 6
JOB = "selfassessment.outcomes"
State = OutcomeReport.State


def ask_for(found: Proposal, *, now: datetime) -> OutcomeReport:
    """Let the worker find out who ends elsewhere; asked twice it is worked out once."""
    journey = Journey.objects.get(slug=found.name)
    with transaction.atomic():
        report, is_new = OutcomeReport.objects.select_for_update().get_or_create(
            journey=journey,
            before=found.before,
            sha256=found.sha256,
            defaults={"state": State.WAITING, "made_at": now},
        )
        if is_new or report.state == State.FAILED:
            report.state, report.made_at, report.done = State.WAITING, now, 0
            report.save()
            queue.enqueue(JOB, arguments={"report": report.pk}, now=now)
    return report


def fill(report: int) -> None:
    """Work out a report that waits; one whose content is gone is given up."""
    waiting = OutcomeReport.objects.select_related("journey").filter(pk=report).first()
    if waiting is None or waiting.state == State.READY:
        return
    found = proposal(working_copy(), waiting.journey.slug)
    if (found.before, found.sha256) != (waiting.before, waiting.sha256):
        waiting.delete()
        return
    try:
        work_out(found, now=clock.now())
    except Exception:
        OutcomeReport.objects.filter(pk=report).update(state=State.FAILED)
        raise


def work_out(found: Proposal, *, now: datetime) -> OutcomeReport:
    """Compare a proposal with what is published, and keep what was found."""
    before, after = found.contents
    journey = Journey.objects.get(slug=found.name)
    kept: dict[str, Any] = {"rows": [], "how_far": "", "sampled": False, "more": 0}
    rows = OutcomeReport.objects.filter(journey=journey, before=found.before, sha256=found.sha256)
    if before is not None:
        diff = compare(
            Version(before.definition, before.routing),
            Version(after.definition, after.routing),
            today=day_of(now),
            progress=partial(_tell, rows),
        )
        kept = _told(diff, Speaker(found.copy.texts.get(SOURCE, {})))
    found.__dict__.pop("any_report", None)
    report, _made = OutcomeReport.objects.update_or_create(
        journey=journey,
        before=found.before,
        sha256=found.sha256,
        defaults={"content": canonical(kept), "made_at": now, "state": State.READY},
    )
    return report


def _tell(rows: QuerySet[OutcomeReport], done: int, in_all: int) -> None:
    rows.update(state=State.WORKING, done=done, in_all=in_all)


def _told(diff: OutcomeDiff, speaker: Speaker) -> dict[str, Any]:
    rows = [
        {
            "about": moved.about,
            "sentence": speaker.sentence(moved),
            "before": speaker.outcome(moved.about, moved.before),
            "after": speaker.outcome(moved.about, moved.after),
            "classes": moved.classes,
            "who": _shortened(speaker.who(moved)),
            "examples": list(speaker.examples(moved)),
        }
        for moved in diff.moved[:MANY]
    ]
    return {
        "rows": rows,
        "how_far": how_far(diff),
        "sampled": diff.sampled,
        "more": max(0, len(diff.moved) - MANY),
    }


def _shortened(lines: tuple[str, ...]) -> list[str]:
    """Return the first lines, and how many more there are."""
    more = len(lines) - TRAITS
    return [*lines[:TRAITS], *([f"and {more} more answers"] if more > 0 else [])]
