"""Which pages does this person walk, and which of their answers count?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from selfassessment.engine.answer import Answer
from selfassessment.engine.conditions import Context, evaluate
from selfassessment.engine.kinds import PageKind
from selfassessment.engine.model import Page
from selfassessment.engine.path_steps import Step
from selfassessment.engine.scoring import ScoreView
from selfassessment.engine.tasks import Task, TaskStatus
from selfassessment.engine.truth import Truth

__all__ = ["Path", "Step"]


@dataclass(frozen=True)
class Path:
    """The walk recomputed from the answers; it stops at the first page still to be answered.

    What follows from the live answers alone is worked out when somebody asks.
    """

    steps: tuple[Step, ...]
    live: Mapping[str, Answer]
    first_unanswered: Step | None
    ending: Step | None
    rounds: Mapping[str, int]
    taken: tuple[tuple[str, int | None, str], ...]
    tasks: tuple[Task, ...] = field(default=(), kw_only=True)
    context: Context = field(compare=False, repr=False)

    @cached_property
    def conditions(self) -> Mapping[str, Truth]:
        """What each named condition comes to."""
        named = self.context.conditions
        return {
            key: evaluate(one.test, self.context, frozenset({key})) for key, one in named.items()
        }

    @cached_property
    def scores(self) -> Mapping[str, ScoreView]:
        """The scores there are."""
        views = {key: self.context.score(key) for key in self.context.scores}
        return {key: view for key, view in views.items() if view is not None}

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """The ids of the steps in their order."""
        return tuple(step.id for step in self.steps)

    @property
    def emergency(self) -> Page | None:
        """The emergency page that was reached, if any."""
        return self._ended_at(PageKind.EMERGENCY)

    @property
    def exit(self) -> Page | None:
        """The exit page that was reached, if any."""
        return self._ended_at(PageKind.EXIT)

    @property
    def finished(self) -> bool:
        """Whether the walk has come to an end page."""
        return self.ending is not None

    @property
    def ready_to_send(self) -> bool:
        """Whether everything before check-answers is answered (it may still be unconfirmed)."""
        waiting = self.first_unanswered
        if waiting is not None:
            return waiting.page.kind is PageKind.CHECK_ANSWERS
        return any(step.page.kind is PageKind.CHECK_ANSWERS for step in self.steps)

    def step(self, step_id: str) -> Step | None:
        """Return the step with this id when it is on the path."""
        return next((step for step in self.steps if step.id == step_id), None)

    def resume(self) -> Step:
        """Return where to go on: the first unanswered page, else the end of the walk."""
        return self.first_unanswered or self.steps[-1]

    def after(self, step_id: str, *, changing: bool = False) -> Step:
        """Return where Continue leads from a step.

        When an answer is being changed from check-answers, that is the first page which the
        change has left unanswered, and otherwise check-answers (or the end) again.
        """
        ids = self.ids
        if step_id not in ids or changing:
            return self._check_answers() if changing else self.resume()
        task = self.task_of(step_id)
        if task is not None:
            return self._after_in(task, step_id)
        if self.hub is not None and step_id == self.hub.id:
            return self._beyond_tasks() or self.hub
        index = ids.index(step_id) + 1
        return self.steps[index] if index < len(ids) else self.steps[-1]

    def before(self, step_id: str) -> Step | None:
        """Return where Back leads from a step; None from the first and off the path."""
        task = self.task_of(step_id)
        steps = task.steps if task is not None else self._outside_tasks()
        ids = [step.id for step in steps]
        index = ids.index(step_id) if step_id in ids else 0
        if index:
            return steps[index - 1]
        return self.hub if task is not None else None

    @property
    def hub(self) -> Step | None:
        """The task list, when the walk has come to it."""
        return next((step for step in self.steps if step.page.sections), None)

    def task_of(self, step_id: str) -> Task | None:
        """Return the section of the task list a step belongs to, if any."""
        return next((t for t in self.tasks if any(s.id == step_id for s in t.steps)), None)

    @property
    def tasks_done(self) -> bool:
        """Whether every section that is offered is done."""
        return all(task.status is TaskStatus.DONE for task in self.tasks if task.shown)

    def _after_in(self, task: Task, step_id: str) -> Step:
        """Return the next page of a section; the end of the walk, or the list, after its last."""
        ids = [step.id for step in task.steps]
        index = ids.index(step_id) + 1
        if index < len(ids):
            return task.steps[index]
        if task.open is not None:
            return task.open
        return self.ending if self.ending in task.steps and self.ending else self._hub()

    def _hub(self) -> Step:
        return self.hub or self.resume()

    def _outside_tasks(self) -> list[Step]:
        inside = {step.id for task in self.tasks for step in task.steps}
        return [step for step in self.steps if step.id not in inside]

    def _beyond_tasks(self) -> Step | None:
        steps = self._outside_tasks()
        index = steps.index(self._hub()) + 1
        return steps[index] if index < len(steps) else None

    def _check_answers(self) -> Step:
        if self.first_unanswered is None:
            checks = [s for s in self.steps if s.page.kind is PageKind.CHECK_ANSWERS]
            if checks:
                return checks[0]
        return self.resume()

    def _ended_at(self, kind: PageKind) -> Page | None:
        if self.ending is None or self.ending.page.kind is not kind:
            return None
        return self.ending.page
