"""What does the page of drop-off show? Figures of pages as they may be shown, never of people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString, mark_safe

from selfassessment.engine.drawing.bars import Bar, bars
from selfassessment.engine.dropoff import START, Count, PageFigures, figures, shown
from selfassessment.engine.model import JourneyDefinition

HIDDEN = "fewer than 5"


@dataclass(frozen=True)
class StoppingRow:
    """One page of the table; figures are words, since some are hidden."""

    name: str
    is_end: bool
    reached: str
    went_on: str
    stopped: str
    share: str
    led_elsewhere: str
    saved: str
    errors: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Stopping:
    """The chart and the table that says the same."""

    chart: SafeString
    rows: tuple[StoppingRow, ...]
    is_empty: bool


def stopping(
    definition: JourneyDefinition,
    counts: Iterable[Count],
    *,
    title: str,
    titles: Mapping[str, str],
    errors: Mapping[str, str],
) -> Stopping:
    """Return the figures of each page of a journey, the start page first."""
    found = [_start(one) if one.page == START else one for one in figures(definition, counts)]
    found = [one for one in found if "#" not in one.page or one.reached]
    chart = bars(
        [_bar(one, titles) for one in found],
        title=f"Where people stop in “{title}”",
        description="For each page, how many reached it and how many of them stopped there. "
        "The table below says the same.",
    )
    return Stopping(
        chart=mark_safe(chart),  # every word in it was escaped by `bars`
        rows=tuple(_row(one, titles, errors) for one in found),
        is_empty=not any(one.reached for one in found),
    )


def _start(row: PageFigures) -> PageFigures:
    """Return the start page: who saw it, and who began."""
    return replace(row, reached=max(row.seen, row.went_on))


def _name(page: str, titles: Mapping[str, str]) -> str:
    if page == START:
        return "Start page"
    key, again, _ = page.partition("#")
    name = titles.get(key) or key.replace("_", " ").capitalize()
    return f"{name} (again)" if again else name


def said(count: int) -> str:
    """Say a count as it may be shown."""
    figure = shown(count)
    return HIDDEN if figure is None else f"{figure:,}"


def _bar(row: PageFigures, titles: Mapping[str, str]) -> Bar:
    return Bar(
        name=_name(row.page, titles),
        reached=shown(row.reached),
        went_on=shown(row.went_on),
        is_end=row.is_end,
        said=said(row.reached) if row.is_end else f"{said(row.reached)}; stopped {_share(row)}",
    )


def _share(row: PageFigures) -> str:
    share = row.share_stopped
    return said(row.stopped) if share is None else f"{said(row.stopped)} ({share} %)"


def _row(row: PageFigures, titles: Mapping[str, str], errors: Mapping[str, str]) -> StoppingRow:
    share = row.share_stopped
    return StoppingRow(
        name=_name(row.page, titles),
        is_end=row.is_end,
        reached=said(row.reached),
        went_on="" if row.is_end else said(row.went_on),
        stopped="" if row.is_end else said(row.stopped),
        share="" if row.is_end or share is None else f"{share} %",
        led_elsewhere=said(row.led_elsewhere),
        saved=said(row.saved),
        errors=tuple(
            (errors.get(f"error.{code}") or code.replace("_", " "), said(number))
            for code, number in sorted(row.errors.items(), key=lambda item: (-item[1], item[0]))
        ),
    )
