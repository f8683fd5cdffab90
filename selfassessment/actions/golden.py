"""What changes the saved people who walk a journey at each publishing?"""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from core.audit import actor_name
from selfassessment import instruments, shipped
from selfassessment.engine.changes import Content, content
from selfassessment.fixed_names import ROUTING
from selfassessment.freezing import content_of
from selfassessment.models import GoldenJourney, JourneyVersion
from selfassessment.models.workshop import SHIPPED
from selfassessment.selectors.publishing import golden_result

DAY = date(2026, 11, 25)


def lay_out(*, now: datetime) -> int:
    """Lay out the saved people that ship, with what they come to; keep those changed here."""
    documents = shipped.documents()
    routing = documents[ROUTING]
    contents = {
        name: content(document, routing) for name, document in documents.items() if name != ROUTING
    }
    there = {(one.journey, one.name): one for one in GoldenJourney.objects.all()}
    new, changed = [], []
    for row in shipped.golden():
        old = there.get((row["journey"], row["name"]))
        if old is None:
            new.append(_laid_out(GoldenJourney(), row, contents[row["journey"]], now))
        elif old.edited_by == SHIPPED:
            changed.append(_laid_out(old, row, contents[row["journey"]], now))
    GoldenJourney.objects.bulk_create(new)
    fields = ["story", "answers", "facts", "expected", "day", "edited_at"]
    GoldenJourney.objects.bulk_update(changed, fields)
    return len(new)


def _laid_out(
    golden: GoldenJourney, row: dict[str, Any], shipped_content: Content, now: datetime
) -> GoldenJourney:
    language = row["facts"].get("language", "en")
    golden.journey, golden.name, golden.story = row["journey"], row["name"], row["story"]
    golden.answers, golden.day = row["answers"], DAY
    golden.facts = {
        **row["facts"],
        "validated_instruments": sorted(instruments.validated_in(language)),
    }
    golden.edited_by, golden.edited_at = SHIPPED, now
    golden.expected = golden_result(golden, shipped_content).found.as_json()
    return golden


def accept(version: JourneyVersion, names: Collection[str], *, by: Any, now: datetime) -> None:
    """Let saved people expect what they come to in a version that has just gone live."""
    if not names:
        return
    live = content_of(version)
    for golden in GoldenJourney.objects.filter(journey=version.journey.slug, name__in=names):
        golden.expected = golden_result(golden, live).found.as_json()
        golden.edited_by, golden.edited_at = actor_name(by), now
        golden.save(update_fields=["expected", "edited_by", "edited_at"])
