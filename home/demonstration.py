"""In which order is a demonstration site set up? Each step changes nothing the second time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings

from accounts.actions.demonstration import (
    PROVIDERS_FILE_NAME,
    create_accounts,
    stored_passwords,
)
from accounts.actions.roles import ensure_roles
from directory.actions.imports import take
from directory.actions.sample_freshness import load_sample_freshness
from directory.actions.sample_members import load_sample_members
from directory.actions.sample_places import placed_anew
from directory.actions.sample_waiting import load_sample_waiting
from directory.actions.samples import SampleFiles, load_samples
from directory.actions.taxonomy import load_taxonomy
from directory.importers import clubs, libraries, nhs
from geography.actions import shipped
from geography.spots import spots
from home.actions.age_pages import make_age_pages
from home.actions.pages import ensure_locales, make_pages
from search.actions.rebuild import rebuild
from search.actions.synonyms import load_shipped
from selfassessment.actions.shipping import ship
from selfassessment.demonstration.loading import load_provider_accounts, load_sample_cases
from selfassessment.demonstration.places import load_sample_places
from selfassessment.referrals.actions.sample_courses import load_sample_courses, seed_year_before
from selfassessment.referrals.actions.sample_departures import load_sample_departures
from selfassessment.referrals.actions.sample_outcomes import load_sample_outcomes


@dataclass(frozen=True)
class Step:
    """One step: what it is called while it runs, and what it does."""

    name: str
    run: Callable[[datetime], object]


def _import_real(now: datetime) -> None:
    """Import libraries, surgeries and clubs, those of the configuration if it has its own."""
    own = Path(settings.WAYMARK_CONFIGURATION_FOLDER) / "listings"
    for source in (libraries, nhs, clubs):
        file = own / source.FILE.name if own.exists() else source.FILE
        take(source=source.SOURCE, listings=source.listings(file), now=now)


def _samples(now: datetime) -> None:
    home = shipped.file_of(shipped.POSTCODES).parent == shipped.DATA
    load_samples(now=now, elsewhere=None if home else _moved)


def _moved(files: SampleFiles) -> SampleFiles:
    areas = [row["area"] for row in files.locations]
    return placed_anew(files, spots(settings.WAYMARK_DISTRICTS, areas))


def _accounts(now: datetime) -> None:
    ensure_roles()
    create_accounts(passwords=stored_passwords(settings.WAYMARK_DATA))


def _provider_accounts(now: datetime) -> None:
    load_provider_accounts(
        passwords=lambda emails: stored_passwords(
            settings.WAYMARK_DATA, emails, PROVIDERS_FILE_NAME
        )
    )


def steps() -> Iterator[Step]:
    """Yield the steps in their order."""
    yield Step("Languages", lambda now: ensure_locales())
    yield Step("Postcodes, places and deprivation", lambda now: shipped.load(now=now))
    yield Step("Roles and sample accounts", _accounts)
    yield Step("Topics of the directory", lambda now: load_taxonomy())
    yield Step("Other words people type", lambda now: load_shipped())
    yield Step("Real listings of the area", _import_real)
    yield Step("Sample activities", _samples)
    yield Step("Visits and answers of sample groups", lambda now: load_sample_freshness(now=now))
    yield Step("People of a sample group", lambda now: load_sample_members(now=now))
    yield Step("What waits for staff", lambda now: load_sample_waiting(now=now))
    yield Step("Health check and self-referral", lambda now: ship(now=now))
    yield Step("Pages in four languages", lambda now: make_pages())
    yield Step("Pages by age", lambda now: make_age_pages())
    yield Step("Places of sample providers", lambda now: load_sample_places(now=now))
    yield Step("Sample referrals", lambda now: load_sample_cases(now=now))
    yield Step("Accounts of sample providers", _provider_accounts)
    yield Step("Outcomes of sample referrals", lambda now: load_sample_outcomes(now=now))
    yield Step("People asked before and after", lambda now: load_sample_courses(now=now))
    yield Step("People passed on, and who declined", lambda now: load_sample_departures(now=now))
    yield Step("A made-up year to compare with", lambda now: seed_year_before(now=now))
    yield Step("Search index", lambda now: rebuild(now=now))
