"""How are the rows of a routing table shown?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from selfassessment.engine.routing import Row, TableName
from selfassessment.fixed_names import ROUTING
from selfassessment.selectors.workshop import WorkingCopy
from selfassessment.workshop.presenters.findings import Shown, about
from selfassessment.workshop.presenters.speaking import Speaker, speaker

TITLES = {
    TableName.SAFETY: "Safety",
    TableName.SCOPE: "Who it is for",
    TableName.NEEDS: "Needs",
    TableName.OFFERS: "Offers",
    TableName.ALLOCATION: "Who does it",
    TableName.PRIORITY: "How soon",
}
PURPOSES = {
    TableName.SAFETY: "Read first. The first row that holds stops the person, or lets them go on.",
    TableName.SCOPE: "The first row that holds says for whom the journey is not.",
    TableName.NEEDS: "Every row that holds notes a need; the strongest counts.",
    TableName.OFFERS: "Every row that holds says whether something is offered for a need.",
    TableName.ALLOCATION: "The first row that holds says who gets the request.",
    TableName.PRIORITY: "The first row that holds says how soon the team looks.",
}


@dataclass(frozen=True)
class RowView:
    """A row as the table shows it."""

    order: int
    conditions: Sequence[str]
    outcome: str
    days: str
    sentence: str
    gujarati: str
    note: str
    is_today: bool
    findings: Sequence[Shown]


def rows(
    copy: WorkingCopy, table: TableName, findings: Sequence[Shown], today: date
) -> list[RowView]:
    """Return the rows of a table in their order."""
    english, gujarati = speaker(copy, ROUTING), speaker(copy, ROUTING, "gu")
    return [
        RowView(
            order=row.order,
            conditions=[english.speech.name("condition", key) for key in row.when],
            outcome=_outcome(row, english),
            days=days(row),
            sentence=english.row(row),
            gujarati=gujarati.row(row),
            note=row.note,
            is_today=_holds_on(row, today),
            findings=about(findings, f"tables.{table.value}.{row.order}"),
        )
        for row in copy.routing.tables[table]
    ]


def _outcome(row: Row, english: Speaker) -> str:
    bare = Row(order=row.order, when=(), then=row.then)
    said = english.row(bare).removeprefix("Always ").removesuffix(".")
    limits = ", ".join(english.wording.name("offer", key) for key in row.only_for)
    return f"{said[:1].upper()}{said[1:]}" + (f" (only for {limits})" if limits else "")


def days(row: Row) -> str:
    """Say on which days a row holds."""
    if row.valid_from and row.valid_to:
        return f"from {row.valid_from:%-d %B %Y} to {row.valid_to:%-d %B %Y}"
    if row.valid_from:
        return f"from {row.valid_from:%-d %B %Y}"
    return f"to {row.valid_to:%-d %B %Y}" if row.valid_to else "always"


def _holds_on(row: Row, today: date) -> bool:
    begun = row.valid_from is None or row.valid_from <= today
    return begun and (row.valid_to is None or today <= row.valid_to)


def word_keys(row: Mapping[str, Any]) -> dict[str, str]:
    """Return the texts that belong to the outcome of a row, with what each is called."""
    then = row.get("then", {})
    if "offer" in then:
        key = f"offer.{then['offer']}"
        found = {f"{key}.name": "Name of the offer", f"{key}.summary": "What it is"}
        if then.get("reason"):
            found[f"{key}.why.{then['reason']}"] = "The reason, as people read it"
        return found
    if "need" in then:
        return {f"need.{then['need']}.name": "Name of the need"}
    if "provider" in then:
        key = f"provider.{then['provider']}"
        return {f"{key}.name": "Name", f"{key}.summary": "Who that is"}
    if "page" in then or "exit" in then:
        key = f"page.{then.get('page') or then.get('exit')}"
        return {f"{key}.title": "Title of the page", f"{key}.body": "Text of the page"}
    return {}
