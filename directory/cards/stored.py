"""How does a card become a stored document, and a document a card again?"""

from collections.abc import Mapping
from dataclasses import fields
from datetime import date, datetime, time
from functools import cache
from typing import TYPE_CHECKING, Any

from directory.cards.card import (
    Card,
    ClosedDays,
    ContactLine,
    Heading,
    Party,
    Place,
    Price,
    Shot,
    SourceLine,
    Word,
)
from directory.rules.recurrence import DateOff, Occurrence, Rule, Session

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

VERSION = 1
Document = Mapping[str, Any]
OWN_WORDS = (
    *("name", "summary", "first_visit", "who_for", "how_to_join", "cost_note"),
    "picture_words",
)
PLAIN = (
    "public_id",
    "short_code",
    "slug",
    "kind",
    "status",
    "language",
    "is_sample",
    "name_only",
    "outcode",
    "gender",
    "beginners",
    "booking",
    "origin",
    "checked_by",
)
LISTS = ("formats", "spoken", "access")


def to_document(card: Card) -> dict[str, Any]:
    """Return the card as plain values that JSON can hold."""
    return {**plain_facts(card), **plain_words(card)}


def plain_facts(card: Card) -> dict[str, Any]:
    """Return what the cards of a listing say alike in every language, as plain values."""
    facts: dict[str, Any] = {name: getattr(card, name) for name in (*PLAIN, *LISTS, "ages")}
    return facts | {
        "version": VERSION,
        "sessions": [_plain_session(session) for session in card.sessions],
        "dates_off": [
            [off.on.isoformat(), _clock(off.starts_at), off.reason] for off in card.dates_off
        ],
        "dates": [[d.on.isoformat(), _clock(d.start), _clock(d.end)] for d in card.dates],
        "dates_until": card.dates_until.isoformat(),
        "prices": [_plain(price) for price in card.prices],
        "contacts": [_plain(contact) for contact in card.contacts],
        "room": card.room,
        "message_form": card.message_form,
        "places_left": card.places_left,
        "picture": _plain(card.picture) if card.picture else None,
        "checked_on": _iso(card.checked_on),
        "next_check": _iso(card.next_check),
        "sources": [
            [source.name, source.licence, source.url, _iso(source.as_of)] for source in card.sources
        ],
    }


def plain_words(card: Card) -> dict[str, Any]:
    """Return what the card says in its own language, as plain values."""
    words: dict[str, Any] = {name: _plain_word(getattr(card, name)) for name in OWN_WORDS}
    return words | {
        "language": card.language,
        "organisation": _plain(card.organisation) if card.organisation else None,
        "place": _plain(card.place) if card.place else None,
        "headings": [_plain(heading) for heading in card.headings],
        "closures": [
            [one.first.isoformat(), _iso(one.last), one.reason, _plain_word(one.words)]
            for one in card.closures
        ],
    }


def from_document(document: Document) -> Card:
    """Return the card a stored document describes."""
    words: dict[str, Any] = {name: _word(document.get(name)) for name in OWN_WORDS}
    lists: dict[str, Any] = {name: tuple(document[name]) for name in LISTS}
    ages = document["ages"]
    return Card(
        **{name: document[name] for name in PLAIN},
        **lists,
        **words,
        ages=(ages[0], ages[1]) if ages else None,
        organisation=_party(document["organisation"]),
        place=_place(document["place"]),
        headings=tuple(
            Heading(**{**row, "label": Word(**row["label"])}) for row in document["headings"]
        ),
        sessions=tuple(_session(row) for row in document["sessions"]),
        dates_off=tuple(
            DateOff(date.fromisoformat(on), _time(at) if at else None, reason)
            for on, at, reason in document["dates_off"]
        ),
        dates=tuple(
            Occurrence(date.fromisoformat(on), _time(start), _time(end))
            for on, start, end in document["dates"]
        ),
        dates_until=date.fromisoformat(document["dates_until"]),
        prices=tuple(Price(**row) for row in document["prices"]),
        contacts=tuple(ContactLine(**row) for row in document["contacts"]),
        checked_on=_day(document["checked_on"]),
        next_check=_day(document["next_check"]),
        closures=tuple(
            ClosedDays(date.fromisoformat(first), _day(last), reason, _word(words))
            for first, last, reason, words in document.get("closures", ())
        ),
        sources=tuple(
            SourceLine(name, licence, url, _day(as_of))
            for name, licence, url, as_of in document["sources"]
        ),
        changed_at=_moment(document.get("changed_at")),
        room=document.get("room", ""),
        message_form=document.get("message_form", False),
        places_left=document.get("places_left"),
        picture=Shot(**document["picture"]) if document.get("picture") else None,
    )


def _plain_word(word: Word | None) -> dict[str, str] | None:
    return _plain(word) if word else None


def _plain(thing: "DataclassInstance") -> dict[str, Any]:
    """Return the values by name, words in it too: `asdict` copies deeply and takes long."""
    values = ((name, getattr(thing, name)) for name in _names(type(thing)))
    return {name: _plain(value) if isinstance(value, Word) else value for name, value in values}


@cache
def _names(kind: "type[DataclassInstance]") -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


def _word(row: dict[str, str] | None) -> Word | None:
    return Word(**row) if row else None


def _party(row: dict[str, Any] | None) -> Party | None:
    if row is None:
        return None
    return Party(**{**row, "name": Word(**row["name"]), "about": _word(row["about"])})


def _place(row: dict[str, Any] | None) -> Place | None:
    if row is None:
        return None
    changed = {
        "name": Word(**row["name"]),
        "directions": _word(row["directions"]),
        "access": tuple(row["access"]),
    }
    return Place(**{**row, **changed})


def _plain_session(session: Session) -> dict[str, Any]:
    return {
        "kind": session.kind,
        "rrule": session.rule.as_rrule(),
        "starts_on": session.starts_on.isoformat(),
        "ends_on": _iso(session.ends_on),
        "start": _clock(session.start),
        "end": _clock(session.end),
        "term_time": session.term_time,
        "bank_holidays": session.bank_holidays,
        "as_of": _iso(session.as_of),
        "online": session.online,
    }


def _session(row: dict[str, Any]) -> Session:
    return Session(
        kind=row["kind"],
        rule=Rule.parse(row["rrule"]),
        starts_on=date.fromisoformat(row["starts_on"]),
        ends_on=_day(row["ends_on"]),
        start=_time(row["start"]),
        end=_time(row["end"]),
        term_time=row["term_time"],
        bank_holidays=row["bank_holidays"],
        as_of=_day(row["as_of"]),
        online=row.get("online", False),
    )


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _clock(moment: time | None) -> str:
    return moment.isoformat("minutes") if moment else ""


def _time(text: str) -> time:
    return time.fromisoformat(text)
