"""How do the headings stand as a tree, with how many listings under each?"""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from directory.enums import WordsState
from directory.models import HeadingChange, Service, ServiceCategory, TaxonomyTerm


@dataclass(frozen=True, slots=True)
class Words:
    """The words for a heading in one language besides its own."""

    key: int
    language: str
    name: str


@dataclass(frozen=True, slots=True)
class Node:
    """A heading with those below it; `listings` counts its own and theirs, each once."""

    term: TaxonomyTerm
    listings: int
    own: int
    words: tuple[tuple[str, tuple[Words, ...]], ...]
    below: tuple["Node", ...] = ()


def tree() -> tuple[Node, ...]:
    """Return the headings in use as a tree; the number of queries does not grow."""
    rows = list(TaxonomyTerm.objects.standing().select_related("locale"))
    below: dict[int | None, list[TaxonomyTerm]] = defaultdict(list)
    for row in rows:
        below[row.parent_id].append(row)
    words, counts, own = _words(), _counts(Coalesce("term__parent", "term")), _counts(F("term"))

    def nodes(parent: int | None) -> tuple[Node, ...]:
        return tuple(
            Node(
                term=row,
                listings=(own if row.parent_id else counts).get(row.pk, 0),
                own=own.get(row.pk, 0),
                words=words.get(row.pk, ()),
                below=nodes(row.pk),
            )
            for row in below[parent]
        )

    return nodes(None)


def retired() -> list[TaxonomyTerm]:
    """Return the headings that were retired, the last one first, with what took their place."""
    return list(TaxonomyTerm.objects.retired().select_related("successor"))


def last_change(term: TaxonomyTerm) -> HeadingChange | None:
    """Return how this heading was retired, if nobody has taken it back."""
    rows = HeadingChange.objects.standing().filter(term=term)
    return rows.select_related("term", "successor").first()


def listings_under(term: TaxonomyTerm) -> QuerySet[Service]:
    """Return the listings whose live copy stands under this heading itself."""
    own = ServiceCategory.objects.filter(service=OuterRef("pk"), term=term)
    return Service.objects.sources().filter(Exists(own))


def _counts(of: F | Coalesce) -> Mapping[int, int]:
    listed = Service.objects.listed().filter(pk=OuterRef("service"))
    rows = ServiceCategory.objects.filter(Exists(listed)).order_by()
    grouped = rows.annotate(of=of).values("of").annotate(n=Count("service", distinct=True))
    return dict(grouped.values_list("of", "n"))


def _words() -> Mapping[int, tuple[tuple[str, tuple[Words, ...]], ...]]:
    """Return the words in other languages by key of the source, those of one state together."""
    found: dict[int, dict[str, list[Words]]] = defaultdict(lambda: defaultdict(list))
    rows = TaxonomyTerm.objects.filter(~Q(source=None)).select_related("source", "locale")
    for row in rows.order_by("locale__language_code"):
        state = WordsState.OUT_OF_DATE if row.stale_fields() else WordsState(row.words_state)
        if row.source_id:
            found[row.source_id][str(state.label)].append(Words(row.pk, row.language, row.name))
    return {
        key: tuple((label, tuple(words)) for label, words in states.items())
        for key, states in found.items()
    }
