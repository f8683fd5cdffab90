"""How does a template show a card of the directory, filters, and the numbers on them?"""

from collections.abc import Iterable

from django import template
from django.utils.safestring import SafeString

from directory.cards import Card
from directory.presenters import CardView, card_view
from directory.presenters.filters import Group
from directory.presenters.markup import card_markup, filters_markup
from directory.presenters.words import isolated
from search.results import Why

register = template.Library()
LEVEL = 3


@register.simple_tag
def card_item(card: CardView, *, level: int | str | None = None) -> SafeString:
    """Return a card that `card_view` made as a list item."""
    return card_markup(card, int(level or LEVEL))


@register.simple_tag
def listing_card(
    card: Card,
    *,
    miles: float | None = None,
    why: Iterable[Why | str] = (),
    chosen: Iterable[str] = (),
    level: int = LEVEL,
) -> SafeString:
    """Return the card of a stored listing as a list item; `level` is that of its heading."""
    return card_markup(card_view(card, miles=miles, why=why, chosen=chosen), level)


@register.simple_tag
def filter_groups(groups: Iterable[Group]) -> SafeString:
    """Return the groups of filters with their boxes."""
    return filters_markup(groups)


@register.filter
def isolate(text: object) -> SafeString:
    """Keep the numbers of a sentence in their own order on right-to-left pages."""
    return isolated(text if isinstance(text, SafeString) else str(text))
