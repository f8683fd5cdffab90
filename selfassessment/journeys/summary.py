"""What did the person answer, section by section?"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from selfassessment.engine.kinds import PageKind
from selfassessment.engine.path import Step
from selfassessment.journeys.fields import answer_words
from selfassessment.journeys.referring import asked
from selfassessment.journeys.walks import Walk

ICONS = {
    "safety": "shield",
    "habits": "smoke",
    "moving": "walk",
    "company": "people",
    "wishes": "mind",
    "movement": "walk",
    "weight": "heart",
    "smoking": "smoke",
    "mind": "people",
    "family": "people",
    "alcohol": "heart",
    "home": "shield",
    "money": "info",
    "topic": "info",
    "about": "people",
    "contact": "phone",
    "needs": "access",
    "consent": "tick",
}


@dataclass(frozen=True)
class AnswerRow:
    """One answer, with where it is changed."""

    key: str
    value: str
    href: str


@dataclass(frozen=True)
class Section:
    """Answers that belong together."""

    code: str
    title: str
    icon: str
    rows: list[AnswerRow]


def sections(
    walk: Walk, address: Callable[[Walk, Step], str], order: Iterable[str] = ()
) -> list[Section]:
    """Return the live answers by section, in `order` or in the journey's own order."""
    grouped: dict[str, list[AnswerRow]] = {}
    for step, question, answer in asked(walk):
        if question.hide_from_summary or step.page.kind is PageKind.CONSENT:
            continue
        grouped.setdefault(step.page.section, []).append(
            AnswerRow(
                key=walk.words(f"q.{question.key}.label"),
                value=answer_words(walk.words, question, answer),
                href=address(walk, step),
            )
        )
    wanted = [code for code in order if code in grouped]
    wanted += [code for code in grouped if code not in wanted]
    return [
        Section(
            code=code,
            title=walk.words.maybe(f"section.{code}"),
            icon=ICONS.get(code, "info"),
            rows=grouped[code],
        )
        for code in wanted
    ]
