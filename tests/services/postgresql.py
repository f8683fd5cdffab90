"""A PostgreSQL of our own: in a folder that is thrown away, as quick as a test may have it."""

import os
import pwd
import shutil
import subprocess
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from psycopg import sql

from tests.services.ports import free_ports

ACCOUNT = "postgres"  # the server refuses to run as root
URL = "DATABASE_URL"
TEMPLATE = "waymark_template"  # migrated once; each worker of the suite begins with a copy
# The data lasts as long as the run: a power cut need not leave it whole, and nobody tidies up.
QUICK = "-c fsync=off -c full_page_writes=off -c autovacuum=off -c jit=off"


class NoServerError(RuntimeError):
    """No PostgreSQL is to be had here; the message says what to do."""


def programs() -> Path:
    """Return the folder of PostgreSQL's programs, the newest one."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parts[-2]))
    on_path = shutil.which("initdb")
    if found:
        return found[-1]
    if on_path:
        return Path(on_path).parent
    raise NoServerError("PostgreSQL is not installed: the services suite needs `initdb`.")


def as_server(*words: str) -> list[str]:
    """Return a command that runs as the server's account when we are root."""
    return ["runuser", "-u", ACCOUNT, "--", *words] if os.geteuid() == 0 else list(words)


@contextmanager
def started() -> Iterator[str]:
    """Give the address of a new server, without the name of a database; stop it afterwards."""
    where, port = programs(), free_ports(1)[0]
    folder = Path(tempfile.mkdtemp(prefix="waymark-postgresql-"))
    if os.geteuid() == 0:
        account = pwd.getpwnam(ACCOUNT)
        os.chown(folder, account.pw_uid, account.pw_gid)
    data = folder / "data"

    def run(*words: str, check: bool = True) -> None:
        command = as_server(*words)
        subprocess.run(command, check=check, stdout=subprocess.DEVNULL, cwd=folder)

    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} {QUICK}"
    control = [str(where / "pg_ctl"), "-D", str(data), "-w"]
    try:
        run(str(where / "initdb"), "-N", "-D", str(data), "-A", "trust", "-U", "waymark")
        run(*control, "-o", options, "-l", str(folder / "log"), "start")
        run(str(where / "createdb"), "-h", "127.0.0.1", "-p", str(port), "-U", "waymark", TEMPLATE)
        yield f"postgres://waymark@127.0.0.1:{port}"
    finally:
        run(*control, "-m", "immediate", "stop", check=False)
        shutil.rmtree(folder, ignore_errors=True)


def own_database(environment: dict[str, str]) -> None:
    """Let a site with this environment have a database that nobody else has.

    On the server of the services suite that is a copy of the template; else SQLite, in its folder.
    """
    template, address = environment.get("WAYMARK_TEST_TEMPLATE"), environment.pop(URL, "")
    if template and address:
        name = f"copy_{uuid.uuid4().hex}"
        with psycopg.connect(address, autocommit=True) as connection:
            words = sql.SQL("CREATE DATABASE {} TEMPLATE {}")
            connection.execute(words.format(sql.Identifier(name), sql.Identifier(template)))
        environment[URL] = f"{address.rpartition('/')[0]}/{name}"
