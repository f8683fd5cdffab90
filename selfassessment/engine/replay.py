"""How is the path recomputed from the answers?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from selfassessment.engine.answer import Answer, seen_key
from selfassessment.engine.conditions import Context, evaluate, round_key
from selfassessment.engine.fits import fits
from selfassessment.engine.model import JourneyDefinition, Page, Question, TaskSection
from selfassessment.engine.path import Path, Step
from selfassessment.engine.scoring import Scorer, instrument_scores
from selfassessment.engine.tasks import Task, TaskOrder, TaskStatus
from selfassessment.engine.truth import Truth

__all__ = ["Path", "Step", "ahead", "replay"]


def replay(
    definition: JourneyDefinition,
    answers: Mapping[str, Answer],
    facts: Mapping[str, object],
    *,
    scorer: Scorer = instrument_scores,
) -> Path:
    """Walk from the first page as far as the answers carry.

    Only pages on the walk lend their answers to conditions and scores, a route is taken
    only when it is true, and every step goes forward, so the walk always ends.
    """
    return _Walk(definition, answers, facts, scorer).run()


def ahead(
    definition: JourneyDefinition,
    answers: Mapping[str, Answer],
    facts: Mapping[str, object],
    *,
    scorer: Scorer = instrument_scores,
) -> tuple[Step, ...]:
    """Return the pages as far as they can be seen from here: the walk, and on from where it waits.

    A page without an answer lets nobody take a route that asks for one, so the default leads on.
    For staff who ask everything on one page; what counts is still what `replay` says.
    """
    walk = _Ahead(definition, answers, facts, scorer)
    return walk.run().steps


@dataclass
class _Walk:
    definition: JourneyDefinition
    answers: Mapping[str, Answer]
    facts: Mapping[str, object]
    scorer: Scorer
    steps: list[Step] = field(default_factory=list)
    live: dict[str, Answer] = field(default_factory=dict)
    rounds: dict[str, int] = field(default_factory=dict)
    taken: list[tuple[str, int | None, str]] = field(default_factory=list)
    tasks: list[Task] = field(default_factory=list)

    def __post_init__(self) -> None:
        pages = self.definition.pages
        self.positions = {page.key: index for index, page in enumerate(pages)}
        self.order = TaskOrder(self.definition)
        self.questions: dict[str, Question] = self.definition.questions
        self.group_of_page = {
            page: group.key for group in self.definition.groups.values() for page in group.pages
        }
        self.group_of_question = {
            question.key: self.group_of_page[page.key]
            for page in pages
            if page.key in self.group_of_page
            for question in page.questions
        }

    def run(self) -> Path:
        step: Step | None = Step(self.definition.pages[0])
        waiting = ending = None
        while step is not None:
            self._enter(step)
            if step.page.is_end:
                ending = step
                break
            if step.page is self.order.hub:
                ending = self._sections(step.page)
                if ending is not None:
                    break
            if not self._done(step):
                waiting = step
                break
            step = self._next(step)
        return self._path(waiting, ending)

    def _sections(self, hub: Page) -> Step | None:
        """Walk each section as far as it goes; return the end page that one of them came to."""
        for section in hub.sections:
            if section.key not in self.order.pages:
                continue
            task = self._section(section)
            self.tasks.append(task)
            last = task.steps[-1] if task.steps else None
            if last is not None and last.page.is_end:
                return last
        return None

    def _section(self, section: TaskSection) -> Task:
        if section.when is not None and evaluate(section.when, self._context()) is not Truth.TRUE:
            return Task(section.key, TaskStatus.NOT_OFFERED)
        waiting_for = {
            task.section for task in self.tasks if task.shown and task.status is not TaskStatus.DONE
        }
        if waiting_for & set(section.needs):
            return Task(section.key, TaskStatus.CANNOT_START)
        before = len(self.steps)
        waiting = self._walk_section(Step(self.order.pages[section.key][0]), section.key)
        steps = tuple(self.steps[before:])
        status = TaskStatus.DONE if waiting is None else TaskStatus.IN_PROGRESS
        if waiting is not None and len(steps) == 1 and not self._begun(waiting):
            status = TaskStatus.NOT_STARTED
        return Task(section.key, status, steps, waiting)

    def _walk_section(self, first: Step, section: str) -> Step | None:
        """Walk one section; return the page it waits at, None when it is done."""
        step: Step | None = first
        while step is not None:
            self._enter(step)
            if step.page.is_end:
                return None
            if not self._done(step):
                return step
            following = self._next(step)
            inside = following is not None and self.order.stays(section, following.page)
            step = following if inside else None
        return None

    def _begun(self, step: Step) -> bool:
        return any(step.answer_key(q.key) in self.live for q in step.page.questions)

    def _enter(self, step: Step) -> None:
        self.steps.append(step)
        group = self.group_of_page.get(step.page.key)
        if group is not None:
            self.rounds[group] = max(step.round, self.rounds.get(group, 0))
        for question in step.page.questions:
            key = step.answer_key(question.key)
            answer = self.answers.get(key)
            if answer is not None and fits(question, answer):
                self.live[key] = answer

    def _done(self, step: Step) -> bool:
        if step.page.questions:
            return all(step.answer_key(q.key) in self.live for q in step.page.questions)
        return step.answer_key(seen_key(step.page.key)) in self.answers

    def _next(self, step: Step) -> Step | None:
        page = step.page
        group = self.group_of_page.get(page.key)
        target, index = self._target(page, (group, step.round) if group else None)
        if group is not None and (target is None or self.group_of_page.get(target) != group):
            again = self._next_round(group, step)
            if again is not None:
                self.taken.append((step.id, index, again.id))
                return again
        if target is None:
            return None
        same_group = group is not None and self.group_of_page.get(target) == group
        following = Step(self._page(target), step.round if same_group else 1)
        self.taken.append((step.id, index, following.id))
        return following

    def _target(self, page: Page, here: tuple[str, int] | None) -> tuple[str | None, int | None]:
        if page.routes:
            context = self._context(here)
            for index, route in enumerate(page.routes):
                if not self._is_later(page.key, route.to):
                    continue
                if evaluate(route.when, context) is Truth.TRUE:
                    return route.to, index
        target = page.default if page is not self.order.hub else self.order.after
        if target is None:
            following = self.positions[page.key] + 1
            pages = self.definition.pages
            target = pages[following].key if following < len(pages) else None
        return (target if target and self._is_later(page.key, target) else None), None

    def _next_round(self, group_key: str, step: Step) -> Step | None:
        group = self.definition.groups[group_key]
        answer = self.live.get(round_key(group.another, step.round))
        wanted = answer is not None and answer.value == "yes" and step.round < group.at_most
        return Step(self._page(group.pages[0]), step.round + 1) if wanted else None

    def _is_later(self, page: str, target: str) -> bool:
        return self.positions.get(target, -1) > self.positions[page]

    def _page(self, key: str) -> Page:
        return self.definition.pages[self.positions[key]]

    def _context(self, here: tuple[str, int] | None = None) -> Context:
        return Context(
            questions=self.questions,
            conditions=self.definition.conditions,
            scores=self.definition.scores,
            live=dict(self.live),
            facts=self.facts,
            scorer=self.scorer,
            group_of=self.group_of_question,
            rounds=dict(self.rounds),
            here=here,
        )

    def _path(self, waiting: Step | None, ending: Step | None) -> Path:
        return Path(
            steps=tuple(self.steps),
            live=dict(self.live),
            first_unanswered=waiting,
            ending=ending,
            rounds=dict(self.rounds),
            taken=tuple(self.taken),
            tasks=tuple(self.tasks),
            context=self._context(),
        )


@dataclass
class _Ahead(_Walk):
    """The walk that does not wait for an answer."""

    def _done(self, step: Step) -> bool:
        return True
