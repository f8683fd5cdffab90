"""A visitor's tries are counted per purpose and period, and the address is never kept."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import time_machine
from django.core.cache import cache
from django.test import RequestFactory, override_settings

from core import clock
from core.addresses import visitor_code
from core.ratelimit import allow
from core.tries import count

HOUR = timedelta(hours=1)


def tries(number: int, *, address: str = "192.0.2.1", scope: str = "refer") -> list[bool]:
    request = RequestFactory(REMOTE_ADDR=address).post("/")
    return [allow(scope=scope, request=request, limit=3, per=HOUR) for _ in range(number)]


@pytest.fixture(autouse=True)
def noon() -> Iterator[Any]:
    with time_machine.travel("2026-11-25T12:00:00+00:00", tick=False) as clock:
        yield clock


def test_the_limit_holds_and_ends_with_the_period(noon: Any) -> None:
    assert tries(4) == [True, True, True, False]
    noon.shift(HOUR)
    assert tries(1) == [True]


@pytest.fixture(params=["cache", "files"], autouse=True)
def counted_in(request: Any, settings: Any, tmp_path: Path) -> str:
    """Count in either way."""
    settings.WAYMARK_LIMITS_FOLDER = tmp_path / "limits" if request.param == "files" else None
    return str(request.param)


def test_other_visitors_and_purposes_have_their_own_count() -> None:
    assert tries(4)[-1] is False
    assert tries(1, address="192.0.2.2") == [True]
    assert tries(1, scope="search") == [True]


def test_one_household_counts_once_however_many_addresses_it_has() -> None:
    assert tries(3, address="2001:db8:1:2::1")[-1] is True
    assert tries(1, address="2001:db8:1:2:ffff::9") == [False]
    assert tries(1, address="2001:db8:1:3::1") == [True]


def test_neither_the_code_nor_what_is_kept_shows_the_address(
    counted_in: str, settings: Any
) -> None:
    tries(1)
    request = RequestFactory(REMOTE_ADDR="192.0.2.1").get("/")
    assert "192.0.2.1" not in visitor_code(request, purpose="refer")
    assert visitor_code(request, purpose="a") != visitor_code(request, purpose="b")
    kept = [*settings.WAYMARK_LIMITS_FOLDER.iterdir()] if counted_in == "files" else []
    assert "192.0.2.1" not in str([(one.name, one.read_bytes()) for one in kept])
    assert "192.0.2.1" not in str(cache._cache)  # type: ignore[attr-defined]  # local memory cache


def test_what_is_tried_at_once_is_counted_once_each(tmp_path: Path) -> None:
    one = partial(count, folder=tmp_path, purpose="x", seconds=600, now=clock.now())
    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(lambda _: one(counted="a"), range(200)))
    assert sorted(numbers) == list(range(1, 201))
    assert one(counted="b") == 1


def test_files_of_periods_gone_by_are_removed(tmp_path: Path, noon: Any) -> None:
    one = partial(count, folder=tmp_path, counted="a", seconds=600)
    one(purpose="x", now=clock.now())
    one(purpose="y", now=clock.now())
    assert len(list(tmp_path.iterdir())) == 2
    noon.shift(600)
    assert one(purpose="x", now=clock.now()) == 1
    assert len(list(tmp_path.iterdir())) == 1


def test_a_forged_forwarding_header_changes_nothing() -> None:
    def code(header: str) -> str:
        request = RequestFactory(REMOTE_ADDR="10.0.0.1").get(
            "/", headers={"x-forwarded-for": header}
        )
        return visitor_code(request, purpose="x")

    assert code("198.51.100.1") == code("198.51.100.2")
    with override_settings(WAYMARK_PROXIES=1):
        assert code("forged, 198.51.100.1") == code("other, 198.51.100.1")
        assert code("198.51.100.1") != code("198.51.100.2")


@override_settings(CACHES={"default": {"BACKEND": "tests.integration.core.no_cache.NoCache"}})
def test_a_cache_that_does_not_answer_keeps_nobody_out(settings: Any, tmp_path: Path) -> None:
    if settings.WAYMARK_LIMITS_FOLDER is not None:
        (tmp_path / "limits").write_text("a file where a folder should be")
    assert tries(5) == [True] * 5
