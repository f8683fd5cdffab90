"""The stored cards of listings: their types, how they are built and how they are read back."""

from directory.cards.card import (
    Card,
    ClosedDays,
    ContactLine,
    Heading,
    Party,
    Place,
    Price,
    SourceLine,
    Word,
)
from directory.cards.stored import from_document, to_document

__all__ = [
    "Card",
    "ClosedDays",
    "ContactLine",
    "Heading",
    "Party",
    "Place",
    "Price",
    "SourceLine",
    "Word",
    "from_document",
    "to_document",
]
