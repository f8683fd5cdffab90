"""Is the process alive, and is the site ready for people?"""

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse

from core import clock, readiness
from core.tasks import heartbeat


def healthz(request: HttpRequest) -> JsonResponse:
    """Answer 200 as long as the process answers at all; touches no database."""
    return _answer({"status": "ok"}, 200)


def readyz(request: HttpRequest) -> JsonResponse:
    """Answer 200 when people can be served, else 503; each part by name.

    A silent worker, or something that is only watched, makes it "degraded", still 200: pages work
    and what is sent waits safely, and taking every web server out would make it worse. Watch the
    word for an alarm.
    """
    parts = readiness.findings()
    is_ready = all(outcome == "ok" for outcome in parts.values())
    others = {**readiness.watched(), "worker": _worker()} if is_ready else {"worker": "unknown"}
    is_well = all(outcome == "ok" for outcome in others.values())
    status = "not_ready" if not is_ready else "ok" if is_well else "degraded"
    return _answer({"status": status, **parts, **others}, 200 if is_ready else 503)


def database() -> str | None:
    """Ask the database for the simplest answer."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        cursor.fetchone()
    return None


def migrations() -> str | None:
    """Compare the database's migrations with the code's."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return "migrations_missing" if plan else None


def _worker() -> str:
    return "ok" if heartbeat.is_alive(now=clock.now()) else "silent"


def _answer(body: dict[str, str], status: int) -> JsonResponse:
    return JsonResponse(body, status=status, headers={"Cache-Control": "no-store"})
