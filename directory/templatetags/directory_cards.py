"""How does a template show a card of the directory, and the numbers on it?"""

from collections.abc import Iterable

from django import template
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from directory.cards import Card
from directory.presenters import card_view
from directory.presenters.words import isolated
from search.results import Why

register = template.Library()


@register.simple_tag
def listing_card(
    card: Card,
    *,
    miles: float | None = None,
    why: Iterable[Why | str] = (),
    chosen: Iterable[str] = (),
    level: int = 3,
) -> SafeString:
    """Return the card of a stored listing as a list item; `level` is that of its heading."""
    view = card_view(card, miles=miles, why=why, chosen=chosen)
    return render_to_string("directory/_card.html", {"card": view, "level": level})


@register.filter
def isolate(text: object) -> SafeString:
    """Keep the numbers of a sentence in their own order on right-to-left pages."""
    return isolated(text if isinstance(text, SafeString) else str(text))
