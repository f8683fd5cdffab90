"""What stands in the email with one's own results? The page in plain text, shorter.

Nothing of how it was worked out, no answer and no number of a scale: others may see an email.
"""

from collections.abc import Iterable, Iterator

from core.site_facts import site_facts
from selfassessment.journeys.activities import fitting_activities
from selfassessment.journeys.handing import offered, plain
from selfassessment.journeys.results import Helper, Line, results
from selfassessment.journeys.walks import Walk


def may_be_sent(walk: Walk) -> bool:
    """Whether results may stand in an email: never of somebody who may not be safe."""
    return not walk.decision.flags


def letter(walk: Walk) -> str:
    """Return the results of a finished health check as plain text in the reader's language."""
    found, words = results(walk), walk.words
    heading = {"age": found.ages_heading}
    parts = (
        ("well", [_line(line) for line in found.well]),
        ("first", [_line(line) for line in found.first]),
        ("age", [_line(line) for line in found.ages]),
        ("barrier", [_line(line) for line in found.barriers]),
        ("people", [_helper(one) for one in (*found.people, *found.more_people)]),
        ("guideline", [_line(line) for line in found.guidelines]),
        ("near", list(_activities(walk))),
    )
    told = [
        _paragraphs([(heading.get(name) or words(f"result.{name}.heading")).upper(), *lines])
        for name, lines in parts
        if lines
    ]
    facts = site_facts()
    end = f"{facts['site_name']}, {facts['phone']}"
    return "\n\n\n".join([*told, _paragraphs([words("result.note"), end])])


def _paragraphs(lines: Iterable[str]) -> str:
    return "\n\n".join(lines)


def _line(line: Line) -> str:
    return f"{line.title}\n{line.text}"


def _helper(helper: Helper) -> str:
    numbers = (
        ": ".join(filter(None, (plain(str(one.name)), one.number or one.href)))
        for one in helper.contacts
    )
    return "\n".join([helper.name, helper.summary, *numbers])


def _activities(walk: Walk) -> Iterator[str]:
    for card in fitting_activities(walk).cards:
        found = offered(card)
        yield "\n".join([found.name, *found.lines])
