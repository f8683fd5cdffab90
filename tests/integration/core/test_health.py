"""The two probes say what is there and what is not."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

from core import clock, readiness
from core.tasks import heartbeat


@pytest.fixture(autouse=True)
def only_core_checks(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = {name: readiness.registered()[name] for name in ("database", "migrations")}
    monkeypatch.setattr(readiness, "_checks", kept)
    monkeypatch.setattr(readiness, "_watched", {})


def test_alive_needs_no_database(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.json()) == (200, {"status": "ok"})


@pytest.mark.django_db
def test_ready_with_a_living_worker(client: Client) -> None:
    heartbeat.beat(worker="one", started_at=clock.now(), now=clock.now())
    response = client.get("/readyz")
    assert response.status_code == 200
    assert response.json() == {
        "status": "ok",
        "database": "ok",
        "migrations": "ok",
        "worker": "ok",
    }


@pytest.mark.django_db
def test_a_silent_worker_is_told_but_pages_are_still_served(client: Client) -> None:
    response = client.get("/readyz")
    assert (response.status_code, response.json()["status"]) == (200, "degraded")
    assert response.json()["worker"] == "silent"


@pytest.mark.django_db
def test_what_is_only_watched_is_told_while_pages_are_served(client: Client) -> None:
    heartbeat.beat(worker="one", started_at=clock.now(), now=clock.now())
    readiness.watch("events", lambda: "broken")
    response = client.get("/readyz")
    assert (response.status_code, response.json()["status"]) == (200, "degraded")
    assert response.json()["events"] == "broken"


@pytest.mark.django_db
def test_a_part_of_another_app_that_is_missing_means_not_ready(client: Client) -> None:
    readiness.register("index", lambda: "no_index")
    response = client.get("/readyz")
    assert (response.status_code, response.json()["index"]) == (503, "no_index")


@pytest.mark.django_db
def test_a_database_that_is_away_means_not_ready_and_names_no_details(client: Client) -> None:
    def refuse(execute: Callable[..., Any], *_: Any) -> Any:
        raise OperationalError("password of the database user")

    with connection.execute_wrapper(refuse):
        response = client.get("/readyz")
    assert response.status_code == 503
    assert response.json()["database"] == "OperationalError"
    assert "password" not in response.content.decode()


@pytest.mark.django_db
def test_missing_migrations_mean_not_ready(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'core'")
    response = client.get("/readyz")
    assert response.json()["migrations"] == "migrations_missing"
    assert response.status_code == 503
