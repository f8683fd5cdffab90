"""How good is a list of hits, by graded judgements?"""

import math
from collections.abc import Mapping, Sequence

# From this grade on a listing is what was asked for, and not only beside it.
ANSWERS = 2


def ndcg(hits: Sequence[str], grades: Mapping[str, int], depth: int = 5) -> float:
    """Return the gain of the first hits, as a share of the best possible."""
    best = sorted(grades.values(), reverse=True)[:depth]
    reached = [grades.get(public_id, 0) for public_id in hits[:depth]]
    return _gain(reached) / _gain(best) if best else 0.0


def recall(hits: Sequence[str], grades: Mapping[str, int], depth: int = 3) -> float:
    """Return how many of the first hits answer, of as many as could stand there."""
    answers = {public_id for public_id, grade in grades.items() if grade >= ANSWERS}
    possible = min(depth, len(answers))
    return len(answers.intersection(hits[:depth])) / possible if possible else 0.0


def _gain(grades: Sequence[int]) -> float:
    return sum(float(2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))
