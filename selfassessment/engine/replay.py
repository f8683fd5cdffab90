"""How is the path recomputed from the answers?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from selfassessment.engine.answer import Answer, seen_key
from selfassessment.engine.conditions import Context, evaluate, round_key
from selfassessment.engine.fits import fits
from selfassessment.engine.model import JourneyDefinition, Page, Question
from selfassessment.engine.path import Path, Step
from selfassessment.engine.scoring import Scorer, instrument_scores
from selfassessment.engine.truth import Truth

__all__ = ["Path", "Step", "replay"]


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

    def __post_init__(self) -> None:
        pages = self.definition.pages
        self.positions = {page.key: index for index, page in enumerate(pages)}
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
            if not self._done(step):
                waiting = step
                break
            step = self._next(step)
        return self._path(waiting, ending)

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
        target = page.default
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
        context = self._context()
        scores = {key: context.score(key) for key in self.definition.scores}
        return Path(
            steps=tuple(self.steps),
            live=dict(self.live),
            first_unanswered=waiting,
            ending=ending,
            conditions={
                key: evaluate(named.test, context, frozenset({key}))
                for key, named in self.definition.conditions.items()
            },
            scores={key: view for key, view in scores.items() if view is not None},
            rounds=dict(self.rounds),
            taken=tuple(self.taken),
            context=context,
        )
