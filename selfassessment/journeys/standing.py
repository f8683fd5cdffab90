"""Does a draft stay with the version it was begun in, move on, or must its owner see a change?"""

from dataclasses import dataclass

from selfassessment.engine.answer import seen_key
from selfassessment.engine.changes import compare
from selfassessment.engine.model import Page
from selfassessment.freezing import content_of
from selfassessment.models import Draft, Journey, JourneyVersion
from selfassessment.models.publishing import been_live


@dataclass(frozen=True)
class Standing:
    """Where a draft belongs: `version`, and whether a change must be shown first."""

    version: JourneyVersion
    must_see: bool = False


def standing(draft: Draft) -> Standing:
    """Return it. Words alone move a draft; anything else only when an editor said it must."""
    journey: Journey = draft.version.journey
    if journey.current_id in (None, draft.version_id) or draft.status == Draft.Status.SENT:
        return Standing(draft.version)
    between = journey.versions.filter(
        number__gt=draft.version.number,
        number__lte=JourneyVersion.objects.filter(pk=journey.current_id).values("number")[:1],
    ).select_related("journey")
    newer = list(been_live(between).order_by("number"))
    if not newer:
        return Standing(draft.version)
    major = [one for one in newer if one.kind == JourneyVersion.Kind.MAJOR]
    if not major:
        return Standing(newer[-1])
    if any(one.must_apply for one in newer):
        return Standing(newer[-1], must_see=True)
    return Standing(draft.version)


@dataclass(frozen=True)
class Affected:
    """What a new version asks again: pages of it, and the answers that no longer count."""

    pages: tuple[Page, ...]
    answers: frozenset[str]


def affected(before: JourneyVersion, after: JourneyVersion) -> Affected:
    """Return the pages that were changed, with the keys of their answers in either version."""
    old, new = content_of(before), content_of(after)
    found = compare(old, new)
    touched = {
        one.place.split(".")[1]
        for one in found.items
        if one.place.startswith("pages.") and one.area.value != "routes"
    }
    keys: set[str] = set()
    for page in (*old.definition.pages, *new.definition.pages):
        if page.key in touched:
            keys |= {question.key for question in page.questions} | {seen_key(page.key)}
    pages = tuple(page for page in new.definition.pages if page.key in touched and page.questions)
    return Affected(pages, frozenset(keys))
