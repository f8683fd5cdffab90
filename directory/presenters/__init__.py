"""What do pages show of the directory, ready for their templates?"""

from directory.presenters.cards import CardView, card_view

__all__ = ["CardView", "card_view"]
