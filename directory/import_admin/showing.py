"""How is an import shown: its rows, and what was found in them, in plain words?"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.urls import reverse

from directory.models import ImportRow, ImportRun, Service
from directory.rules.alike import REASONS
from directory.rules.import_fields import BY_CODE
from directory.rules.import_findings import WORDS, Weight
from directory.rules.merging import BY_CODE as MERGED
from directory.selectors.import_rows import listings_alike
from directory.staff_enums import ImportState, RowFate

COUNTS = (
    ("created", "new listings"),
    ("changed", "changed"),
    ("unchanged", "as they were"),
    ("kept_edits", "with edits of ours kept"),
    ("left_out", "left out"),
    ("passed_over", "not to be listed again"),
    ("gone", "no longer in the source, now on the call list"),
    ("removed", "taken away again"),
    ("restored", "put back as they were"),
    ("kept", "kept, because somebody has changed or checked them since"),
)


@dataclass(frozen=True, slots=True)
class FindingView:
    """One finding of a row: how grave it is, in words, about which field, and what stands there."""

    weight: str
    text: str
    field: str
    detail: str


@dataclass(frozen=True, slots=True)
class AlikeView:
    """What a row looks like: a listing with its address, or an earlier row of the file."""

    name: str
    address: str
    score: int
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RowView:
    """One row as the page shows it."""

    row: ImportRow
    fate: str
    findings: tuple[FindingView, ...]
    changes: tuple[tuple[str, bool], ...]
    alike: tuple[AlikeView, ...]
    listing: str
    can_be_taken: bool


def row_views(rows: Sequence[ImportRow]) -> list[RowView]:
    """Return rows with all that is said of them; one query."""
    listings = listings_alike(rows)
    return [
        RowView(
            row=row,
            fate=str(RowFate(row.fate).label),
            findings=tuple(finding_views(row)),
            changes=tuple((field_label(code), code in row.edited) for code in row.changes),
            alike=tuple(alike_views(row, listings)),
            listing=_edit_address(row.service_id) if row.service_id else "",
            can_be_taken=row.fate in (RowFate.NEW, RowFate.CHANGED),
        )
        for row in rows
    ]


def finding_views(row: ImportRow) -> Iterator[FindingView]:
    """Give what was found in a row; what stops it comes first."""
    order = list(Weight)
    found = [one for one in row.findings if one[0] in WORDS]
    for code, field, detail in sorted(found, key=lambda one: order.index(WORDS[one[0]][0])):
        weight, text = WORDS[code]
        label = BY_CODE[field].label if field in BY_CODE else field
        yield FindingView(weight.value, text, label, detail)


def alike_views(row: ImportRow, listings: Mapping[int, Service]) -> Iterator[AlikeView]:
    """Give what a row looks like; a listing that has gone since is left out."""
    for one in row.alike:
        reasons = tuple(REASONS[code] for code in one["reasons"] if code in REASONS)
        listing = listings.get(one["key"] or 0)
        if listing is not None:
            yield AlikeView(listing.name, _edit_address(listing.pk), one["score"], reasons)
        elif one["row"]:
            yield AlikeView(f"row {one['row']} of this file", "", one["score"], reasons)


def field_label(code: str) -> str:
    """Return what a field of a listing is called."""
    return MERGED[code].label if code in MERGED else code.replace("_", " ").capitalize()


def findings_said(found: Iterable[tuple[str, int]]) -> list[tuple[str, str, str, int]]:
    """Return code, weight, words and how often."""
    return [(code, WORDS[code][0].value, WORDS[code][1], number) for code, number in found]


def counts_said(run: ImportRun) -> list[tuple[str, int]]:
    """Return what taking in, and taking back, came to."""
    always = ("created", "changed")
    return [
        (text, run.counts[code])
        for code, text in COUNTS
        if run.counts.get(code) or (code in always and code in run.counts)
    ]


def state_said(run: ImportRun) -> str:
    """Return how far an import is."""
    return str(ImportState(run.state).label)


def _edit_address(key: int) -> str:
    return reverse(Service.snippet_viewset.get_url_name("edit"), args=[key])
