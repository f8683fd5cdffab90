"""The whole directory of the demonstration, loaded once for each process."""

import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

import pytest
from django.conf import settings
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from core import clock
from core.remembering import forget_all
from directory.actions.imports import take
from directory.actions.samples import load_samples
from directory.actions.taxonomy import load_taxonomy
from directory.importers import clubs, libraries, nhs
from geography.actions import shipped
from geography.models import Area, Outcode, Postcode
from search.actions.rebuild import rebuild
from tests.factories.directory import locales
from tests.fixtures.laid_out import LaidOut

# A Wednesday in term time; what is on over Christmas is another question.
NOON = datetime(2026, 11, 25, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def whole_directory(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Path]:
    """Give headings, samples, real listings, areas, outcodes, one postcode, and their index.

    Return the folder of that index. All of it stands in a transaction around the tests of a
    module and is gone after them. The clock stands still, so that term times and bank holidays
    are the same whenever it runs.
    """
    data, index = tmp_path_factory.mktemp("data"), tmp_path_factory.getbasetemp() / "whole-index"
    frozen = patch("core.clock.now", return_value=NOON)
    with django_db_blocker.unblock(), override_settings(WAYMARK_DATA=data), frozen:
        with transaction.atomic():
            if load_once():
                shutil.copytree(data / "index", index)
            else:
                shutil.copytree(index, data / "index")
            yield index
            transaction.set_rollback(True)
        forget_all()


def _load() -> None:
    locales()
    load_taxonomy()
    load_samples(now=clock.now())
    for importer in (libraries, nhs, clubs):
        take(source=importer.SOURCE, listings=importer.listings(), now=clock.now())
    for part in shipped._PARTS:
        if part.model in (Area, Outcode):
            shipped._load_part(part)
    Postcode.objects.create(code="LE45QD", lat=52.6557, lon=-1.1338, district_id="E06000016")
    forget_all()
    rebuild()


load_once = LaidOut(_load)


@pytest.fixture(autouse=True)
def same_index(whole_directory: Path) -> Iterator[None]:
    """Put the index of the module back after a test that built its own."""
    index = Path(settings.WAYMARK_DATA) / "index"
    before = (whole_directory / "live").read_text()
    yield
    if (index / "live").read_text() != before:
        shutil.rmtree(index)
        shutil.copytree(whole_directory, index)
