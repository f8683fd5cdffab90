"""What have groups sent that waits: new listings, changes, claims and headings?"""

import json
from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Case, F, IntegerField, Q, Value, When
from django.urls import reverse

from directory.enums import ProposalState
from directory.models import Proposal, Service
from directory.rules.differences import Difference
from directory.rules.moderation import OFFERS, Harm, Item
from directory.selectors.harm import in_plain_words, of_safeguarding, of_words
from directory.selectors.moderation import (
    Rows,
    Source,
    by_key,
    columns,
    in_high_risk,
    register_source,
)
from directory.staff_enums import ProposalKind

KINDS = ("new", "edit", "claim", "category")
MOST_SAID = 1_000


def start() -> None:
    """Register the proposals; called once, when the app is ready."""
    register_source("proposals", Source(KINDS, waiting, items))


def waiting() -> Rows:
    """Return the proposals that wait for staff."""
    is_edit = Q(kind=ProposalKind.EDIT)
    return columns(
        Proposal.objects.filter(state=ProposalState.WAITING, kind__in=KINDS),
        kind=F("kind"),
        harm=Case(
            When(can_harm=True, then=Value(int(Harm.DANGER))),
            When(is_edit & Q(in_high_risk("service")), then=Value(int(Harm.DANGER))),
            When(is_edit, then=Value(int(Harm.WRONG))),
            default=Value(int(Harm.WAITS)),
            output_field=IntegerField(),
        ),
        readers=F("service__check_row__readers"),
        since="sent_at",
    )


def items(keys: Sequence[str]) -> Iterator[Item]:
    """Yield these proposals as rows of the queue."""
    rows = waiting().select_related("service", "organisation", "service__organisation")
    for key, row in by_key(rows, keys).items():
        group = row.organisation or (row.service.organisation if row.service else None)
        yield Item(
            kind=row.kind,
            key=key,
            title=row.name or "Without a name",
            organisation=group.name if group else str(row.changes.get("group_name") or ""),
            waiting_since=row.sent_at,
            harm=row.q_harm,
            readers=row.q_readers,
            url=_edit(row.service) if row.service else "",
            version=version(row),
            warnings=_warnings(row),
            picture=_picture(row),
            differences=tuple(_differences(row)),
            offers=OFFERS[row.kind],
            links=(("Edit the listing", _edit(row.service)),) if row.service else (),
            service=row.service_id,
            group=group.pk if group else None,
            is_sample=bool((group or row.service) and (group or row.service).is_sample),
        )


def version(row: Proposal) -> str:
    """Return what changes when a group sends something else."""
    # A change that is added to one that waits moves the second of the two alone.
    return f"{row.sent_at.isoformat()}/{row.changed_at.isoformat()}" if row.sent_at else ""


def _warnings(row: Proposal) -> tuple[str, ...]:
    """Say what speaks for looking twice."""
    said = (*of_words(row.changes, row.language), *of_safeguarding(row.changes))
    found = in_plain_words(said)
    return tuple(found or (["Something wrong here can harm somebody"] if row.can_harm else []))


def _picture(row: Proposal) -> tuple[str, str]:
    """Return where a picture that waits is seen, and its words."""
    said = row.changes.get("picture")
    if not said:
        return "", ""
    return reverse("directory_moderation_picture", args=[said["id"]]), str(said["words"])


def _edit(service: Service) -> str:
    return reverse(Service.snippet_viewset.get_url_name("edit"), args=[service.pk])


def _differences(row: Proposal) -> Iterator[Difference]:
    """Yield each field that the group filled in, as it is and as it would be."""
    for name, value in row.changes.items():
        before, after = (_words_of(name, one) for one in (row.before.get(name), value))
        if before != after:
            yield Difference.of(name.replace("_", " ").capitalize(), before, after)


def _words_of(name: str, value: Any) -> str:
    """Return a field in words; of a picture, which is shown, what is said of it."""
    if name == "picture":
        return str(value["words"]) if value else ""
    return said(value)


def said(value: Any) -> str:
    """Return the value of a field in words that can be compared."""
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, dict):
        parts = (f"{_words(key)}: {said(one)}" for key, one in value.items() if said(one))
        return ", ".join(parts)[:MOST_SAID]
    if isinstance(value, list):
        return "; ".join(filter(None, map(said, value)))[:MOST_SAID]
    return (value if isinstance(value, str) else json.dumps(value))[:MOST_SAID]


def _words(name: str) -> str:
    return name.replace("_", " ")
