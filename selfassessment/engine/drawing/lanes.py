"""Beside which pages does each way run, so that no two cross along their length?"""

from __future__ import annotations

from collections.abc import Mapping


def lanes(spans: Mapping[str, tuple[int, int]]) -> dict[str, int]:
    """Give each target a lane, counted from the pages outwards.

    `spans` are the heights between which a lane is used; ways to the same target share it.
    The shortest spans come nearest to the pages, and two spans in one lane never touch.
    """
    taken: list[list[tuple[int, int]]] = []
    given: dict[str, int] = {}
    for target, span in sorted(spans.items(), key=lambda item: (item[1][1] - item[1][0], item)):
        lane = next((i for i, used in enumerate(taken) if _free(span, used)), len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append(span)
        given[target] = lane
    return given


def _free(span: tuple[int, int], used: list[tuple[int, int]]) -> bool:
    return all(span[1] < start or end < span[0] for start, end in used)
