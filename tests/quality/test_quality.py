"""Do people find what they need, in their own words and in their own language?"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping

import pytest

from search.engines.protocol import SearchEngine
from search.query import DirectoryQuery
from tests.contracts.search.conftest import ENGINES
from tests.quality.conftest import NOON, Town
from tests.quality.judged import KINDS, LANGUAGES, Judged, judged
from tests.quality.measures import ndcg, recall

pytestmark = pytest.mark.django_db

# (nDCG@5, recall@3) that may not be gone under, for the topics tuned on and those held out.
FLOORS = {False: (0.75, 0.80), True: (0.61, 0.62)}
Figures = tuple[float, float]


@pytest.fixture(scope="session")
def questions(town: Town) -> list[Judged]:
    """Give every judged question."""
    return judged(town.known)


def test_there_are_enough_questions_of_every_kind_and_language(questions: list[Judged]) -> None:
    assert len(questions) >= 120
    assert set(Counter(one.kind for one in questions)) == set(KINDS)
    assert min(Counter(one.language for one in questions).values()) >= 40
    assert {one.language for one in questions} == set(LANGUAGES)


def test_every_question_has_listings_that_answer_it(questions: list[Judged]) -> None:
    assert [one.topic for one in questions if 3 not in one.grades.values()] == []


@pytest.mark.parametrize("name", sorted(ENGINES))
def test_people_find_what_they_need(
    name: str, questions: list[Judged], engines: Mapping[str, SearchEngine]
) -> None:
    measured = {one: measure(one, engines[name]) for one in map(_Key, questions)}
    print_table(name, measured)
    for held_out, floor in FLOORS.items():
        reached = mean(f for one, f in measured.items() if one.judged.held_out is held_out)
        under = [got for got, least in zip(reached, floor, strict=True) if got < least]
        assert under == [], f"{name}: {reached} is under {floor}, held out: {held_out}"


class _Key:
    """A question as a key: its grades are a mapping, which has no hash."""

    def __init__(self, one: Judged) -> None:
        self.judged = one


def measure(key: _Key, engine: SearchEngine) -> Figures:
    """Ask one question and return nDCG@5 and recall@3."""
    one = key.judged
    query = DirectoryQuery(one.text, one.language.removesuffix("-Latn"), page_size=5)
    hits = [hit.public_id for hit in engine.search(query, today=NOON.date()).hits]
    return ndcg(hits, one.grades), recall(hits, one.grades)


def mean(figures: Iterable[Figures]) -> Figures:
    """Return the means."""
    several = list(figures)
    return (
        round(sum(f[0] for f in several) / len(several), 3),
        round(sum(f[1] for f in several) / len(several), 3),
    )


def print_table(name: str, measured: Mapping[_Key, Figures]) -> None:
    """Print the figures by language, by kind and by whether the topic was tuned on."""
    print(f"\n{name}: {len(measured)} questions{'':14}nDCG@5  recall@3")
    by: tuple[Callable[[Judged], str], ...] = (
        lambda one: one.language,
        lambda one: one.kind,
        lambda one: "held out" if one.held_out else "tuned on",
        lambda one: "all",
    )
    for group_of in by:
        groups: dict[str, list[Figures]] = defaultdict(list)
        for key, figures in measured.items():
            groups[group_of(key.judged)].append(figures)
        for group, figures_of in groups.items():
            both = mean(figures_of)
            print(f"  {group:12} {len(figures_of):4} questions {both[0]:14.3f} {both[1]:9.3f}")
