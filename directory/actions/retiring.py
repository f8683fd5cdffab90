"""Retire a heading for another one, merge two, and take that back."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.contrib.contenttypes.models import ContentType
from wagtail.models import ModelLogEntry

from accounts.models import User
from core import audit
from directory.actions.heading_drafts import drafts_naming, listings_of, move_drafts, restore_drafts
from directory.actions.headings import followed
from directory.actions.together import together
from directory.models import HeadingChange, Service, ServiceCategory, TaxonomyTerm
from directory.selectors.affected import listings_with_words_of
from directory.selectors.heading_tree import last_change, listings_under

IN_HISTORY = "directory.heading_changed"
AT_ONCE = 500
Kept = dict[str, Any]


class CannotRetire(ValueError):
    """A heading cannot be retired so, or that cannot be taken back; the reason is a code."""

    def __init__(self, reason: str, names: Sequence[str] = ()) -> None:
        super().__init__(reason)
        self.reason = reason
        self.names = tuple(names)


def why_not_retired(term: TaxonomyTerm, successor: TaxonomyTerm | None) -> str:
    """Return why a heading cannot be retired for another, as a code; empty when it can."""
    has_below = term.children.filter(retired_at=None).exists()
    if term.is_retired:
        return "retired"
    if successor is None:
        return "in_use" if has_below or is_in_use(term) else ""
    if successor.pk == term.pk:
        return "itself"
    if successor.is_retired:
        return "successor_retired"
    if successor.parent_id == term.pk:
        return "below"
    return "needs_group" if has_below and successor.parent_id is not None else ""


def is_in_use(term: TaxonomyTerm) -> bool:
    """Whether a listing stands under this heading, published or in a draft that waits."""
    return listings_under(term).exists() or next(drafts_naming(term.pk), None) is not None


def retire_heading(
    *,
    term: TaxonomyTerm,
    successor: TaxonomyTerm | None,
    merge: bool = False,
    by: User | None,
    now: datetime,
) -> HeadingChange:
    """Take a heading out of use; its listings and the headings below it go to the successor.

    Live copies and waiting drafts change at once; cards and index of a great many follow when the
    worker comes to them, and until then lead on by the successor. `merge` gives the successor the
    words too.
    """
    with together(by=by, now=now, compare=False) as act:
        term, successor = _locked(term, successor)
        reason = why_not_retired(term, successor)
        if reason:
            raise CannotRetire(reason)
        kept: Kept = {"rows": [], "dropped": [], "drafts": {}, "children": [], "words": []}
        if successor is not None:
            kept, affected = _hand_over(term, successor, merge=merge)
            act.add(*sorted(affected))
        term.retired_at, term.successor = now, successor
        term.save()
        return _noted(term, kept, merge=merge, by=by, now=now)


def _noted(
    term: TaxonomyTerm, kept: Kept, *, merge: bool, by: User | None, now: datetime
) -> HeadingChange:
    change = HeadingChange.objects.create(
        term=term,
        successor=term.successor,
        merged=merge,
        moved=kept,
        listings=len(kept.get("left", {})),
        changed_at=now,
        changed_by=by,
    )
    _write_down(change, "heading.merged" if merge else "heading.retired", by, now)
    return change


def _hand_over(
    term: TaxonomyTerm, successor: TaxonomyTerm, *, merge: bool
) -> tuple[Kept, set[str]]:
    rows, dropped = _move_rows(term.pk, successor.pk)
    drafts = move_drafts(term=term.pk, to=successor.pk)
    children = list(term.children.filter(retired_at=None).values_list("pk", flat=True))
    services = {row[1] for row in (*rows, *dropped)} | listings_of(list(drafts))
    below = {key for child in children for key in _ids_under(child)}
    TaxonomyTerm.objects.filter(pk__in=children).update(parent=successor)
    words = _merge_words(term, successor) if merge else []
    affected = _public_ids(services) | below
    affected |= set(listings_with_words_of(successor)) if merge else set()
    kept: Kept = {
        "rows": rows,
        "dropped": dropped,
        "drafts": drafts,
        "children": children,
        "words": words,
        "left": _as_left(services),
    }
    return kept, affected


def _move_rows(term: int, to: int) -> tuple[list[list[int]], list[list[int]]]:
    """Move the rows of live copies; one that has both headings keeps the other alone."""
    both = set(ServiceCategory.objects.filter(term=to).values_list("service_id", flat=True))
    found = [
        list(row)
        for row in ServiceCategory.objects.filter(term=term)
        .order_by("pk")
        .values_list("pk", "service_id", "position")
    ]
    dropped = [row for row in found if row[1] in both]
    rows = [row for row in found if row[1] not in both]
    for part in _parts([row[0] for row in dropped]):
        ServiceCategory.objects.filter(pk__in=part).delete()
    for part in _parts([row[0] for row in rows]):
        ServiceCategory.objects.filter(pk__in=part).update(term=to)
    return rows, dropped


def _merge_words(term: TaxonomyTerm, successor: TaxonomyTerm) -> list[list[Any]]:
    """Give the successor the words of the heading in each language that both have."""
    others = {row.locale_id: row for row in _languages(successor)}
    written: list[list[Any]] = []
    for row in _languages(term):
        other = others.get(row.locale_id)
        if other is None:
            continue
        before = [other.synonyms, other.romanised]
        other.synonyms = _joined(other.synonyms, row.lines(), known=(other.name,))
        other.romanised = _joined(other.romanised, row.romanised_lines())
        if before != [other.synonyms, other.romanised]:
            TaxonomyTerm.objects.filter(pk=other.pk).update(
                synonyms=other.synonyms, romanised=other.romanised
            )
            written.append([other.pk, before, [other.synonyms, other.romanised]])
    return written


def _languages(term: TaxonomyTerm) -> list[TaxonomyTerm]:
    return [term, *term.translations.all()]


def _joined(text: str, lines: Iterable[str], known: tuple[str, ...] = ()) -> str:
    there = [line for line in text.splitlines() if line.strip()]
    said = {line.strip().casefold() for line in (*there, *known)}
    return "\n".join([*there, *(line for line in lines if line.casefold() not in said)])


def why_not_undone(change: HeadingChange) -> CannotRetire | None:
    """Return what has changed since, so that taking a change back would undo it as well."""
    term, successor, kept = change.term, change.successor, change.moved
    newest = last_change(term)
    if newest is None or newest.pk != change.pk or term.successor_id != change.successor_id:
        return CannotRetire("changed")
    if term.parent is not None and term.parent.is_retired:
        return CannotRetire("group_retired")
    if successor is None:
        return None
    if successor.is_retired:
        return CannotRetire("successor_retired")
    here = set(successor.children.filter(retired_at=None).values_list("pk", flat=True))
    words = {row.pk: [row.synonyms, row.romanised] for row in _languages(successor)}
    if not set(kept["children"]) <= here or any(
        words.get(key) != after for key, _before, after in kept["words"]
    ):
        return CannotRetire("changed")
    left = kept["left"]
    now = _as_left({int(key) for key in left})
    other = [int(key) for key, state in now.items() if state != left[key]]
    names = Service.objects.filter(pk__in=other).order_by("name").values_list("name", flat=True)
    return CannotRetire("listings_changed", list(names)) if other else None


def undo_retiring(*, change: HeadingChange, by: User | None, now: datetime) -> None:
    """Take a change back: every listing and heading stands where it stood before."""
    with together(by=by, now=now, compare=False) as act:
        term, successor = _locked(change.term, change.successor)
        change = HeadingChange.objects.select_for_update().get(pk=change.pk)
        problem = why_not_undone(change)
        if problem is not None:
            raise problem
        if successor is not None:
            act.add(*sorted(_give_back(term, change.moved)), *listings_with_words_of(successor))
        term.retired_at, term.successor = None, None
        term.save()  # notes the listings under it
        change.undone_at, change.undone_by = now, by
        change.save(update_fields=["undone_at", "undone_by"])
        _write_down(change, "heading.restored", by, now)


def _give_back(term: TaxonomyTerm, kept: Kept) -> set[str]:
    there = set(Service.objects.sources().values_list("pk", flat=True))
    for part in _parts([row[0] for row in kept["rows"]]):
        ServiceCategory.objects.filter(pk__in=part).update(term=term)
    ServiceCategory.objects.bulk_create(
        ServiceCategory(pk=key, service_id=service, term=term, position=position)
        for key, service, position in kept["dropped"]
        if service in there
    )
    restore_drafts(before=kept["drafts"])
    TaxonomyTerm.objects.filter(pk__in=kept["children"]).update(parent=term)
    for key, (synonyms, romanised), _after in kept["words"]:
        TaxonomyTerm.objects.filter(pk=key).update(synonyms=synonyms, romanised=romanised)
    return _public_ids(int(key) for key in kept["left"])


def _as_left(services: set[int]) -> dict[str, list[Any]]:
    """Return how listings stand: headings, newest draft, when last published."""
    found: dict[str, list[Any]] = {}
    for part in _parts(sorted(services)):
        rows = Service.objects.filter(pk__in=part).values_list(
            "pk", "latest_revision_id", "last_published_at"
        )
        for key, draft, published in rows:
            found[str(key)] = [draft, published.isoformat() if published else "", []]
        terms = ServiceCategory.objects.filter(service__in=part).order_by("pk")
        for key, term in terms.values_list("service_id", "term_id"):
            found[str(key)][2].append(term)
    return found


def _public_ids(services: Iterable[int]) -> set[str]:
    found: set[str] = set()
    for part in _parts(sorted(services)):
        rows = Service.objects.filter(pk__in=part).values_list("translation_key", flat=True)
        found |= {str(key) for key in rows}
    return found


def _ids_under(term: int) -> list[str]:
    rows = Service.objects.sources().filter(categories__term=term)
    return [str(key) for key in rows.values_list("translation_key", flat=True)]


def _parts(keys: Sequence[int]) -> Iterable[Sequence[int]]:
    return (keys[start : start + AT_ONCE] for start in range(0, len(keys), AT_ONCE))


def _locked(
    term: TaxonomyTerm, successor: TaxonomyTerm | None
) -> tuple[TaxonomyTerm, TaxonomyTerm | None]:
    keys = [term.facts.pk, *([successor.facts.pk] if successor else [])]
    rows = TaxonomyTerm.objects.select_for_update().select_related(None).order_by("pk")
    found = {row.pk: row for row in rows.filter(pk__in=keys)}
    return found[keys[0]], found[keys[1]] if successor else None


def _write_down(change: HeadingChange, verb: str, by: User | None, now: datetime) -> None:
    """Write a line of the audit trail, and one into the history of each listing."""
    codes = {"code": change.term.code, "listings": str(change.listings)}
    if change.successor is not None:
        codes["successor"] = change.successor.code
    audit.record(actor=by, verb=verb, subject=change.term, now=now, detail=codes)
    services = list(change.moved.get("left", {}))
    kind = ContentType.objects.get_for_model(Service, for_concrete_model=False)
    for part in _parts([int(key) for key in services]):
        ModelLogEntry.objects.bulk_create(
            ModelLogEntry(
                content_type=kind,
                object_id=str(key),
                label=name,
                action=IN_HISTORY,
                timestamp=now,
                user=by,
                data=codes,
                content_changed=True,
            )
            for key, name in Service.objects.filter(pk__in=part).values_list("pk", "name")
        )
    followed()
