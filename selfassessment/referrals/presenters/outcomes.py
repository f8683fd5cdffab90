"""How do the outcomes of a line look: a table by stage, and before and after?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from django.forms import BoundField

from selfassessment.instruments import registry
from selfassessment.referrals.enums import OutcomeStage
from selfassessment.referrals.forms_outcomes import OutcomeForm
from selfassessment.referrals.models import Outcome, ReferralLine
from selfassessment.referrals.names import language_name
from selfassessment.referrals.rules.outcome_sets import (
    Field,
    OutcomeSet,
    sets_for,
)

Kept = Mapping[tuple[str, str], Any]


@dataclass(frozen=True)
class StageView:
    """One stage of a set: what was kept, and when it is due."""

    code: str
    label: str
    due: date | None
    is_kept: bool


@dataclass(frozen=True)
class Change:
    """One number before and after."""

    label: str
    before: str
    after: str
    after_label: str
    words: str


@dataclass(frozen=True)
class SetView:
    """A set of a line: its stages, a table of what is kept, and what changed."""

    known: OutcomeSet
    stages: tuple[StageView, ...]
    rows: tuple[tuple[str, tuple[str, ...]], ...]
    changes: tuple[Change, ...]

    @property
    def shown_stages(self) -> tuple[StageView, ...]:
        """Return the stages at which something is kept."""
        return tuple(stage for stage in self.stages if stage.is_kept)


def kept_of(outcomes: Sequence[Outcome], code: str) -> Kept:
    """Return what is kept of a set by field and stage."""
    return {(row.field, row.stage): row.value for row in outcomes if row.set == code}


def set_views(line: ReferralLine, outcomes: Sequence[Outcome], today: date) -> list[SetView]:
    """Return the sets of a line as the pages show them."""
    return [_view(known, kept_of(outcomes, known.code)) for known in sets_for(line.need, today)]


def changes_of(line: ReferralLine, outcomes: Sequence[Outcome], today: date) -> list[Change]:
    """Return what changed for the person of a line, for the page of the case."""
    return [change for view in set_views(line, outcomes, today) for change in view.changes]


def _view(known: OutcomeSet, kept: Kept) -> SetView:
    stages = tuple(_stage(known, kept, stage) for stage in known.stages)
    shown = [stage.code for stage in stages if stage.is_kept]
    rows = tuple(
        (field.label, tuple(words(field, kept.get((field.code, stage))) for stage in shown))
        for field in known.fields
        if any((field.code, stage) in kept for stage in shown)
    )
    changes = (_change(field, kept) for field in known.fields)
    return SetView(known, stages, rows, tuple(one for one in changes if one))


def _stage(known: OutcomeSet, kept: Kept, stage: str) -> StageView:
    return StageView(
        code=stage,
        label=OutcomeStage(stage).label,
        due=due_on(known, kept, stage),
        is_kept=any(at == stage for _, at in kept),
    )


def due_on(known: OutcomeSet, kept: Kept, stage: str) -> date | None:
    """Return the day on which a stage is asked, where the day it counts from is kept."""
    start = kept.get((known.counts_from or "", "before"))
    if not start or not stage.isdigit():
        return None
    return date.fromisoformat(start) + timedelta(weeks=int(stage))


def words(field: Field, value: Any) -> str:
    """Return an answer as staff read it."""
    if value is None:
        return ""
    if field.kind == "instrument":
        return _score_words(field, value)
    if field.kind == "date":
        return f"{date.fromisoformat(value):%-d %B %Y}"
    if field.kind == "several":
        return ", ".join(field.words(one) for one in value)
    if field.kind == "language":
        return language_name(value)
    return f"{field.words(value)} {field.unit}".strip()


def _score_words(field: Field, value: Mapping[str, Any]) -> str:
    band = str(value.get("band") or "").replace("_", " ")
    if value.get("total") is None:
        item = registry.get(field.instrument).items[0]
        wording = {option.id: option.wording for option in item.options}
        return wording.get(value["items"].get(item.id, ""), band)
    return f"{value['total']} ({band})"


def _change(field: Field, kept: Kept) -> Change | None:
    later = [stage for stage in field.stages if stage != "before" and (field.code, stage) in kept]
    if (field.code, "before") not in kept or not later:
        return None
    first, last = kept[field.code, "before"], kept[field.code, later[-1]]
    numbers = _number(first), _number(last)
    if None in numbers and field.kind != "instrument":
        return None
    return Change(
        label=field.label,
        before=words(field, first),
        after=words(field, last),
        after_label=OutcomeStage(later[-1]).label.lower(),
        words=_difference(field, *numbers),
    )


def _number(value: Any) -> float | None:
    found = value.get("total") if isinstance(value, Mapping) else value
    return found if isinstance(found, int | float) else None


def _difference(field: Field, first: float | None, last: float | None) -> str:
    if first is None or last is None:
        return ""
    if first == last:
        return "no change"
    way = "higher" if last > first else "lower"
    size = f"{abs(round(last - first, 1)):g} {way}"
    if not field.better:
        return size
    return f"{size}, {'better' if way == field.better else 'worse'}"


@dataclass(frozen=True)
class Group:
    """Fields that stand together; a questionnaire has a name, and says where it comes from."""

    name: str
    source: str
    fields: tuple[BoundField, ...]


def groups(form: OutcomeForm) -> list[Group]:
    """Return the fields of a form in their groups; one source of several is said once, last."""
    found: list[Group] = []
    for field in form.asked:
        if field.kind != "instrument":
            found.append(Group("", "", (form[field.code],)))
            continue
        instrument = registry.get(field.instrument)
        asked = tuple(form[f"{field.code}__{item.id}"] for item in instrument.items)
        source = f"{instrument.source}. {instrument.licence}."
        if found and found[-1].source == source:
            found[-1] = replace(found[-1], source="")
        found.append(Group(field.label, source, asked))
    return found
