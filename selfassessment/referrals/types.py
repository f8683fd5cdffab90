"""What a finished self-referral hands to the desk, and what the desk hands back."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID


@dataclass(frozen=True)
class PersonDetails:
    """Who the help is for and how to reach them safely. Kept sealed.

    `formats` are what they need in a place (the directory chooses by it); `told_in` the forms
    in which the NHS Accessible Information Standard lets a person be written and talked to, with
    `told_in_other` in their own words. `not_fitting` are headings of the directory under which
    nothing fits, as the tables said. `free_only` and `days` ("mon" …) are what an activity has to
    be; None and () leave it open.
    """

    name: str
    date_of_birth: date | None = None
    age_band: str | None = None
    postcode: str | None = None
    address: str | None = None
    phone: str | None = None
    email: str | None = None
    contact_by: tuple[str, ...] = ()
    through_person: str | None = None
    voicemail_ok: bool | None = None
    text_ok: bool | None = None
    safe_times: str = ""
    contact_notes: str = ""
    interpreter: str | None = None
    formats: tuple[str, ...] = ()
    told_in: tuple[str, ...] = ()
    told_in_other: str = ""
    not_fitting: tuple[str, ...] = ()
    free_only: bool | None = None
    days: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return what is stored: dates as ISO text, tuples as lists."""
        stored = asdict(self)
        stored["date_of_birth"] = self.date_of_birth.isoformat() if self.date_of_birth else None
        stored["contact_by"] = list(self.contact_by)
        stored["formats"] = list(self.formats)
        stored["told_in"] = list(self.told_in)
        stored["not_fitting"] = list(self.not_fitting)
        stored["days"] = list(self.days)
        return stored

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> "PersonDetails":
        """Return the details that `as_json` stored; unknown fields are left out."""
        known = {name: stored[name] for name in cls.__dataclass_fields__ if name in stored}
        born = known.get("date_of_birth")
        known["date_of_birth"] = date.fromisoformat(born) if born else None
        known["contact_by"] = tuple(known.get("contact_by") or ())
        known["formats"] = tuple(known.get("formats") or ())
        known["told_in"] = tuple(known.get("told_in") or ())
        known["not_fitting"] = tuple(known.get("not_fitting") or ())
        known["days"] = tuple(known.get("days") or ())
        return cls(**known)


@dataclass(frozen=True)
class OtherLead:
    """Somebody of another agency who leads the help for a family."""

    name: str
    agency: str
    phone: str = ""

    def __str__(self) -> str:
        return ", ".join(part for part in (self.name, self.agency, self.phone) if part)


@dataclass(frozen=True)
class NeedLine:
    """One need with what is offered for it: it becomes one referral line."""

    need: str
    offer: str
    provider: str
    priority: int = 5
    why: tuple[str, ...] = ()
    needs_check: bool = False


@dataclass(frozen=True)
class Departing:
    """Why a line ends before the help came, and where its person goes, as staff chose it.

    `reason` and `where` are codes of `models.Departure`; `code` names the place in its list,
    `elsewhere` holds name and contact of one that stands in none.
    """

    reason: str
    where: str = ""
    code: str = ""
    elsewhere: Mapping[str, str] | None = None


@dataclass(frozen=True)
class AnswerShown:
    """An answer on the path, with the words the person saw and those that staff read.

    Staff see questions and choices in English; what was typed freely stays as it was typed,
    in the language `words_in` (empty: that of the referral). What `identifies` is a name, a
    contact, a postcode or a date, and stays out of files without names.
    """

    question: str
    question_text: str
    answer_text: str
    value: Any = None
    free_text: bool = False
    staff_question: str = ""
    staff_answer: str = ""
    words_in: str = ""
    identifies: bool = False


@dataclass(frozen=True)
class Consent:
    """A permission the person gave or did not give, with its words."""

    kind: str
    text: str
    given: bool


@dataclass(frozen=True)
class SubmittedReferral:
    """A finished self-referral. `key` is made once per draft: the same key is the same case."""

    key: UUID
    journey: str
    journey_version: str
    language: str
    channel: str
    person: PersonDetails
    about: str = "self"
    referrer: Mapping[str, str] | None = None
    needs: tuple[NeedLine, ...] = ()
    safety: tuple[str, ...] = ()
    answers: tuple[AnswerShown, ...] = ()
    consents: tuple[Consent, ...] = ()
    ward: str | None = None
    imd_decile: int | None = None
    is_sample: bool = False


@dataclass(frozen=True)
class Received:
    """What the person is told: the reference. `is_new` is False for a repeated sending."""

    reference: str
    case_id: UUID
    is_new: bool


@dataclass(frozen=True)
class Promise:
    """By when the desk reads a referral and calls; days in Europe/London."""

    read_by: date
    contact_by: date
    open_now: bool
    opens_next: datetime
    closes: str = field(default="")
    starts: date | None = None
