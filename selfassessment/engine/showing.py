"""Which sets of instruments can be shown at all? (A language and its switches decide.)"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from selfassessment.engine.domains import Domain
from selfassessment.engine.model import Comparison
from selfassessment.engine.worlds import Variable
from selfassessment.instruments.registry import is_gated, validated_in

SHOWN: Variable = ("fact", "validated_instruments")


def shown_sets(locales: Sequence[str], comparisons: Sequence[Comparison]) -> Domain:
    """Return one set for each language and each way the gated instruments can be switched."""
    mentioned = frozenset(code for comparison in comparisons for code in _codes(comparison))
    gated = sorted(key for key in mentioned if is_gated(key))
    switches = [on for size in range(len(gated) + 1) for on in combinations(gated, size)]
    sets = [validated_in(locale, on) & mentioned for locale in locales for on in switches]
    return Domain((*dict.fromkeys(sets), None))


def _codes(comparison: Comparison) -> tuple[str, ...]:
    value = comparison.value
    if isinstance(value, str):
        return (value,)
    return tuple(v for v in value if isinstance(v, str)) if isinstance(value, tuple) else ()
