"""What does the front of house ask of pages, notices and the directory?"""

from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.utils.translation import get_language
from wagtail.models import Page

from core.clock import LONDON
from directory.presenters import CardView, card_view
from directory.selectors import search
from directory.selectors.headings import current_code
from search.query import Ages, DirectoryQuery, Sort


def notices_for(locale_id: int, today: date) -> list[Any]:
    """Return the notices that a language's home page shows on a day, newest first."""
    notices = apps.get_model("home", "Notice").objects.filter(locale_id=locale_id, live=True)
    return [notice for notice in notices if notice.is_shown_on(today)]


def topics_below(page: Page) -> list[Any]:
    """Return the live topic pages under a home page, in their order."""
    topics = apps.get_model("home", "TopicPage").objects
    return list(topics.child_of(page).live().order_by("path"))


def ages_below(page: Page) -> list[Any]:
    """Return the live pages of each age under the page of all ages, in their order."""
    ages = apps.get_model("home", "AgePage").objects
    return list(ages.child_of(page).live().order_by("path"))


def ages_beside(page: Page) -> list[Any]:
    """Return the live pages of each age in the language of a page, in their order."""
    ages = apps.get_model("home", "AgePage").objects
    return list(ages.filter(locale_id=page.locale_id).live().order_by("path"))


def english_of(age: Page) -> Any:
    """Return the English page that an age page was translated from; None for that page itself."""
    if age.locale.language_code == "en":
        return None
    ages = apps.get_model("home", "AgePage").objects
    key = {"translation_key": age.translation_key, "locale__language_code": "en"}
    return ages.filter(**key).first()


def page_for(band: str, language: str) -> Page | None:
    """Return where an age group of the questionnaires is led: its page, or that of all ages.

    A group with several pages leads to all ages; so does one that nobody has a page for.
    """
    live = {"live": True, "locale__language_code": language}
    pages = list(apps.get_model("home", "AgePage").objects.filter(band=band, **live)[:2])
    if len(pages) == 1:
        return pages[0]
    return apps.get_model("home", "AgesPage").objects.filter(**live).first()


def activities_soon(
    *,
    now: datetime,
    wanted: int,
    days: int = 1,
    category: str = "",
    ages: tuple[int, int] | None = None,
) -> list[CardView]:
    """Return cards of activities that still begin between now and `days` later, soonest first."""
    today = now.astimezone(LONDON).date()
    last = today + timedelta(days=days)
    category = current_code(category) if category else ""
    query = DirectoryQuery(
        language=get_language() or "en",
        categories=(category,) if category else (),
        starts=(today, last),
        ages=Ages(*ages) if ages else None,
        kinds=("activity",),
        sort=Sort.SOONEST,
        page_size=wanted * 6,
    )
    found = search(query, today=today)
    cards = (found.cards.get(hit.public_id) for hit in found.results.hits)
    ahead = [
        (upcoming[0].starts_at, card)
        for card in cards
        if card is not None and (upcoming := card.upcoming(now, 1)) and upcoming[0].on <= last
    ]
    ahead.sort(key=lambda pair: pair[0])
    return [card_view(card, today=today) for _starts, card in ahead[:wanted]]
