"""What does the list of the parts of a check show?"""

from typing import Any

from selfassessment.engine.path import Step
from selfassessment.engine.tasks import Task, TaskStatus
from selfassessment.journeys.addresses import forget_address, step_address
from selfassessment.journeys.pages import body_parts
from selfassessment.journeys.until import kept_until
from selfassessment.journeys.walks import Walk

TAGS = {TaskStatus.NOT_STARTED: "govuk-tag--blue", TaskStatus.IN_PROGRESS: "govuk-tag--yellow"}


def _item(walk: Walk, task: Task) -> dict[str, Any]:
    """Return one line of the list, as the component of the list wants it."""
    words, start = walk.words, task.start
    said = words(f"tasks.status.{task.status.value}")
    tag = {"text": said, "classes": TAGS[task.status]} if task.status in TAGS else None
    opens = task.steps[0] if task.status is TaskStatus.DONE else start
    # All that the component asks is said: asking in vain is dear in a template.
    return {
        "title": {"text": words(f"section.{task.section}"), "classes": ""},
        "href": step_address(walk, opens) if opens is not None else "",
        "status": {"text": said, "tag": tag, "classes": ""},
        "hint": None,
        "classes": "",
    }


def tasks_context(walk: Walk, step: Step) -> dict[str, Any]:
    """Return the context of the page of parts."""
    words, before = walk.words, walk.path.before(step.id)
    shown = [task for task in walk.path.tasks if task.shown]
    done = sum(task.status is TaskStatus.DONE for task in shown)
    key = step.page.key
    return {
        "walk": walk,
        "page": None,
        "plain_title": words(f"page.{key}.title"),
        "heading": words.html(f"page.{key}.title"),
        "body": body_parts(words, f"page.{key}.body"),
        "tasks": [_item(walk, task) for task in shown],
        "done_text": words("tasks.done", done=done, all=len(shown)),
        "some_text": "" if walk.path.tasks_done else words("tasks.some"),
        "results_text": words.html("tasks.results"),
        "back_url": step_address(walk, before) if before else "",
        "container": "narrow",
        "quick_exit": walk.shows_quick_exit,
        "forget_url": forget_address(walk),
        "kept_until": kept_until(walk.draft),
    }
