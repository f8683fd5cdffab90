"""Load the made-up listings of the demonstration, and take all of them away again."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import models, transaction
from wagtail.models import Locale

from core.clock import LONDON
from directory.actions.batch import Batch, save_translations
from directory.actions.cards import refresh
from directory.actions.sample_files import (
    SHIPPED,
    Words,
    key_for,
    location_fields,
    read_rows,
    read_words,
    service_fields,
    sessions_of,
)
from directory.actions.sample_members import remove_sample_members
from directory.actions.sample_waiting import remove_sample_waiting
from directory.actions.schedules import schedule_from
from directory.actions.taxonomy import terms_of
from directory.actions.together import together
from directory.enums import CheckedBy, CostKind, Origin
from directory.models import (
    Accessibility,
    CodedRecord,
    Contact,
    CostOption,
    Location,
    Organisation,
    Service,
    ServiceAccess,
    ServiceCategory,
    ServiceCheck,
    ServiceLanguage,
    TaxonomyTerm,
)
from directory.rules.freshness import next_check, risk_of

SOURCE_LANGUAGE = "en"
# One sample in twelve was last checked some eight months ago, to show what that looks like.
OLD_EVERY, OLD_DAYS, FRESH_DAYS = 12, 240, 90
Row = Mapping[str, Any]


@dataclass(slots=True)
class SampleFiles:
    """The sample files of one folder."""

    organisations: list[Row]
    locations: list[Row]
    activities: list[Row]
    words: dict[str, Words] = field(default_factory=dict)

    @classmethod
    def read(cls, folder: Path) -> "SampleFiles":
        """Return what the files of a folder say."""
        return cls(
            organisations=read_rows(folder / "organisations.json"),
            locations=read_rows(folder / "locations.json"),
            activities=read_rows(folder / "activities.json"),
            words=read_words(folder),
        )


@transaction.atomic
def load_samples(
    *,
    now: datetime,
    folder: Path = SHIPPED,
    elsewhere: Callable[["SampleFiles"], "SampleFiles"] | None = None,
) -> int:
    """Make the sample listings that are missing, with dates counted from today.

    Samples that are there stay as they are, so a second run changes nothing. `elsewhere` moves
    them to another council's area. Returns how many listings were made.
    """
    files = SampleFiles.read(folder)
    if elsewhere is not None:
        files = elsewhere(files)
    today = now.astimezone(LONDON).date()
    locales = {locale.language_code: locale for locale in Locale.objects.all()}
    records = _Records(locales[SOURCE_LANGUAGE])
    for row in files.organisations:
        records.organisation(row)
    for row in files.locations:
        records.location(row)
    for row in files.activities:
        records.service(row, today, now)
    records.batch.save()
    translated = _translate(files, records, locales, now)
    made = records.batch.services
    if made or translated:
        refresh(public_ids=[row.public_id for row in records.services.values()], now=now)
    return len(made)


@transaction.atomic
def remove_samples(*, now: datetime) -> int:
    """Delete every sample listing, group, its people and place; return how many listings."""
    keys = [
        str(key)
        for key in Service.objects.sources()
        .filter(is_sample=True)
        .values_list("translation_key", flat=True)
    ]
    with together(by=None, now=now, compare=False):
        remove_sample_waiting()
        remove_sample_members()
        Service.objects.sources().filter(is_sample=True).delete()
        Organisation.objects.sources().filter(is_sample=True, services__isnull=True).delete()
        Location.objects.sources().filter(is_sample=True, services__isnull=True).delete()
    return len(keys)


class _Records:
    """The sample records by their code, there already or waiting in the batch."""

    def __init__(self, locale: Locale) -> None:
        self.locale = locale
        self.batch = Batch()
        self.organisations: dict[str, Organisation] = {}
        self.locations: dict[str, Location] = {}
        self.services: dict[str, Service] = {}
        self.terms = TaxonomyTerm.objects.by_code()
        self.there: dict[Any, CodedRecord] = {
            row.translation_key: row
            for model in (Organisation, Location, Service)
            for row in model._default_manager.filter(source__isnull=True, is_sample=True)
        }

    def organisation(self, row: Row) -> None:
        """Take a group over, or put it into the batch."""
        key = key_for("organisation", row["code"])
        there = self.there.get(key)
        if isinstance(there, Organisation):
            self.organisations[row["code"]] = there
            return
        made = Organisation(
            translation_key=key,
            locale=self.locale,
            is_sample=True,
            name=row["name"],
            about=row.get("description") or "",
            phone=row.get("phone") or "",
            email=row.get("email") or "",
            website=row.get("website") or "",
        )
        self.organisations[row["code"]] = made
        self.batch.organisations.append(made)

    def location(self, row: Row) -> None:
        """Take a place over, or put it into the batch."""
        key = key_for("location", row["code"])
        there = self.there.get(key)
        if isinstance(there, Location):
            self.locations[row["code"]] = there
            return
        made = Location(
            translation_key=key, locale=self.locale, is_sample=True, **location_fields(row)
        )
        self.locations[row["code"]] = made
        self.batch.locations.append(made)
        for code, answer in row["access"].items():
            if answer == "yes":
                self.batch.child(made, Accessibility(code=code), "location_id")

    def service(self, row: Row, today: date, now: datetime) -> None:
        """Take a listing over, or put it into the batch with all that belongs to it."""
        key = key_for("service", row["code"])
        there = self.there.get(key)
        if isinstance(there, Service):
            self.services[row["code"]] = there
            return
        made = Service(
            translation_key=key,
            locale=self.locale,
            is_sample=True,
            live=True,
            first_published_at=now,
            last_published_at=now,
            organisation=self.organisations.get(row["organisation_code"]),
            location=self.locations.get(row["location_code"] or ""),
            **service_fields(row),
        )
        self.services[row["code"]] = made
        self.batch.services.append(made)
        for child in self._children(row, today):
            self.batch.child(made, child)

    def _children(self, row: Row, today: date) -> Iterator[models.Model]:
        for position, term in enumerate(terms_of(row["categories"], self.terms)):
            yield ServiceCategory(term=term, position=position)
        for session in sessions_of(row, today):
            yield schedule_from(session)
        cost = row["cost"]
        if cost["free"]:
            yield CostOption(kind=CostKind.FREE)
        elif cost["pence"]:
            yield CostOption(kind=CostKind.FIXED, pence=cost["pence"])
        yield from (ServiceLanguage(code=code) for code in row["spoken"])
        yield from (ServiceAccess(code=code) for code in row["access"])
        contact = row["contact"] or {}
        yield from (
            Contact(kind=kind, value=contact[kind])
            for kind in ("phone", "email", "website")
            if contact.get(kind)
        )
        yield self._check(row, today)

    def _check(self, row: Row, today: date) -> ServiceCheck:
        number = int.from_bytes(sha256(row["code"].encode()).digest()[:4], "big")
        days = OLD_DAYS if number % OLD_EVERY == 0 else number % FRESH_DAYS
        checked_on = today - timedelta(days=days)
        parents = (term.parent for term in terms_of(row["categories"], self.terms))
        headings = {*row["categories"], *(parent.code for parent in parents if parent)}
        return ServiceCheck(
            origin=Origin.GROUP,
            checked_on=checked_on,
            checked_by=CheckedBy.GROUP if number % 2 else CheckedBy.COUNCIL,
            next_check=next_check(checked_on, risk_of(row["kind"], headings), today),
        )


def _translate(
    files: SampleFiles, records: _Records, locales: Mapping[str, Locale], now: datetime
) -> int:
    made = 0
    for language, words in files.words.items():
        if language in locales and language != SOURCE_LANGUAGE:
            made += _translate_into(locales[language], words, records, now)
    return made


def _translate_into(locale: Locale, words: Words, records: _Records, now: datetime) -> int:
    made = 0
    for model, sources, texts in (
        (Organisation, records.organisations, words.organisations),
        (Location, records.locations, words.locations),
        (Service, records.services, words.services),
    ):
        there = set(
            model._default_manager.filter(source__is_sample=True, locale=locale).values_list(
                "source_id", flat=True
            )
        )
        rows = []
        for code, source in sources.items():
            if code not in texts or source.pk in there:
                continue
            state = {"live": True, "first_published_at": now} if model is Service else {}
            rows.append(
                model(
                    translation_key=source.translation_key,
                    source=source,
                    locale=locale,
                    is_sample=True,
                    **state,
                    **texts[code],
                )
            )
        save_translations(model, rows)
        made += len(rows)
    return made
