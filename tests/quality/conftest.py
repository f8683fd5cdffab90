"""The listings of Leicester and Trafford, in one index of each engine."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from core import clock
from core.remembering import forget_all
from directory import indexing
from directory.actions.imports import take
from directory.actions.sample_files import SHIPPED, key_for, read_rows
from directory.actions.samples import load_samples
from directory.actions.taxonomy import load_taxonomy
from directory.importers import clubs, libraries, nhs, trafford
from directory.models import Service, SourceRecord
from search.documents import ListingDocument
from search.engines.protocol import SearchEngine
from search.progress import Progress
from tests.contracts.search.conftest import ENGINES
from tests.factories.directory import locales
from tests.factories.listings import TRAFFORD_FILE
from tests.quality.judged import Known

NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Town:
    """The documents of all listings, and what judgements may look at."""

    documents: tuple[ListingDocument, ...]
    known: tuple[Known, ...]


@pytest.fixture(scope="session")
def town(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Town:
    """Read everything once from a database that is emptied again."""
    data = tmp_path_factory.mktemp("data")
    frozen = patch("core.clock.now", return_value=NOON)
    with django_db_blocker.unblock(), override_settings(WAYMARK_DATA=data), frozen:
        with transaction.atomic():
            _load()
            ids = list(indexing.all_ids())
            made = Town(tuple(indexing.documents_for(ids)), tuple(_known()))
            transaction.set_rollback(True)
        forget_all()
    return made


def _load() -> None:
    locales()
    load_taxonomy()
    load_samples(now=clock.now())
    readers = (
        (libraries, libraries.listings()),
        (nhs, nhs.listings()),
        (clubs, clubs.listings()),
        (trafford, trafford.listings(TRAFFORD_FILE)),
    )
    for importer, listings in readers:
        take(source=importer.SOURCE, listings=listings, now=clock.now(), cards=False)
    forget_all()


def _known() -> Iterator[Known]:
    rows = read_rows(SHIPPED / "activities.json")
    samples = {str(key_for("service", row["code"])): row for row in rows}
    sources = dict(SourceRecord.objects.values_list("service_id", "external_id"))
    for service in Service.objects.sources():
        row = samples.get(service.public_id, {})
        outside = sources.get(service.pk, "").partition(":")
        yield Known(
            public_id=service.public_id,
            kind=outside[0] if outside[1] else service.kind,
            sample=str(row.get("code", "")),
            categories=frozenset(row.get("categories", ())),
            text=f"{service.name} {service.summary}",
        )


@pytest.fixture(scope="session")
def engines(town: Town, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, SearchEngine]:
    """Give each engine with an index of the whole town."""
    made: dict[str, SearchEngine] = {}
    for name, make in ENGINES.items():
        folder: Path = tmp_path_factory.mktemp(name)
        made[name] = make(folder)
        made[name].rebuild(town.documents, Progress(), today=NOON.date())
        made[name].prepare()
    return made
