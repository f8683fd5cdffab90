"""What every test gets: no network, compiled catalogues, a clean cache."""

import os
from collections.abc import Iterator
from importlib.util import find_spec

import pytest
from django.core.cache import cache
from django.utils import translation
from hypothesis import settings as hypothesis_settings
from pytest_socket import disable_socket, enable_socket

from core.remembering import forget_all
from search.analysis.synonyms import NOTHING, using

pytest_plugins = [
    name
    for name in ("tests.fixtures.search", "tests.fixtures.site", "tests.fixtures.desk")
    if find_spec("tests") and find_spec(name)
]


def pytest_configure(config: pytest.Config) -> None:
    """Compile the catalogues once, so that tests in other languages see their words."""
    from locales.catalogues import compile_all

    # A busy machine is no failure: no example has a deadline. `make nightly` looks at more.
    examples = int(os.environ.get("WAYMARK_TEST_EXAMPLES", "50"))
    hypothesis_settings.register_profile("suite", deadline=None, max_examples=examples)
    hypothesis_settings.load_profile("suite")

    compile_all()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put files that empty the database last: what migrations wrote is gone after them."""
    emptying = {item.path for item in items if _empties_the_database(item)}
    items.sort(key=lambda item: item.path in emptying)


def _empties_the_database(item: pytest.Item) -> bool:
    marks = item.iter_markers("django_db")
    fixtures = set(getattr(item, "fixturenames", ()))
    return any(mark.kwargs.get("transaction") for mark in marks) or bool(
        {"transactional_db", "live_server"} & fixtures
    )


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Begin in English: a page in Urdu of another test leaves its language behind."""
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def no_other_words(request: pytest.FixtureRequest) -> Iterator[None]:
    """Search without the editors' synonyms where a test has no database to read them from."""
    databases = {"db", "transactional_db", "live_server", "site"}
    if request.node.get_closest_marker("django_db") or databases & set(request.fixturenames):
        yield
    else:
        with using(NOTHING):
            yield


@pytest.fixture(autouse=True)
def no_network(request: pytest.FixtureRequest) -> None:
    """Block sockets, except in suites that talk to services of this machine."""
    if not {"browser", "services", "drill"} & {mark.name for mark in request.node.iter_markers()}:
        disable_socket(allow_unix_socket=True)
    else:
        enable_socket()


@pytest.fixture(autouse=True)
def clean_cache() -> Iterator[None]:
    """Start with an empty cache: limits and cached pages of other tests do not count."""
    cache.clear()
    forget_all()
    yield
    cache.clear()
    forget_all()
