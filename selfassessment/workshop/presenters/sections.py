"""How are the parts of a journey shown: each with its title, its pages and what is wrong?"""

from collections.abc import Sequence
from dataclasses import dataclass

from selfassessment.engine.model import JourneyDefinition
from selfassessment.fixed_names import SOURCE
from selfassessment.selectors.workshop import WorkingCopy
from selfassessment.workshop.presenters.findings import Shown, about
from selfassessment.workshop.presenters.journeys import page_title, section
from selfassessment.workshop.presenters.speaking import speaker


@dataclass(frozen=True)
class Part:
    """A part of a journey."""

    code: str
    title: str
    pages: Sequence[tuple[str, str]]
    sentence: str
    on_list: bool
    findings: Sequence[Shown]


def part_rows(copy: WorkingCopy, name: str, findings: Sequence[Shown]) -> list[Part]:
    """Return the parts: those of the task list in its order, then the others."""
    journey, texts = copy.journeys[name], copy.texts[SOURCE]
    voice = speaker(copy, name)
    hub = next((page for page in journey.pages if page.sections), None)
    said = {one.key: section(one, texts, voice) for one in hub.sections} if hub else {}
    hub_place = f"pages.{hub.key}.sections" if hub else ""
    return [
        Part(
            code=code,
            title=texts.get(f"section.{code}") or code,
            pages=[
                (page.key, page_title(page, texts))
                for page in journey.pages
                if page.section == code
            ],
            sentence=said.get(code, ""),
            on_list=code in said,
            findings=about(findings, f"{hub_place}.{code}") if code in said else [],
        )
        for code in codes_of(journey)
    ]


def codes_of(journey: JourneyDefinition) -> list[str]:
    """Return the codes of all parts."""
    hub = next((page for page in journey.pages if page.sections), None)
    listed = [one.key for one in hub.sections] if hub else []
    return list(dict.fromkeys([*listed, *(one.section for one in journey.pages if one.section)]))
