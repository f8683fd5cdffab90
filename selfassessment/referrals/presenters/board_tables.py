"""How do counts become tables that may be shown, each with its chart?"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.safestring import SafeString

from selfassessment.referrals.presenters.board_charts import Bar, chart
from selfassessment.referrals.rules.suppression import (
    LEAST,
    Cell,
    Counts,
    Groups,
    groups_of,
    hide,
    merge_columns,
    merge_rows,
)

HIDDEN = "hidden"
Value = int | str | None


@dataclass(frozen=True)
class Table:
    """One table of the board: what it is about, what was counted, and the numbers."""

    code: str
    title: str
    counted: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Value, ...]], ...]
    note: str = ""
    sums: tuple[int, ...] = ()
    bars: tuple[Bar, ...] = field(default=())
    drawn: str = ""

    @property
    def is_shown(self) -> bool:
        """Return whether there is anything to show."""
        return bool(self.rows)

    @property
    def chart(self) -> SafeString:
        """Return the chart, which says what the table says."""
        return chart(self.bars, title=self.drawn or self.title, name=f"board-{self.code}")


def too_few(code: str, title: str, counted: str) -> Table:
    """Return a table that shows nothing, and why."""
    note = f"Fewer than {LEAST} in this period: no numbers are shown."
    return Table(code, title, counted, (), (), note)


def one_way(
    code: str, title: str, counted: str, numbers: Sequence[tuple[str, int]], note: str = ""
) -> Table:
    """Return a table of one column; what is small stands together."""
    groups = groups_of([number for _name, number in numbers])
    if groups is None:
        return too_few(code, title, counted)
    names = tuple(name for name, _number in numbers)
    merged = merge_columns(Counts(names, (("", tuple(n for _name, n in numbers)),)), groups)
    rows = tuple(
        (name, (number,)) for name, number in zip(merged.columns, merged.sums, strict=True)
    )
    bars = tuple(Bar(name, number, str(number)) for name, (number,) in rows)
    return Table(code, title, counted, (counted,), rows, note, (sum(merged.sums),), bars)


@dataclass(frozen=True)
class Family:
    """Columns that several tables share, put together alike in all of them."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    groups: Groups | None

    @classmethod
    def of(cls, names: Mapping[str, str], counted: Mapping[str, int]) -> "Family":
        """Return the columns with the names of codes, for what was counted of each code."""
        codes = tuple(names)
        return cls(
            codes, tuple(names.values()), groups_of([counted.get(code, 0) for code in codes])
        )


@dataclass(frozen=True)
class Cross:
    """What a table of rows and columns is about."""

    code: str
    title: str
    counted: str
    other: str = ""
    share_of: str = ""


def cross(
    about: Cross,
    family: Family,
    rows: Sequence[tuple[str, str]],
    counted: Counter[tuple[str, str]],
) -> Table:
    """Return a table of rows (code and name) by the columns of a family.

    With `about.other`, rows of few people are put together under that name.
    """
    if family.groups is None or not rows:
        return too_few(about.code, about.title, about.counted)
    full = Counts(
        family.names,
        tuple(
            (name, tuple(counted[code, column] for column in family.codes)) for code, name in rows
        ),
    )
    merged = merge_columns(full, family.groups)
    if about.other:
        merged = merge_rows(merged, about.other)
    shown = hide(merged)
    bars = _bars(about, shown.columns, shown.rows)
    note = "" if bars else "What is hidden could point to somebody; the sums are shown."
    return Table(
        *(about.code, about.title, about.counted),
        columns=(*shown.columns, "All"),
        rows=shown.rows,
        note=note,
        sums=(*shown.sums, sum(shown.sums)),
        bars=bars,
        drawn=f"{about.title}: “{about.share_of}”" if about.share_of in shown.columns else "",
    )


def _bars(
    about: Cross, columns: tuple[str, ...], rows: Iterable[tuple[str, tuple[Cell, ...]]]
) -> tuple[Bar, ...]:
    """Return a bar for each row: its sum, or the share of one column where that stands alone."""
    place = columns.index(about.share_of) if about.share_of in columns else None
    found = []
    for name, numbers in rows:
        whole = numbers[-1]
        part = None if place is None else numbers[place]
        if place is None and whole is not None:
            found.append(Bar(name, whole, str(whole)))
        elif part is not None and whole:
            share = round(100 * part / whole)
            found.append(Bar(name, share, f"{share} % ({part} of {whole})", full=100))
        else:
            found.append(Bar(name, None, HIDDEN))
    return tuple(found) if any(bar.value is not None for bar in found) else ()
