"""How is it worked out, once, who ends elsewhere?"""

from datetime import datetime
from typing import Any

from selfassessment.engine.outcome_sentences import Speaker, how_far
from selfassessment.engine.outcomes import OutcomeDiff, Version, compare
from selfassessment.engine.snapshot import canonical
from selfassessment.fixed_names import SOURCE
from selfassessment.models import Journey, OutcomeReport
from selfassessment.selectors.publishing import Proposal

MANY = 60
TRAITS = 6


def work_out(found: Proposal, *, now: datetime) -> OutcomeReport:
    """Compare a proposal with what is published, and keep what was found."""
    before, after = found.contents
    journey = Journey.objects.get(slug=found.name)
    kept: dict[str, Any] = {"rows": [], "how_far": "", "sampled": False, "more": 0}
    if before is not None:
        diff = compare(
            Version(before.definition, before.routing),
            Version(after.definition, after.routing),
            today=now.date(),
        )
        kept = _told(diff, Speaker(found.copy.texts.get(SOURCE, {})))
    found.__dict__.pop("report", None)
    report, _made = OutcomeReport.objects.update_or_create(
        journey=journey,
        before=found.before,
        sha256=found.sha256,
        defaults={"content": canonical(kept), "made_at": now},
    )
    return report


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
