"""Which activities of the directory does the desk give to a person at the end?"""

from collections.abc import Sequence
from datetime import date
from html import unescape

from django.conf import settings
from django.utils import translation
from django.utils.html import strip_tags

from core import clock
from directory.presenters import CardView, card_view
from directory.selectors import fitting
from search.query import Ages, Near
from selfassessment.journeys.activities import BANDS, NOT_ACTIVITIES
from selfassessment.journeys.facts import place_of
from selfassessment.journeys.published import NothingPublished, current_version, published
from selfassessment.referrals.offering import Offered, Wish
from selfassessment.referrals.types import PersonDetails


def _ages(details: PersonDetails, today: date) -> Ages | None:
    born = details.date_of_birth
    if born is not None:
        age = today.year - born.year - ((today.month, today.day) < (born.month, born.day))
        return Ages(age, age, covered=True) if age >= 0 else None
    band = BANDS.get(details.age_band or "")
    return Ages(band[0], band[1], covered=True) if band else None


def _near(details: PersonDetails) -> Near | None:
    place = place_of(details.postcode) if details.postcode else None
    return Near(place["lat"], place["lon"], place["label"]) if place else None


def _topics(need: str) -> tuple[str, ...]:
    try:
        needs = published(current_version("refer")).routing.needs
    except NothingPublished:
        return ()
    topics = needs[need].get("topics", ()) if need in needs else ()
    return tuple(topic for topic in topics if topic not in NOT_ACTIVITIES)


def plain(marked: str) -> str:
    """Return words without the marks of direction that a card has: letters are plain text."""
    return unescape(strip_tags(marked))


def offered(view: CardView) -> Offered:
    """Return a card as lines of plain text."""
    face = view.face
    link = settings.WAYMARK_BASE_URL.rstrip("/") + face.href
    where = ", ".join(plain(str(part)) for part in face.who)
    lines = (where, *face.when.lines, face.cost, view.distance, link)
    return Offered(face.code, str(face.title), tuple(str(line) for line in lines if line))


def find_activities(wish: Wish, wanted: int) -> Sequence[Offered]:
    """Return activities open to the person's age and access, near and soon, by their need."""
    today = clock.today()
    known = {code for code, _name in settings.LANGUAGES}
    language = wish.language if wish.language in known else "en"
    access = tuple(code for code in wish.details.formats if code != "none")
    with translation.override(language):
        found = fitting(
            ages=_ages(wish.details, today),
            near=_near(wish.details),
            access=access,
            free_only=False,
            days=(),
            language=language,
            topics=_topics(wish.need),
            today=today,
            wanted=wanted,
            without=wish.details.not_fitting,
        )
        return [offered(card_view(card, miles=miles, today=today)) for card, miles in found.cards]
