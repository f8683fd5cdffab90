"""What does the worker do about duplicates?"""

from datetime import datetime

from core import clock
from core.tasks.jobs import job
from directory.actions.duplicates import CHECK_JOB, SEARCH_JOB, check_one, find_duplicates
from directory.models import DuplicateSearch, Service


@job(SEARCH_JOB)
def look_for_duplicates(search: int) -> None:
    """Look through the directory once."""
    row = DuplicateSearch.objects.filter(pk=search, finished_at__isnull=True).first()
    if row is not None:
        find_duplicates(search=row, now=clock.now())


@job(CHECK_JOB)
def check_listings(services: list[int]) -> None:
    """Compare these listings with all others."""
    for service in Service.objects.sources().filter(pk__in=services):
        check_one(service=service, now=clock.now())


def look_each_night(*, now: datetime) -> None:
    """Look through the directory without being asked."""
    find_duplicates(search=DuplicateSearch.objects.create(asked_at=now), now=now)
