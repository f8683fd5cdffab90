"""In which order is a demonstration site set up? Each step changes nothing the second time."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from accounts.actions.demonstration import create_accounts, stored_passwords
from accounts.actions.roles import ensure_roles
from directory.actions.imports import take
from directory.actions.sample_freshness import load_sample_freshness
from directory.actions.samples import load_samples
from directory.actions.taxonomy import load_taxonomy
from directory.importers import clubs, libraries, nhs
from geography.actions import shipped
from home.actions.pages import ensure_locales, make_pages
from search.actions.rebuild import rebuild
from search.actions.synonyms import load_shipped
from selfassessment.actions.shipping import ship
from selfassessment.referrals.actions.samples import load_sample_cases


@dataclass(frozen=True)
class Step:
    """One step: what it is called while it runs, and what it does."""

    name: str
    run: Callable[[datetime], object]


def _import_real(now: datetime) -> None:
    for source in (libraries, nhs, clubs):
        take(source=source.SOURCE, listings=source.listings(source.FILE), now=now)


def _accounts(now: datetime) -> None:
    ensure_roles()
    create_accounts(passwords=stored_passwords(settings.WAYMARK_DATA))


def steps() -> Iterator[Step]:
    """Yield the steps in their order."""
    yield Step("Languages", lambda now: ensure_locales())
    yield Step("Postcodes, places and deprivation", lambda now: shipped.load(now=now))
    yield Step("Roles and sample accounts", _accounts)
    yield Step("Topics of the directory", lambda now: load_taxonomy())
    yield Step("Other words people type", lambda now: load_shipped())
    yield Step("Real listings of Leicester", _import_real)
    yield Step("Sample activities", lambda now: load_samples(now=now))
    yield Step("Visits and answers of sample groups", lambda now: load_sample_freshness(now=now))
    yield Step("Health check and self-referral", lambda now: ship(now=now))
    yield Step("Pages in four languages", lambda now: make_pages())
    yield Step("Sample referrals", lambda now: load_sample_cases(now=now))
    yield Step("Search index", lambda now: rebuild(now=now))
