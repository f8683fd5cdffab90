"""What does the page of a step show around its questions?"""

from typing import Any

from selfassessment.engine.kinds import PageKind
from selfassessment.engine.path import Step
from selfassessment.journeys.addresses import forget_address, step_address
from selfassessment.journeys.contacts import contact_views
from selfassessment.journeys.forms import PageForm
from selfassessment.journeys.paragraphs import blocks
from selfassessment.journeys.texts import Words
from selfassessment.journeys.until import kept_until
from selfassessment.journeys.walks import Walk


def body_parts(words: Words, key: str) -> list[dict[str, Any]]:
    """Return a text's blocks, in the reader's language and, for safety texts, in English too."""
    if not words.has(key):
        return []
    return [{"language": one.language, "blocks": blocks(one.text)} for one in words.both(key)]


def progress(walk: Walk, step: Step) -> dict[str, Any] | None:
    """Return which part of how many a step stands in, or None for a page outside the parts."""
    definition = walk.published.definition
    if definition.task_list is not None:
        return _progress_in_section(walk, step)
    extra = definition.extra
    sections = list(extra.get("sections", ()))
    if step.page.section not in sections:
        return None
    number = sections.index(step.page.section) + 1
    left = round(int(extra.get("minutes", 5)) * (len(sections) - number + 1) / len(sections))
    return {
        "number": number,
        "total": len(sections),
        "name": walk.words(f"section.{step.page.section}"),
        "minutes": max(1, left),
    }


def _progress_in_section(walk: Walk, step: Step) -> dict[str, Any] | None:
    """Return which page of how many a step is in its section; warnings do not count."""
    definition, section = walk.published.definition, step.page.section
    asking = [
        page.key
        for page in definition.pages
        if page.section == section and page.kind is not PageKind.INTERRUPT
    ]
    if not section or step.page.key not in asking:
        return None
    number, total = asking.index(step.page.key) + 1, len(asking)
    minutes = int(definition.extra.get("section_minutes", 3))
    return {
        "number": number,
        "total": total,
        "name": walk.words(f"section.{section}"),
        "minutes": max(1, round(minutes * (total - number + 1) / total)),
    }


def _whys(step: Step, words: Words, form: PageForm | None) -> list[str]:
    return [
        words(question.why_key)
        for question in step.page.questions
        if question.why_key and (form is None or question.key in form.fields)
    ]


def page_context(walk: Walk, step: Step, form: PageForm | None) -> dict[str, Any]:
    """Return the context of a step's page."""
    page, words, before = step.page, walk.words, walk.path.before(step.id)
    keys = [step.answer_key(question.key) for question in page.questions]
    title = words.maybe(f"page.{page.key}.title") or words(f"q.{page.questions[0].key}.label")
    warn = any(
        question.extra.get("warn_not_read")
        for question in page.questions
        if form is None or question.key in form.fields
    )
    return {
        "walk": walk,
        "page": None,
        "step": step,
        "plain_title": title,
        "heading": words.html(f"page.{page.key}.title")
        if words.has(f"page.{page.key}.title")
        else title,
        "shows_heading": len(page.questions) != 1,
        "body": body_parts(words, f"page.{page.key}.body"),
        "contacts": contact_views(list(page.extra.get("contacts", ())), words),
        "continue_text": words.html(f"page.{page.key}.continue")
        if words.has(f"page.{page.key}.continue")
        else "",
        "progress": progress(walk, step),
        "whys": _whys(step, words, form),
        "by_age": words("age.read") if page.extra.get("by_age") else "",
        "carried": bool(keys) and set(keys) <= set(walk.draft.carried),
        "carried_text": words("note.carried"),
        "not_read_text": words.html("note.not_read_at_once") if warn else "",
        "skip_text": words("note.skip"),
        "soft_yes": words("soft.yes"),
        "back_url": step_address(walk, before) if before else "",
        "quick_exit": page.quick_exit or walk.shows_quick_exit,
        "forget_url": forget_address(walk),
        "kept_until": kept_until(walk.draft),
        "is_interrupt": page.kind is PageKind.INTERRUPT,
        "container": "narrow",
        "form": form,
    }
