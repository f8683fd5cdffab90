"""Which pages by age fit the children, or the young person, that the answers tell of?"""

from dataclasses import dataclass

from selfassessment.journeys.rules.results import ages
from selfassessment.journeys.walks import Walk


@dataclass(frozen=True)
class AgeLink:
    """An age in the reader's words, and the name of its page."""

    title: str
    page: str


def page_of(walk: Walk, code: str) -> str:
    """Return the name of the page that a row about an age leads to."""
    rows = walk.published.results.get("ages", ())
    return next((str(row.get("page", code)) for row in rows if row["text"] == code), code)


def age_links(walk: Walk) -> list[AgeLink]:
    """Return the ages that the answers tell of, in the order of the rows."""
    return [
        AgeLink(walk.words(f"result.age.{code}.title"), page_of(walk, code))
        for code in ages(walk.published.results, walk.context)
    ]
