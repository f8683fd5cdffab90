"""What every test gets: no network, compiled catalogues, a clean cache."""

from collections.abc import Iterator
from importlib.util import find_spec

import pytest
from django.core.cache import cache
from hypothesis import settings as hypothesis_settings
from pytest_socket import disable_socket

from core.remembering import forget_all

pytest_plugins = [
    name
    for name in ("tests.fixtures.search", "tests.fixtures.site")
    if find_spec("tests") and find_spec(name)
]


def pytest_configure(config: pytest.Config) -> None:
    """Compile the catalogues once, so that tests in other languages see their words."""
    from locales.catalogues import compile_all

    # A busy machine is no failure: no example has a deadline.
    hypothesis_settings.register_profile("suite", deadline=None)
    hypothesis_settings.load_profile("suite")

    compile_all()


@pytest.fixture(autouse=True)
def no_network(request: pytest.FixtureRequest) -> None:
    """Block sockets, except in suites that talk to services of this machine."""
    if not {"browser", "services", "drill"} & {mark.name for mark in request.node.iter_markers()}:
        disable_socket(allow_unix_socket=True)


@pytest.fixture(autouse=True)
def clean_cache() -> Iterator[None]:
    """Start with an empty cache: limits and cached pages of other tests do not count."""
    cache.clear()
    forget_all()
    yield
    cache.clear()
    forget_all()
