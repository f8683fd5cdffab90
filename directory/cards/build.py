"""What does the stored document of a card say?"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from directory.cards.card import Card, ClosedDays, Heading, Party, Place, Word
from directory.cards.gather import Gathered, WordsByLanguage, gather
from directory.models import Service, ServiceCheck
from directory.rules.closures import Closure
from directory.rules.opening import current_sessions
from directory.rules.recurrence import Occurrence, occurrences

AHEAD = timedelta(days=90)
MOST_DATES = 60
ENGLISH = "en"


def build_cards(
    services: Sequence[Service], languages: Sequence[str], today: date
) -> Iterator[tuple[Service, Card]]:
    """Give the card of each of these source rows in each language."""
    gathered = gather(services)
    for service in services:
        dates, until = ahead(service, gathered, today)
        for language in languages:
            yield service, card_of(service, gathered, language, dates, until)


def ahead(service: Service, gathered: Gathered, today: date) -> tuple[tuple[Occurrence, ...], date]:
    """Return the coming sessions and the day up to which all of them are there."""
    check = gathered.checks.get(service.pk)
    sessions = current_sessions(
        gathered.of(gathered.sessions, service), check.checked_on if check else None, today
    )
    until = today + AHEAD
    if not sessions:
        return (), until
    # From yesterday, because a session may end after midnight.
    off, yesterday = gathered.of(gathered.dates_off, service), today - timedelta(days=1)
    found = occurrences(sessions, off, gathered.calendar, yesterday, until)
    found = [one for one in found if one.on >= today or one.ends_at.date() >= today]
    if len(found) > MOST_DATES:
        found = found[:MOST_DATES]
        until = found[-1].on
    return tuple(found), until


def is_name_only(service: Service, gathered: Gathered) -> bool:
    """Whether there is neither a place nor a way to get in touch."""
    place = gathered.locations.get(service.location_id or 0)
    has_place = place is not None and bool(place.address or place.postcode)
    has_contact = bool(gathered.contacts.get(service.pk)) or service.message_form
    return not has_place and not has_contact


def has_lost_its_place(service: Service, gathered: Gathered, today: date) -> bool:
    """Whether the place has closed for good, and nothing of the offer goes on online."""
    closures = gathered.of(gathered.closures, service)
    gone = any(one.is_for_good and one.first <= today for one in closures)
    return gone and not any(one.online for one in gathered.of(gathered.sessions, service))


def card_of(
    service: Service,
    gathered: Gathered,
    language: str,
    dates: tuple[Occurrence, ...],
    until: date,
) -> Card:
    """Return the card of one source row in one language."""
    place = _place(service, gathered, language)
    access = {*gathered.of(gathered.access, service), *(place.access if place else ())}
    return Card(
        public_id=service.public_id,
        short_code=service.short_code,
        slug=service.slug,
        kind=service.kind,
        status=service.status,
        language=language,
        is_sample=service.is_sample,
        name_only=is_name_only(service, gathered),
        **_own_words(service, gathered, language),
        organisation=_party(service, gathered, language),
        place=place,
        outcode=service.outcode or (place.postcode.split(" ")[0] if place else ""),
        headings=_headings(service, gathered, language),
        sessions=gathered.of(gathered.sessions, service),
        dates_off=gathered.of(gathered.dates_off, service),
        dates=dates,
        dates_until=until,
        ages=service.ages if service.ages_known else None,
        gender=service.gender,
        beginners=service.beginners,
        booking=service.booking,
        formats=service.formats,
        spoken=gathered.of(gathered.spoken, service),
        access=tuple(sorted(access)),
        prices=gathered.of(gathered.prices, service),
        contacts=gathered.of(gathered.contacts, service),
        **_freshness(gathered.checks.get(service.pk)),
        sources=gathered.of(gathered.sources, service),
        closures=closed_days(gathered.of(gathered.closures, service), language),
        room=service.room,
        message_form=service.message_form,
        places_left=service.places_left,
        picture=gathered.pictures.get(service.picture_id) if service.picture_id else None,
    )


def closed_days(closures: Sequence[Closure], language: str) -> tuple[ClosedDays, ...]:
    """Return when the place is closed, with what is said about it in the reader's language."""
    return tuple(
        ClosedDays(one.first, one.last, one.reason, _said(dict(one.words), language))
        for one in closures
    )


def _said(words: Mapping[str, str], language: str) -> Word | None:
    """Return the words for a language, or else those there are, English ones first."""
    for code in (language, ENGLISH, *words):
        if words.get(code):
            return Word(words[code], code)
    return None


def _own_words(service: Service, gathered: Gathered, language: str) -> dict[str, Any]:
    words = gathered.words[service.pk]
    found: dict[str, Any] = {name: word_in(words, language, name) for name in Service.WORDS}
    return {**found, "name": found["name"] or Word(service.name, language)}


def _freshness(check: ServiceCheck | None) -> dict[str, Any]:
    row = check or ServiceCheck()
    return {
        "origin": row.origin,
        "checked_on": row.checked_on,
        "checked_by": row.checked_by,
        "next_check": row.next_check,
    }


def word_in(words: WordsByLanguage, language: str, name: str) -> Word | None:
    """Return a text in the reader's language, or else as it was first written."""
    own = words.get(language, {}).get(name)
    if own is not None:
        return own
    original = next(iter(words.values()))
    return original.get(name)


def _party(service: Service, gathered: Gathered, language: str) -> Party | None:
    organisation = gathered.organisations.get(service.organisation_id or 0)
    if organisation is None:
        return None
    words = gathered.organisation_words[organisation.pk or 0]
    return Party(
        short_code=organisation.short_code,
        slug=organisation.slug,
        name=word_in(words, language, "name") or Word(organisation.name, language),
        about=word_in(words, language, "about"),
        is_sample=organisation.is_sample,
    )


def _place(service: Service, gathered: Gathered, language: str) -> Place | None:
    location = gathered.locations.get(service.location_id or 0)
    if location is None:
        return None
    words = gathered.location_words[location.pk or 0]
    return Place(
        short_code=location.short_code,
        slug=location.slug,
        name=word_in(words, language, "name") or Word(location.name, language),
        directions=word_in(words, language, "directions"),
        address=location.address,
        area=location.area,
        postcode=location.postcode,
        ward=location.ward,
        district=location.district,
        # The middle of an area is good enough to search by; on a page it would be a wrong pin.
        latitude=None if location.area_only else location.latitude,
        longitude=None if location.area_only else location.longitude,
        access=tuple(gathered.location_access.get(location.pk, ())),
        area_only=location.area_only,
    )


def _headings(service: Service, gathered: Gathered, language: str) -> tuple[Heading, ...]:
    found = [gathered.terms[key] for key in gathered.of(gathered.headings, service)]
    return tuple(
        Heading(
            code=term.code,
            top=term.top,
            label=word_in(term.names, language, "name") or Word(term.code, "en"),
            icon=term.icon,
            scene=term.scene,
            tint=term.tint,
        )
        for term in found
    )
