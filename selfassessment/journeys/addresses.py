"""Where does each step of a walk stand?"""

from django.urls import reverse

from selfassessment.engine.kinds import PageKind
from selfassessment.engine.path import Step
from selfassessment.journeys.walks import Walk


def step_address(walk: Walk, step: Step) -> str:
    """Return the address of a step; it holds the draft's id and an opaque id, nothing else."""
    space, draft = walk.published.definition.slug, walk.draft.pk
    match step.page.kind:
        case PageKind.RESULTS:
            return reverse("check:results", kwargs={"draft": draft})
        case PageKind.CHECK_ANSWERS:
            return reverse("refer:answers", kwargs={"draft": draft})
        case PageKind.CONFIRMATION:
            return reverse("refer:done", kwargs={"draft": draft})
        case PageKind.EMERGENCY:
            return reverse("emergency")
        case _:
            return reverse(f"{space}:step", kwargs={"draft": draft, "step": walk.page_id(step)})


def resume_address(walk: Walk) -> str:
    """Return where a walk goes on: its first unanswered page, or its end."""
    return step_address(walk, walk.path.resume())


def change_address(walk: Walk, step: Step) -> str:
    """Return the address under which an answer is changed, to come back afterwards."""
    return f"{step_address(walk, step)}?change=1"


def forget_address(walk: Walk) -> str:
    """Return where the answers of a walk are thrown away."""
    return reverse(f"{walk.published.definition.slug}:forget", kwargs={"draft": walk.draft.pk})
