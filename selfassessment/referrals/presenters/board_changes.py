"""What does the board show of what changed for people: before and after, each beside the other?"""

from collections import Counter
from collections.abc import Iterator, Sequence

from selfassessment.referrals.presenters.board_charts import Bar
from selfassessment.referrals.presenters.board_tables import (
    Cross,
    Family,
    Table,
    Value,
    cross,
)
from selfassessment.referrals.rules.before_after import Compared, Pair, compare
from selfassessment.referrals.rules.outcome_sets import Field, OutcomeSet
from selfassessment.referrals.rules.suppression import LEAST
from selfassessment.referrals.selectors.board_outcomes import Answers

_COLUMNS = ("Asked both times", "Mean at the start", "Mean after", "Change", "Got better")
_MOST = 10  # the top of the scales from 0 to 10
_GROUPS = {
    "white": "White",
    "mixed": "Mixed or multiple ethnic groups",
    "asian": "Asian or Asian British",
    "black": "Black, African, Caribbean or Black British",
    "other": "Another ethnic group",
    "not_stated": "Not stated",
    "": "Not asked",
}


def changes(sets: Sequence[OutcomeSet], found: Answers) -> tuple[tuple[Table, ...], str]:
    """Return a table for each set that was asked twice, and a sentence on the others."""
    tables, without = [], []
    for one in sets:
        fields = [field for field in one.fields if field.board]
        pairs = [(field, found.pairs.get((one.code, field.code), [])) for field in fields]
        if any(given for _field, given in pairs):
            tables.append(_table(one, pairs))
        elif fields:
            without.append(one.label)
    words = f"Nobody was asked both times yet: {', '.join(without)}." if without else ""
    return tuple(tables), words


def _table(one: OutcomeSet, pairs: Sequence[tuple[Field, Sequence[Pair]]]) -> Table:
    compared = [(field, compare(given, field.better), len(given)) for field, given in pairs]
    bars = tuple(bar for field, made, _n in compared if made for bar in _bars(field, made))
    few = f"Fewer than {LEAST} people were asked both times: their numbers are hidden."
    return Table(
        code=f"change-{one.code}",
        title=f"{one.label}: before and after",
        counted="People",
        columns=_COLUMNS,
        rows=tuple((field.board, _cells(field, made, n)) for field, made, n in compared),
        note=few if any(n and not made for _field, made, n in compared) else "",
        bars=bars,
    )


def _cells(field: Field, made: Compared | None, number: int) -> tuple[Value, ...]:
    if made is None:
        return (None,) * len(_COLUMNS) if number else (0, "–", "–", "–", "–")
    way = "" if not made.change else "higher" if made.change > 0 else "lower"
    good = "" if not way else ", better" if way == field.better else ", worse"
    return (
        made.number,
        f"{made.before:.1f}",
        f"{made.after:.1f}",
        f"{abs(made.change):.1f} {way}{good}" if way else "no change",
        None if made.improved is None else f"{made.improved} of {made.number}",
    )


def _bars(field: Field, made: Compared) -> Iterator[Bar]:
    """Yield a bar for the start and one for after, on the scale of the field."""
    scale = field.highest if field.highest and field.highest <= _MOST else None
    if field.kind == "instrument":
        scale = _MOST
    full = scale or max(made.before, made.after) or 1
    before, after = round(made.before, 1), round(made.after, 1)
    name = field.board.partition(",")[0]
    yield Bar(name, before, f"{before:.1f} at the start", full=full, is_before=True)
    yield Bar(name, after, f"{after:.1f} after", full=full)


def by_ethnic_group(family: Family, ended: Counter[str], found: Answers) -> Table:
    """Return how each need ended by ethnic group, as services asked when the help began.

    `ended` counts all needs by how they ended: whoever was not asked stands in a row as well.
    """
    by_both: Counter[tuple[str, str]] = Counter()
    for group, way in found.groups:
        by_both[_group(group), way] += 1
    for way, number in ended.items():
        told = sum(by_both[code, way] for code in _GROUPS if code)
        by_both["", way] = number - told
    about = Cross(
        *("outcome-ethnic", "Outcomes by ethnic group", "Needs", "Groups of few people"),
        share_of="Completed",
    )
    return cross(about, family, list(_GROUPS.items()), by_both)


def _group(code: str) -> str:
    """Return the group of a category of the returns."""
    head = code.partition("_")[0]
    if code == "chinese":
        return "asian"
    return code if code == "not_stated" else head if head in _GROUPS else "other"
