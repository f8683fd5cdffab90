"""Which listings answer a question, and how many?"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from directory.cards import Card
from directory.selectors.stored_cards import cards
from search import backend
from search.query import DirectoryQuery
from search.results import Hit, Results


@dataclass(frozen=True, slots=True)
class ListingResults:
    """The answer of the engine, and the cards of its hits by public id."""

    results: Results
    cards: dict[str, Card]

    def found(self) -> Iterator[tuple[Card, Hit]]:
        """Give each hit that has a card, in order."""
        for hit in self.results.hits:
            if hit.public_id in self.cards:
                yield self.cards[hit.public_id], hit


def search(query: DirectoryQuery, *, today: date) -> ListingResults:
    """Return the answer with its cards in the language of the question; one query."""
    results = backend.search(query, today=today)
    found = cards((hit.public_id for hit in results.hits), query.language) if results.hits else {}
    return ListingResults(results, found)


def count(query: DirectoryQuery, *, today: date) -> int:
    """Return how many listings there are, without looking at any."""
    return backend.search(replace(query, page=1, page_size=0, facets=()), today=today).total
