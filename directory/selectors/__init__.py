"""What the directory can be asked."""

from directory.selectors.stored_cards import card_by_short_code, cards

__all__ = ["card_by_short_code", "cards"]
