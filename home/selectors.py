"""What does the front of house ask of pages, notices and the directory?"""

from datetime import date, timedelta
from typing import Any

from django.apps import apps
from django.utils.translation import get_language
from wagtail.models import Page

from directory.presenters import CardView, card_view
from directory.selectors import search
from search.query import DirectoryQuery, Sort


def notices_for(locale_id: int, today: date) -> list[Any]:
    """Return the notices that a language's home page shows on a day, newest first."""
    notices = apps.get_model("home", "Notice").objects.filter(locale_id=locale_id, live=True)
    return [notice for notice in notices if notice.is_shown_on(today)]


def topics_below(page: Page) -> list[Any]:
    """Return the live topic pages under a home page, in their order."""
    topics = apps.get_model("home", "TopicPage").objects
    return list(topics.child_of(page).live().order_by("path"))


def activities_soon(
    *, today: date, wanted: int, days: int = 1, category: str = ""
) -> list[CardView]:
    """Return cards of activities with a date from today to `days` later, soonest first."""
    query = DirectoryQuery(
        language=get_language() or "en",
        categories=(category,) if category else (),
        starts=(today, today + timedelta(days=days)),
        kinds=("activity",),
        sort=Sort.SOONEST,
        page_size=wanted,
    )
    found = search(query, today=today)
    return [
        card_view(found.cards[hit.public_id], miles=None, today=today)
        for hit in found.results.hits
        if hit.public_id in found.cards
    ]
