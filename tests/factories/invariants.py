"""What must hold for any journey and any answers? (The promises of the engine.)"""

from __future__ import annotations

from selfassessment.engine.answer import Answer, from_json, to_json
from selfassessment.engine.conditions import evaluate
from selfassessment.engine.decision import Decision
from selfassessment.engine.findings import Surroundings
from selfassessment.engine.path import Path
from selfassessment.engine.proof import Proof, prove
from selfassessment.engine.replay import replay
from selfassessment.engine.tables import context, run
from selfassessment.engine.tasks import TaskStatus
from selfassessment.engine.truth import Truth
from selfassessment.engine.validate import publishable, validate
from tests.factories.random_journeys import Pair


def path_of(pair: Pair, answers: dict[str, Answer] | None = None) -> Path:
    """Return the path of a pair, or of the same journey with other answers."""
    return replay(pair.definition, pair.answers if answers is None else answers, pair.facts)


def decision_of(pair: Pair, path: Path) -> Decision:
    """Return what the tables say at the end of a path."""
    return run(pair.routing, context(pair.routing, path, pair.facts))


def goes_forward(pair: Pair) -> None:
    """Assert that a path is strictly rising and ends, or waits for an answer."""
    path = path_of(pair)
    places = [pair.definition.position(step.page.key) for step in path.steps]
    assert places == sorted(set(places))
    assert (path.first_unanswered is None) == path.finished
    assert path.resume() in path.steps


def is_the_same_again(pair: Pair) -> None:
    """Assert that replay depends on the answers alone, not on their order or storage."""
    stored = from_json(to_json(dict(reversed(pair.answers.items()))))
    assert path_of(pair, stored) == path_of(pair)


def ignores_what_is_off_the_path(pair: Pair) -> None:
    """Assert that answers off the path change neither the path nor the outcome."""
    path = path_of(pair)
    on_path = {q.key for step in path.steps for q in step.page.questions}
    kept = {k: a for k, a in pair.answers.items() if k in on_path or k.startswith("@")}
    others = {
        question.key: pair.maker.answer(question)
        for question in pair.definition.questions.values()
        if question.key not in on_path
    }
    for answers in (kept, {**kept, **others}):
        again = path_of(pair, answers)
        assert again == path
        assert decision_of(pair, again) == decision_of(pair, path)


def is_restored_by_changing_back(pair: Pair) -> None:
    """Assert that an answer that is changed and changed back restores everything."""
    questions = list(pair.definition.questions.values())
    if not questions:
        return
    changed = pair.maker.random.choice(questions)
    other = {**pair.answers, changed.key: pair.maker.answer(changed)}
    path_of(pair, other)
    back = dict(other)
    if changed.key in pair.answers:
        back[changed.key] = pair.answers[changed.key]
    else:
        del back[changed.key]
    assert path_of(pair, back) == path_of(pair)


def takes_true_routes_only(pair: Pair) -> None:
    """Assert that a route was taken only where its condition is true on the way."""
    path = path_of(pair)
    for source, index, _ in path.taken:
        if index is None:
            continue
        step = next(step for step in path.steps if step.id == source)
        upto = [s for s in path.steps if path.steps.index(s) <= path.steps.index(step)]
        known = {q.key for s in upto for q in s.page.questions}
        live = {key: answer for key, answer in path.live.items() if key in known}
        marks = {key: answer for key, answer in pair.answers.items() if key.startswith("@")}
        here = path_of(pair, {**live, **marks}).context
        assert evaluate(step.page.routes[index].when, here) is Truth.TRUE


def leaves_nobody_with_nothing(pair: Pair) -> None:
    """Assert that every finished walk has an offer, an exit with a way on, or an emergency."""
    path = path_of(pair)
    decision = decision_of(pair, path)
    assert not decision.empty_handed
    if path.finished:
        assert path.exit or path.emergency or decision.offers or decision.universal


def keeps_sections_apart(pair: Pair) -> None:
    """Assert that sections are offered, opened and done as the list says."""
    path = path_of(pair)
    hub = pair.definition.task_list
    if hub is None or path.hub is None:
        assert path.tasks == ()
        return
    status = {task.section: task.status for task in path.tasks}
    shown = {task.section for task in path.tasks if task.shown}
    for task in path.tasks:
        part = next(part for part in hub.sections if part.key == task.section)
        waits = {n for n in part.needs if n in shown and status[n] is not TaskStatus.DONE}
        assert not (task.steps and waits)
        assert (task.status is TaskStatus.DONE) == (task.open is None and bool(task.steps))
        for step in task.steps:
            assert path.after(step.id) in path.steps
            assert path.before(step.id) in path.steps


def stays_within_the_proof(pair: Pair) -> None:
    """Assert that a walk sees only pages, ends and lengths the proof has seen."""
    proof = prove(pair.definition, today=pair.today)
    if proof.sampled:
        return
    path = path_of(pair)
    seen = {step.page.key for step in path.steps}
    assert seen <= proof.reached
    if path.ending is not None and not _left_open(path):
        assert (path.ending.page.key,) in proof.outcomes
        assert proof.shortest <= len(path.steps) <= proof.longest


def _left_open(path: Path) -> bool:
    """Whether pages of unfinished sections are on the path, which the proof does not count."""
    return any(task.open is not None for task in path.tasks)


def can_be_walked_when_publishable(pair: Pair) -> None:
    """Assert that what the validator passes never gets stuck, whatever is answered."""
    around = Surroundings(routing=pair.routing, today=pair.today)
    if not publishable(validate(pair.definition, around)):
        return
    proof: Proof = prove(pair.definition, today=pair.today)
    assert proof.stuck == ()
    path = path_of(pair)
    assert path.finished or path.first_unanswered is not None


CHEAP = (
    goes_forward,
    is_the_same_again,
    ignores_what_is_off_the_path,
    is_restored_by_changing_back,
    takes_true_routes_only,
    leaves_nobody_with_nothing,
    keeps_sections_apart,
)
DEAR = (stays_within_the_proof, can_be_walked_when_publishable)
