"""What the directory can be asked."""

from directory.selectors.fitting import Fitting, fitting
from directory.selectors.searching import ListingResults, count, search
from directory.selectors.stored_cards import card_by_short_code, cards

__all__ = [
    "Fitting",
    "ListingResults",
    "card_by_short_code",
    "cards",
    "count",
    "fitting",
    "search",
]
