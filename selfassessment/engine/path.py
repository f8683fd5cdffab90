"""Which pages does this person walk, and which of their answers count?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from selfassessment.engine.answer import Answer
from selfassessment.engine.conditions import Context, round_key
from selfassessment.engine.kinds import PageKind
from selfassessment.engine.model import Page
from selfassessment.engine.scoring import ScoreView
from selfassessment.engine.truth import Truth


@dataclass(frozen=True, slots=True)
class Step:
    """A page on the path; in a repeat group also which round of it."""

    page: Page
    round: int = 1

    @property
    def id(self) -> str:
        """The page key, from the second round on with its number: `child_age#2`."""
        return round_key(self.page.key, self.round)

    def answer_key(self, question_key: str) -> str:
        """Return the key under which this step's answer to a question is kept."""
        return round_key(question_key, self.round)


@dataclass(frozen=True, slots=True)
class Path:
    """The walk recomputed from the answers; it stops at the first page still to be answered."""

    steps: tuple[Step, ...]
    live: Mapping[str, Answer]
    first_unanswered: Step | None
    ending: Step | None
    conditions: Mapping[str, Truth]
    scores: Mapping[str, ScoreView]
    rounds: Mapping[str, int]
    taken: tuple[tuple[str, int | None, str], ...]
    context: Context = field(compare=False, repr=False)

    @property
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
        index = ids.index(step_id) + 1
        return self.steps[index] if index < len(ids) else self.steps[-1]

    def before(self, step_id: str) -> Step | None:
        """Return where Back leads from a step; None from the first and off the path."""
        ids = self.ids
        index = ids.index(step_id) if step_id in ids else 0
        return self.steps[index - 1] if index else None

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
