"""Which queries of tantivy does one question come to?"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import tantivy
from tantivy import Occur, Query

from search.analysis.reading import Reading, read
from search.engines.embedded import schema as fields
from search.engines.embedded.filtering import all_of, filters, term
from search.engines.embedded.places import Points
from search.engines.embedded.reader import Snapshot, count_of
from search.engines.embedded.wording import or_meant, words_query
from search.query import DirectoryQuery

Addresses = list[tantivy.DocAddress]


@dataclass(slots=True)
class Bare:
    """One query as tantivy gets it: what it is for, and how to run it again."""

    purpose: str
    run: Callable[[], object]


@dataclass(slots=True)
class Asker:
    """Asks tantivy, and keeps what was asked when told to (for the benchmark)."""

    searcher: tantivy.Searcher
    kept: list[Bare] | None = None

    def search(self, query: Query, limit: int, **options: Any) -> tantivy.SearchResult:
        """Return the best hits and the exact count."""
        found: tantivy.SearchResult = self._ask(
            "search", lambda: self.searcher.search(query, limit, **options)
        )
        return found

    def count(self, query: Query) -> int:
        """Return how many listings match."""
        return count_of(self.search(query, 1))

    def aggregate(self, query: Query, wanted: dict[str, Any]) -> dict[str, Any]:
        """Return counts."""
        found: dict[str, Any] = self._ask(
            "aggregate", lambda: self.searcher.aggregate(query, wanted)
        )
        return found

    def columns(self, names: Sequence[str], addresses: Addresses) -> list[list[Any]]:
        """Return values of columns; None where a listing has none."""
        return [self.searcher.fast_field_values(name, addresses) for name in names]

    def _ask(self, purpose: str, run: Callable[[], Any]) -> Any:
        if self.kept is not None:
            self.kept.append(Bare(purpose, run))
        return run()


@dataclass(slots=True)
class Compiled:
    """A question in terms of the index: words and filters apart, so that counts can combine."""

    query: DirectoryQuery
    reading: Reading
    words: Query | None
    typed: Query
    filters: dict[str, Query]
    points: Points | None
    asker: Asker
    _made: dict[frozenset[str], Query] = field(default_factory=dict)

    @property
    def has_words(self) -> bool:
        """Say whether the order can follow the words."""
        return self.words is not None

    def matching(self, without: Collection[str] = ()) -> Query:
        """Return words and filters together, some groups of filters left out."""
        left_out = frozenset(group for group in without if group in self.filters)
        if left_out not in self._made:
            self._made[left_out] = self._matching(left_out)
        return self._made[left_out]

    def _matching(self, left_out: frozenset[str]) -> Query:
        kept = [query for group, query in self.filters.items() if group not in left_out]
        if self.words is None:
            return all_of([term("state", fields.BROWSABLE), *kept])
        if not kept:
            return self.words
        return Query.boolean_query(
            [(Occur.Must, self.words), *((Occur.Must, unscored(query)) for query in kept)]
        )


def unscored(query: Query) -> Query:
    """Return the same clause without a say in the order."""
    return Query.const_score_query(query, 0.0)


def compile_query(
    query: DirectoryQuery, snapshot: Snapshot, asker: Asker, *, loose: bool = False
) -> Compiled:
    """Read the words and build the clauses; `loose` lets one word of several be enough."""
    reading = replace(
        read(query.text, query.language, snapshot, unfinished=query.unfinished), loose=loose
    )
    typed = words_query(reading)
    points = snapshot.points if query.near is not None else None
    within = query.near is not None and query.near.within_miles is not None
    return Compiled(
        query=query,
        reading=reading,
        words=or_meant(typed, query.meant) if reading.asked else None,
        typed=typed,
        filters=filters(query, points if within else None),
        points=points,
        asker=asker,
    )
