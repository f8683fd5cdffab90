"""What does the page of one offer show?"""

import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from core.clock import LONDON
from directory.cards import Card, Word
from directory.enums import Access, Booking, Format, Status, WordsState
from directory.presenters import facts, places
from directory.presenters.badges import OF_PLACES, Badge, access_badges, spoken_badge
from directory.presenters.cards import FALLBACK_ICON, FALLBACK_TINT, who_and_where
from directory.presenters.closures import Notice, notices
from directory.presenters.open_now import OpenNow, open_now
from directory.presenters.places import Contact, Where
from directory.presenters.times import (
    When,
    dates_off,
    day_in_words,
    is_open_hours,
    occurrence_in_words,
    off_in_words,
    when_of,
)
from directory.presenters.words import english, language_of, reader_language, shown
from directory.when import full_date

NEXT_DATES = 4
MOST_LINES = 7
OFF_AHEAD = timedelta(days=42)
MOST_STEPS = 6
ASKED_OF_ALL = (*sorted(OF_PLACES), Access.HEARING_LOOP, Access.QUIET)
FALLBACK_SCENE = "way-on"
# The ends of sentences in the scripts of the site.
_SENTENCE = re.compile(r"(?<=[.!?۔।])\s+")


@dataclass(frozen=True, slots=True)
class SourceNote:
    """Where the facts come from."""

    name: SafeString
    licence: SafeString
    url: str
    as_of: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture and its words; their language where it is not the reader's."""

    src: str
    width: int
    height: int
    alt: str
    language: str


@dataclass(frozen=True, slots=True)
class ListingView:
    """The page of one offer, in the order it is shown."""

    code: str
    title: SafeString
    title_text: str
    who: tuple[SafeString, ...]
    icon: str
    tint: str
    scene: str
    summary: SafeString
    cost: str
    is_free: bool
    prices: tuple[str, ...]
    cost_note: SafeString
    checked: str
    is_stale: bool
    when: When
    open_now: OpenNow | None
    are_open_hours: bool
    next_dates: tuple[str, ...]
    dates_off: tuple[str, ...]
    where: Where | None
    area: str
    formats: tuple[str, ...]
    for_whom: tuple[str, ...]
    who_for: SafeString
    booking: str
    room: str
    picture: Picture | None
    how_to_join: SafeString
    contacts: tuple[Contact, ...]
    first_visit: tuple[SafeString, ...]
    access: tuple[Badge, ...]
    not_there: str
    spoken: Badge | None
    group_href: str
    sources: tuple[SourceNote, ...]
    closed: str
    closures: tuple[Notice, ...]
    is_sample: bool
    words_note: str


def listing_view(card: Card, now: datetime) -> ListingView:
    """Return what the page of an offer shows at this moment."""
    today = now.astimezone(LONDON).date()
    heading = card.headings[0] if card.headings else None
    is_open = card.status == Status.ACTIVE
    return ListingView(
        code=card.short_code,
        title=shown(card.name),
        title_text=card.name.text,
        who=who_and_where(card),
        icon=(heading.icon if heading else "") or FALLBACK_ICON,
        tint=(heading.tint if heading else "") or FALLBACK_TINT,
        scene=(heading.scene if heading else "") or FALLBACK_SCENE,
        summary=shown(card.summary),
        cost=facts.cost(card),
        is_free=bool(card.free),
        prices=_prices(card),
        cost_note=shown(card.cost_note),
        checked=facts.checked_in_full(card, today),
        is_stale=facts.is_stale(card, today),
        when=when_of(card, now, most_lines=MOST_LINES),
        open_now=open_now(card, now),
        are_open_hours=is_open_hours(card, today),
        next_dates=_next_dates(card, now) if is_open else (),
        dates_off=_dates_off(card, today) if is_open else (),
        where=places.where(card.place) if card.place else None,
        area="" if card.place else card.outcode,
        formats=_formats(card),
        for_whom=tuple(text for text in (facts.ages(card), facts.gender(card)) if text),
        who_for=shown(card.who_for),
        booking=str(Booking(card.booking).label) if card.booking else "",
        room=facts.room(card, today),
        picture=picture_of(card),
        how_to_join=shown(card.how_to_join),
        contacts=places.ways(card),
        first_visit=steps(card.first_visit),
        access=tuple(access_badges(card)),
        not_there=_not_there(card),
        spoken=spoken_badge(card.spoken) if card.spoken else None,
        group_href=places.group_address(card.organisation) if card.organisation else "",
        sources=_sources(card),
        closed=_closed(card, today),
        closures=notices(card.closures, today) if is_open else (),
        is_sample=card.is_sample,
        words_note=_words_note(card),
    )


def picture_of(card: Card) -> Picture | None:
    """Return the picture, where there are words for those who do not see it."""
    if card.picture is None or card.picture_words is None:
        return None
    language = language_of(card.picture_words)
    return Picture(
        src=reverse("directory:picture", args=[card.picture.key]),
        width=card.picture.width,
        height=card.picture.height,
        alt=card.picture_words.text,
        language="" if language == reader_language() else language,
    )


def steps(word: Word | None) -> tuple[SafeString, ...]:
    """Return a text as steps: its lines, or the sentences of its only line."""
    if word is None:
        return ()
    lines = [line.strip() for line in word.text.splitlines() if line.strip()]
    if len(lines) == 1:
        sentences = _SENTENCE.split(lines[0])
        lines = sentences if len(sentences) <= MOST_STEPS else lines
    language = language_of(word)
    return tuple(shown(Word(line, language, word.state)) for line in lines)


def _prices(card: Card) -> tuple[str, ...]:
    """Return the prices, unless the words about the cost begin with the only one."""
    found = facts.prices(card) or (facts.cost(card),)
    note = card.cost_note.text.casefold() if card.cost_note else ""
    return () if len(found) == 1 and note.startswith(found[0].casefold()) else found


def _formats(card: Card) -> tuple[str, ...]:
    """Return how to take part, where it is not simply by coming."""
    if card.formats == (Format.IN_PERSON,):
        return ()
    return tuple(str(Format(code).label) for code in card.formats)


def _next_dates(card: Card, now: datetime) -> tuple[str, ...]:
    """Return the next dates, with the time only where it is not always the same."""
    today = now.astimezone(LONDON).date()
    upcoming = card.upcoming(now, NEXT_DATES)
    if len({(one.start, one.end) for one in upcoming}) > 1:
        return tuple(occurrence_in_words(one, today) for one in upcoming)
    return tuple(day_in_words(one.on, today) for one in upcoming)


def _dates_off(card: Card, today: date) -> tuple[str, ...]:
    found = dates_off(card, today, today + OFF_AHEAD)
    return tuple(off_in_words(off, card) for off in found)


def _not_there(card: Card) -> str:
    """Return which things nobody has told us of, so that no one takes them for granted."""
    in_person = Format.IN_PERSON in card.formats
    wanted = [one for one in ASKED_OF_ALL if in_person or one not in OF_PLACES]
    missing = [str(one.label) for one in wanted if one not in card.access]
    return ", ".join(missing)


def _sources(card: Card) -> tuple[SourceNote, ...]:
    return tuple(
        SourceNote(
            name=english(source.name),
            licence=english(source.licence),
            url=source.url,
            as_of=full_date(source.as_of) if source.as_of else "",
        )
        for source in card.sources
    )


def _closed(card: Card, today: date) -> str:
    if card.status == Status.CLOSED:
        return _("This has closed for good.")
    if card.status == Status.PAUSED:
        return _("This has stopped for now.")
    if card.place_has_closed(today):
        return _("The place where this was has closed for good.")
    return ""


def _words_note(card: Card) -> str:
    """Return one line about words that are not the reader's or not checked."""
    texts = _long_texts(card)
    states = {word.state for word in (card.name, *texts)}
    if WordsState.OUT_OF_DATE in states:
        return _("Some of these words are older than the English ones.")
    if WordsState.DRAFTED in states:
        return _("Some of these words were translated, and nobody has checked them yet.")
    if any(word.language != reader_language() for word in texts):
        return _("Some of these words are not in your language yet.")
    return ""


def _long_texts(card: Card) -> list[Word]:
    texts = (card.summary, card.first_visit, card.who_for, card.how_to_join, card.cost_note)
    return [word for word in texts if word is not None]
