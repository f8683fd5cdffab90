"""Start a PostgreSQL of our own, run the whole suite and the drill on it, and stop it."""

import os
import pwd
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
ACCOUNT = "postgres"  # the server refuses to run as root


def programs() -> Path:
    """Return the folder of PostgreSQL's programs, the newest one; stop when there is none."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parts[-2]))
    on_path = shutil.which("initdb")
    if found:
        return found[-1]
    if on_path:
        return Path(on_path).parent
    sys.exit("PostgreSQL is not installed: the services suite needs `initdb`.")


def as_server(*words: str) -> list[str]:
    """Return a command that runs as the server's account when we are root."""
    return ["runuser", "-u", ACCOUNT, "--", *words] if os.geteuid() == 0 else list(words)


def free_port() -> int:
    """Return a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def main() -> int:
    """Run everything and return the first exit status that is not 0."""
    folder = Path(tempfile.mkdtemp(prefix="waymark-postgresql-"))
    if os.geteuid() == 0:
        account = pwd.getpwnam(ACCOUNT)
        os.chown(folder, account.pw_uid, account.pw_gid)
    where, port = programs(), free_port()
    data = folder / "data"
    options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder}"
    subprocess.run(
        as_server(str(where / "initdb"), "-D", str(data), "-A", "trust", "-U", "waymark"),
        check=True,
        stdout=subprocess.DEVNULL,
        cwd=folder,
    )
    control = [str(where / "pg_ctl"), "-D", str(data), "-w"]
    log = str(folder / "log")
    subprocess.run(
        as_server(*control, "-o", options, "-l", log, "start"),
        check=True,
        stdout=subprocess.DEVNULL,
        cwd=folder,
    )
    env = {**os.environ, "DATABASE_URL": f"postgres://waymark@127.0.0.1:{port}/postgres"}
    pytest = [sys.executable, "-m", "pytest", "-q"]
    try:
        for words in (
            [
                "-n",
                "auto",
                "--dist",
                "loadfile",
                "--no-loadscope-reorder",
                "-m",
                "not browser and not drill",
            ],
            ["-s", "-m", "drill", "tests/drills"],
        ):
            code = subprocess.run([*pytest, *words], cwd=ROOT, env=env, check=False).returncode
            if code:
                return code
    finally:
        stopping = as_server(*control, "-m", "immediate", "stop")
        subprocess.run(stopping, check=False, stdout=subprocess.DEVNULL, cwd=folder)
        shutil.rmtree(folder, ignore_errors=True)
    print("PostgreSQL: the suite and the drill pass.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
