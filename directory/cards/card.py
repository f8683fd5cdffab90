"""What does a card or a listing page know about one offer in one language?"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice

from directory.enums import CostKind, WordsState
from directory.rules.opening import current_sessions
from directory.rules.recurrence import DateOff, Occurrence, Session


@dataclass(frozen=True, slots=True)
class Word:
    """A text, the language it is in (perhaps not the reader's) and how far to trust it."""

    text: str
    language: str
    state: str = WordsState.ORIGINAL.value

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading the offer is found under, and the top group it belongs to."""

    code: str
    top: str
    label: Word
    icon: str = ""
    scene: str = ""
    tint: str = ""


@dataclass(frozen=True, slots=True)
class Party:
    """The group that runs the offer."""

    short_code: str
    slug: str
    name: Word
    about: Word | None = None
    is_sample: bool = False


@dataclass(frozen=True, slots=True)
class Place:
    """Where the offer takes place."""

    short_code: str
    slug: str
    name: Word
    directions: Word | None
    address: str
    area: str
    postcode: str
    ward: str
    district: str
    latitude: float | None
    longitude: float | None
    access: tuple[str, ...] = ()
    area_only: bool = False


@dataclass(frozen=True, slots=True)
class Price:
    """One price; `pence` is set when `kind` is "fixed"."""

    kind: str
    pence: int | None
    whom: str
    per: str


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One way to get in touch, and whom to ask for."""

    kind: str
    value: str
    person: str = ""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """An outside source of the facts, to be named beside them."""

    name: str
    licence: str
    url: str
    as_of: date | None


@dataclass(frozen=True, slots=True)
class Shot:
    """A picture that a group has sent and a person has looked at: its key and its size."""

    key: str
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class ClosedDays:
    """Days on which the place is closed; without a last day it has closed for good."""

    first: date
    last: date | None
    reason: str
    words: Word | None = None

    def covers(self, day: date) -> bool:
        """Whether the place is closed on this day."""
        return self.first <= day and (self.last is None or day <= self.last)


@dataclass(frozen=True, slots=True)
class Card:
    """One offer as it is shown in one language.

    `dates` are the sessions from the day it was built up to `dates_until`, without dates off;
    ask `upcoming` for those still ahead. `access` joins what the place and the offer have.
    `changed_at` is since when a stored card says what it says.
    """

    public_id: str
    short_code: str
    slug: str
    kind: str
    status: str
    language: str
    is_sample: bool
    name_only: bool
    name: Word
    summary: Word | None
    first_visit: Word | None
    who_for: Word | None
    how_to_join: Word | None
    cost_note: Word | None
    organisation: Party | None
    place: Place | None
    outcode: str
    headings: tuple[Heading, ...]
    sessions: tuple[Session, ...]
    dates_off: tuple[DateOff, ...]
    dates: tuple[Occurrence, ...]
    dates_until: date
    ages: tuple[int, int] | None
    gender: str
    beginners: bool
    booking: str
    formats: tuple[str, ...]
    spoken: tuple[str, ...]
    access: tuple[str, ...]
    prices: tuple[Price, ...]
    contacts: tuple[ContactLine, ...]
    origin: str
    checked_on: date | None
    checked_by: str
    next_check: date | None
    sources: tuple[SourceLine, ...]
    closures: tuple[ClosedDays, ...] = ()
    changed_at: datetime | None = None
    room: str = ""
    message_form: bool = False
    places_left: int | None = None
    picture: Shot | None = None
    picture_words: Word | None = None

    @property
    def free(self) -> bool | None:
        """Whether anybody may come without paying; None when the cost is not known."""
        if not self.prices:
            return None
        return any(price.kind != CostKind.FIXED for price in self.prices)

    @property
    def lowest_pence(self) -> int | None:
        """The lowest price in pence; None when the cost is not known."""
        if not self.prices:
            return None
        return min(price.pence or 0 for price in self.prices)

    def upcoming(self, now: datetime, count: int = 3) -> tuple[Occurrence, ...]:
        """Return the next sessions that are not over."""
        return tuple(islice((one for one in self.dates if not one.is_over(now)), count))

    def place_has_closed(self, today: date) -> bool:
        """Whether the place has closed for good and nothing of the offer goes on elsewhere."""
        gone = any(one.last is None and one.first <= today for one in self.closures)
        return gone and not any(session.online for session in self.sessions)

    def current_sessions(self, today: date) -> tuple[Session, ...]:
        """Return the patterns that may be shown: opening hours only while they are current."""
        return current_sessions(self.sessions, self.checked_on, today)

    def has_opening_hours(self) -> bool:
        """Whether opening hours are known, current or not."""
        return any(session.kind == "opening" for session in self.sessions)

    def own_texts(self) -> Iterator[Word]:
        """Give the texts of the offer itself."""
        own = (
            self.name,
            self.summary,
            self.first_visit,
            self.who_for,
            self.how_to_join,
            self.cost_note,
            self.picture_words,
        )
        yield from (word for word in own if word is not None)

    @property
    def words_state(self) -> str:
        """How far the offer's own words can be trusted in this language: the worst of them."""
        if self.name.language != self.language:
            return WordsState.MISSING.value
        states = {word.state for word in self.own_texts() if word.language == self.language}
        worst = (WordsState.OUT_OF_DATE, WordsState.DRAFTED, WordsState.CHECKED)
        return next((state.value for state in worst if state in states), WordsState.ORIGINAL.value)

    def texts(self) -> Iterator[Word]:
        """Give every text that is shown."""
        yield from self.own_texts()
        yield from (heading.label for heading in self.headings)
        if self.organisation:
            yield self.organisation.name
        if self.place:
            yield self.place.name
            if self.place.directions:
                yield self.place.directions

    @property
    def has_drafted_words(self) -> bool:
        """Whether any text shown was translated and nobody has checked it."""
        return any(word.state == WordsState.DRAFTED for word in self.texts())

    @property
    def has_old_words(self) -> bool:
        """Whether any text shown is a translation of what used to be said."""
        return any(word.state == WordsState.OUT_OF_DATE for word in self.texts())
