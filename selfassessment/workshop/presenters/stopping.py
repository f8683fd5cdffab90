"""What does the page of drop-off show? Figures of pages as they may be shown, never of people."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.utils.safestring import SafeString, mark_safe

from selfassessment.engine.drawing.bars import Bar, bars
from selfassessment.engine.dropoff import (
    START,
    Count,
    PageFigures,
    SectionFigures,
    figures,
    section_figures,
    shown,
)
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
    part: str = ""


@dataclass(frozen=True)
class PartRow:
    """One part of a task list; figures are words, since some are hidden."""

    name: str
    begun: str
    through: str
    left: str
    share: str
    worst: str


@dataclass(frozen=True)
class Stopping:
    """The charts and the tables that say the same, of pages and of the parts of a task list."""

    chart: SafeString
    rows: tuple[StoppingRow, ...]
    is_empty: bool
    parts_chart: SafeString
    parts: tuple[PartRow, ...]


def stopping(
    definition: JourneyDefinition,
    counts: Iterable[Count],
    *,
    title: str,
    titles: Mapping[str, str],
    errors: Mapping[str, str],
    parts: Mapping[str, str],
) -> Stopping:
    """Return the figures of each page of a journey, the start page first, and of its parts."""
    found = [_start(one) if one.page == START else one for one in figures(definition, counts)]
    found = [one for one in found if "#" not in one.page or one.reached]
    chart = bars(
        [_bar(one, titles) for one in found],
        title=f"Where people stop in “{title}”",
        description="For each page, how many reached it and how many of them stopped there. "
        "The table below says the same.",
    )
    sections = section_figures(definition, found)
    parts_chart = bars(
        [_part_bar(one, parts) for one in sections],
        title=f"Parts of “{title}” that were left unfinished",
        description="For each part, how many began it and how many of them left it unfinished. "
        "The table below says the same.",
        name="jp",
    )
    of = {page.key: page.section for page in definition.pages} if sections else {}
    return Stopping(
        chart=mark_safe(chart),  # every word in it was escaped by `bars`
        rows=tuple(
            replace(_row(one, titles, errors), part=parts.get(of.get(one.page, ""), ""))
            for one in found
        ),
        is_empty=not any(one.reached for one in found),
        parts_chart=mark_safe(parts_chart),  # as above
        parts=tuple(_part(one, titles, parts) for one in sections),
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


def _part_bar(row: SectionFigures, names: Mapping[str, str]) -> Bar:
    share = "" if row.share_left is None else f" ({row.share_left} %)"
    return Bar(
        name=_part_name(row, names),
        reached=shown(row.begun),
        went_on=shown(row.through),
        is_end=False,
        said=f"{said(row.begun)}; left {said(row.left)}{share}",
    )


def _part(row: SectionFigures, titles: Mapping[str, str], names: Mapping[str, str]) -> PartRow:
    return PartRow(
        name=_part_name(row, names),
        begun=said(row.begun),
        through=said(row.through),
        left=said(row.left),
        share="–" if row.share_left is None else f"{row.share_left} %",
        worst=_name(row.worst, titles) if row.worst and shown(row.left) else "–",
    )


def _part_name(row: SectionFigures, names: Mapping[str, str]) -> str:
    return names.get(row.section) or row.section.replace("_", " ").capitalize()


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
