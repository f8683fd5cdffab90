"""What changes the saved people who walk a journey at each publishing?"""

from datetime import date, datetime
from typing import Any

from selfassessment import instruments, shipped
from selfassessment.engine.changes import Content, content
from selfassessment.models import GoldenJourney
from selfassessment.models.workshop import SHIPPED
from selfassessment.selectors.publishing import golden_result

DAY = date(2026, 11, 25)


def lay_out(*, now: datetime) -> int:
    """Lay out the saved people that ship, with what they come to; keep those changed here."""
    documents = shipped.documents()
    routing = documents[shipped.ROUTING]
    contents = {
        name: content(document, routing)
        for name, document in documents.items()
        if name != shipped.ROUTING
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
