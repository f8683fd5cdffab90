"""Which activities of the directory does the desk give to a person at the end?"""

from collections.abc import Sequence
from datetime import date
from html import unescape

from django.conf import settings
from django.utils import translation
from django.utils.html import strip_tags

from core import clock
from directory.cards import Card
from directory.enums import Access
from directory.presenters import CardView, card_view
from directory.selectors import fitting
from search.query import Ages, Near
from selfassessment.journeys.activities import BANDS, NOT_ACTIVITIES
from selfassessment.journeys.facts import place_of
from selfassessment.journeys.published import NothingPublished, current_version, published
from selfassessment.referrals.offering import Offered, Wish
from selfassessment.referrals.rules.families import FAMILY_NEEDS
from selfassessment.referrals.types import PersonDetails

_ADULTS = Ages(18, 64, covered=True)
_Fits = tuple[Card, float | None, tuple[str, ...]]


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


# Good to have where it can be had. No steps, a seat or quiet decide whether somebody can come at
# all; who needs large print or signing can come once it is asked for.
_ASKED_FOR = frozenset({Access.BSL, Access.LARGE_PRINT})


def offered(view: CardView, widened: tuple[str, ...] = ()) -> Offered:
    """Return a card as lines of plain text."""
    face = view.face
    link = settings.WAYMARK_BASE_URL.rstrip("/") + face.href
    where = ", ".join(plain(str(part)) for part in face.who)
    lines = (where, *face.when.lines, face.cost, view.distance, link)
    told = tuple(str(line) for line in lines if line)
    return Offered(face.code, str(face.title), told, widened)


def find_activities(wish: Wish, wanted: int) -> Sequence[Offered]:
    """Return activities open to the person's age and access, near and soon, by their need.

    They are free and on the days the person has where they said so; each says in which ways it is
    not what they asked for.
    """
    today = clock.today()
    known = {code for code, _name in settings.LANGUAGES}
    language = wish.language if wish.language in known else "en"
    with translation.override(language):
        return [
            offered(card_view(card, miles=miles, today=today), widened)
            for card, miles, widened in _fitting(wish, language, today, wanted)
        ]


def _fitting(wish: Wish, language: str, today: date, wanted: int) -> list[_Fits]:
    """Return what fits. Who did not say how old they are gets what is open to all adults first."""
    ages = _ages(wish.details, today)
    if ages or wish.need in FAMILY_NEEDS:
        return _of_ages(ages, wish, language, today, wanted)
    first = [one for one in _of_ages(_ADULTS, wish, language, today, wanted) if not one[2]]
    if len(first) >= wanted:
        return first
    chosen = {card.public_id for card, *_why in first}
    others = _of_ages(None, wish, language, today, wanted)
    return [*first, *(one for one in others if one[0].public_id not in chosen)][:wanted]


def _of_ages(ages: Ages | None, wish: Wish, language: str, today: date, wanted: int) -> list[_Fits]:
    """Return what fits. Large print and signing are looked for near by, and then done without."""
    details = wish.details
    access = tuple(code for code in details.formats if code != "none")
    must = tuple(code for code in access if code not in _ASKED_FOR)

    def ask(needs: tuple[str, ...]) -> list[_Fits]:
        found = fitting(
            ages=ages,
            near=_near(details),
            access=needs,
            free_only=details.free_only is True,
            days=details.days,
            language=language,
            topics=_topics(wish.need),
            today=today,
            wanted=wanted,
            without=details.not_fitting,
        )
        cards = zip(found.cards, found.why, strict=True)
        return [(card, miles, widened) for (card, miles), widened in cards]

    if must == access:
        return ask(access)
    first = [one for one in ask(access) if not {"distance", "remote"} & set(one[2])]
    chosen = {card.public_id for card, _miles, _widened in first}
    rest = [
        (card, miles, (*widened, "format"))
        for card, miles, widened in ask(must)
        if card.public_id not in chosen
    ]
    return [*first, *rest][:wanted]
