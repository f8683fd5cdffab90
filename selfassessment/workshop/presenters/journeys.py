"""How is a journey shown to those who change it: its pages in order, with where each leads?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from selfassessment.council_words import fill
from selfassessment.engine.model import JourneyDefinition, Page, TaskSection
from selfassessment.fixed_names import SOURCE
from selfassessment.selectors.workshop import WorkingCopy
from selfassessment.workshop.labels import PAGE_KINDS
from selfassessment.workshop.presenters.findings import Shown, about
from selfassessment.workshop.presenters.speaking import Speaker, speaker


@dataclass(frozen=True)
class QuestionRow:
    """A question in a list."""

    key: str
    label: str


@dataclass(frozen=True)
class PageRow:
    """A page in the list of a journey."""

    key: str
    title: str
    kind: str
    section: str
    questions: Sequence[QuestionRow]
    sections: Sequence[str]
    ways: Sequence[str]
    otherwise: str
    findings: Sequence[Shown]


def page_title(page: Page, texts: Mapping[str, str]) -> str:
    """Return what a page is called: its title, or its first question, or its key."""
    first = page.questions[0].key if page.questions else ""
    return fill(
        texts.get(f"page.{page.key}.title")
        or texts.get(f"q.{first}.label")
        or page.key.replace("_", " ").capitalize(),
        SOURCE,
    )


def page_titles(journey: JourneyDefinition, texts: Mapping[str, str]) -> dict[str, str]:
    """Return the title of each page with its key, so that two of the same title differ."""
    return {page.key: f"{page_title(page, texts)} ({page.key})" for page in journey.pages}


def question_rows(page: Page, texts: Mapping[str, str]) -> list[QuestionRow]:
    """Return the questions of a page."""
    return [
        QuestionRow(one.key, texts.get(f"q.{one.key}.label") or one.key) for one in page.questions
    ]


def page_rows(copy: WorkingCopy, name: str, findings: Sequence[Shown]) -> list[PageRow]:
    """Return the pages of a journey in their order."""
    journey, texts = copy.journeys[name], copy.texts[SOURCE]
    titles, voice = page_titles(journey, texts), speaker(copy, name)
    return [
        PageRow(
            key=page.key,
            title=page_title(page, texts),
            kind=PAGE_KINDS[page.kind],
            section=page.section,
            questions=question_rows(page, texts),
            sections=[section(one, texts, voice) for one in page.sections],
            ways=ways(page, titles, voice),
            otherwise=otherwise(journey, page, titles),
            findings=about(findings, f"pages.{page.key}"),
        )
        for page in journey.pages
    ]


def section(part: TaskSection, texts: Mapping[str, str], voice: Speaker) -> str:
    """Say a part of a task list in a sentence."""
    said = f"Part “{texts.get(f'section.{part.key}') or part.key}”"
    if part.when is not None:
        said += f", if {voice.condition(part.when)}"
    if part.needs:
        before = (f"“{texts.get(f'section.{key}') or key}”" for key in part.needs)
        said += f", after {' and '.join(before)}"
    return f"{said}."


def ways(page: Page, titles: Mapping[str, str], voice: Speaker) -> list[str]:
    """Say each way on from a page in a sentence."""
    return [
        f"If {voice.condition(route.when)}, go to {titles.get(route.to, route.to)}."
        for route in page.routes
    ]


def ways_in_gujarati(copy: WorkingCopy, name: str, page: Page) -> list[str]:
    """Say each way on from a page in Gujarati."""
    voice = speaker(copy, name, "gu")
    titles = {key: fill(text, "gu") for key, text in copy.texts.get("gu", {}).items() if text}
    return [
        voice.wording.if_then.format(
            conditions=voice.condition(route.when),
            outcome=voice.wording.stop.format(
                page=titles.get(f"page.{route.to}.title", route.to.replace("_", " "))
            ),
        )
        for route in page.routes
    ]


def otherwise(journey: JourneyDefinition, page: Page, titles: Mapping[str, str]) -> str:
    """Say where a page leads when nothing else holds."""
    if page.is_end:
        return "The journey ends here."
    to = journey.next_in_order(page.key)
    if to is None:
        return "It leads nowhere."
    start = "Otherwise go to" if page.routes else "Go to"
    return f"{start} {titles.get(to, to)}."
