#!/usr/bin/env python3
"""Set up and run Waymark with Python alone: `python3 waymark.py run`. `make` calls this too."""

import base64
import hashlib
import json
import os
import secrets
import signal
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
import venv
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
DATA = Path(os.environ.get("WAYMARK_DATA") or ROOT / "var").expanduser().resolve()
BASE = ("base.txt",)
EVERYTHING = ("base.txt", "postgres.txt", "elasticsearch.txt", "semantic.txt", "dev.txt")
CODE_FOLDERS = (
    *("configurations", "site", "home", "directory", "selfassessment"),
    *("search", "locales", "static"),
)


def say(text: str) -> None:
    """Print one line at once."""
    print(text, flush=True)


def stop(text: str) -> None:
    """End with a message that says what to do."""
    sys.exit(f"\n{text}")


def check_python() -> None:
    """Stop when this Python is too old."""
    if sys.version_info < (3, 11):  # noqa: UP036 - an older Python is just what is looked for
        stop(f"Waymark needs Python 3.11 or newer; this is {sys.version.split()[0]}.")


def digest(paths: Sequence[Path], contents: bool = True) -> str:
    """Return a fingerprint of files: of their contents, or quicker, of their sizes and dates."""
    whole = hashlib.sha256()
    for path in sorted(paths):
        whole.update(path.as_posix().encode())
        if contents:
            whole.update(path.read_bytes())
        else:
            facts = path.stat()
            whole.update(f"{facts.st_size}:{facts.st_mtime_ns}".encode())
    return whole.hexdigest()


def install(locks: Sequence[str]) -> None:
    """Make the virtual environment hold exactly the locked packages, unless it does already."""
    files = [ROOT / "requirements" / name for name in locks]
    wanted = digest(files)
    stamp = VENV / f"installed-{len(files)}"
    bigger = VENV / f"installed-{len(EVERYTHING)}"
    everything = digest([ROOT / "requirements" / name for name in EVERYTHING])
    if stamp.exists() and stamp.read_text() == wanted:
        return
    if bigger.exists() and bigger.read_text() == everything:
        return
    if not PYTHON.exists():
        say("Making the virtual environment …")
        venv.create(VENV, with_pip=True)
    say("Installing packages (their hashes are checked) …")
    command = [str(PYTHON), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    # The lock is complete, so nothing is resolved anew; Python compiles what it comes to use.
    command += ["--no-input", "--require-hashes", "--no-deps", "--no-compile"]
    for file in files:
        command += ["-r", str(file)]
    if subprocess.run(command, cwd=ROOT).returncode:
        stop("The packages could not be installed: see the lines above. Is there a network?")
    stamp.write_text(wanted)


def make_keys() -> dict[str, str]:
    """Return the site's keys, made on the first start and kept in the data folder."""
    path = DATA / "keys.json"
    if not path.exists():
        DATA.mkdir(parents=True, exist_ok=True)
        key = base64.b64encode(secrets.token_bytes(32)).decode()
        keys = {
            "WAYMARK_SECRET_KEY": secrets.token_urlsafe(48),
            "WAYMARK_FIELD_KEYS": f"{time.strftime('%Y%m')}:{key}",
        }
        draft = path.with_suffix(".new")
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            json.dump(keys, file)
        draft.replace(path)
    loaded: dict[str, str] = json.loads(path.read_text())
    return loaded


def environment(settings: str, port: str) -> dict[str, str]:
    """Return the environment of a demonstration site; what is set outside wins."""
    ours = {
        "DJANGO_SETTINGS_MODULE": settings,
        "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}",
        "WAYMARK_DATA": str(DATA),
        "WAYMARK_DEMONSTRATION": "yes",
        "WAYMARK_MAILBOX": "yes",
        "WAYMARK_BASE_URL": f"http://localhost:{port}",
    }
    return {**make_keys(), **ours, **os.environ, "DJANGO_SETTINGS_MODULE": settings}


def check_configuration(env: dict[str, str]) -> None:
    """Stop when the council that is named has no folder in configurations/."""
    name = env.get("WAYMARK_CONFIGURATION", "")
    known = sorted(path.parent.name for path in (ROOT / "configurations").glob("*/council.json"))
    if name and name not in known:
        stop(f"WAYMARK_CONFIGURATION is {name!r}. Write one of: {', '.join(known)}.")


def manage(env: dict[str, str], *words: str) -> None:
    """Run one of Django's commands and stop when it fails."""
    if subprocess.run([str(PYTHON), "manage.py", *words], cwd=ROOT, env=env).returncode:
        stop(f"`manage.py {' '.join(words)}` failed: see the lines above.")


def code_fingerprint(env: dict[str, str]) -> str:
    """Return what must be the same for a second start to skip the set-up."""
    files = [
        path
        for folder in CODE_FOLDERS
        for path in (ROOT / folder).rglob("*")
        if path.is_file() and not {"__pycache__", "node_modules"} & set(path.parts)
        if path.suffix not in {".mo", ".pyc"}
    ]
    facts = (
        f"{digest(files, contents=False)}{env.get('DATABASE_URL', '')}"
        f"{env.get('WAYMARK_CONFIGURATION', '')}"
    )
    return hashlib.sha256(facts.encode()).hexdigest()


def set_up(env: dict[str, str], static: bool) -> None:
    """Bring database, content, index and static files up to date, unless nothing changed."""
    stamp = DATA / "set-up"
    wanted = code_fingerprint(env) + str(static)
    if stamp.exists() and stamp.read_text() == wanted:
        return
    began = time.monotonic()
    collecting = None
    if static:
        say("Collecting static files (beside the next steps) …")
        collecting = subprocess.Popen(
            [str(PYTHON), "manage.py", "collectstatic", "--noinput", "--verbosity=0"],
            cwd=ROOT,
            env=env,
        )
    manage({"WAYMARK_LOG_LEVEL": "WARNING", **env}, "set_up")
    if collecting and collecting.wait():
        stop("`manage.py collectstatic` failed: see the lines above.")
    stamp.write_text(wanted)
    say(f"Set up in {time.monotonic() - began:.0f} seconds.")


def wait_for_answer(port: str) -> None:
    """Wait until the site answers, a minute at most."""
    for _ in range(600):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=2)
            break
        except (urllib.error.URLError, OSError):
            time.sleep(0.1)


def announce(env: dict[str, str], port: str) -> None:
    """Print the address and the demonstration accounts."""
    say(f"\nWaymark is at http://localhost:{port}   (stop with Ctrl+C)")
    accounts = Path(env["WAYMARK_DATA"]) / "demonstration-accounts.json"
    if accounts.exists():
        say(f"Sign in at http://localhost:{port}/admin/ with one of these sample accounts:")
        for email, password in json.loads(accounts.read_text()).items():
            say(f"  {email:28} {password}")
        providers = accounts.with_name("demonstration-providers.json")
        if providers.exists():
            say(f"Each other provider has an account of its own: {providers}")
        say(f"Sign in for a sample group at http://localhost:{port}/en/groups/")
        say(f"  group@example.org            the code is at http://localhost:{port}/mailbox/")


def serve(env: dict[str, str], commands: Sequence[Sequence[str]], port: str) -> int:
    """Run the web server and the task worker side by side until one ends or Ctrl+C comes.

    The worker starts when the site answers: both at once keep each other waiting.
    """
    web, *others = commands
    children = [subprocess.Popen([str(PYTHON), *web], cwd=ROOT, env=env)]
    ended = threading.Event()

    def end(*_: object) -> None:
        ended.set()
        for child in children:
            child.terminate()

    def go_on() -> None:
        wait_for_answer(port)
        announce(env, port)
        for words in others:
            if not ended.is_set():
                children.append(subprocess.Popen([str(PYTHON), *words], cwd=ROOT, env=env))

    signal.signal(signal.SIGTERM, end)
    signal.signal(signal.SIGINT, end)
    threading.Thread(target=go_on, daemon=True).start()
    code = children[0].wait()
    end()
    for child in children[1:]:
        child.wait()
    say("Waymark has stopped.")
    return 0 if code in (0, -signal.SIGTERM, -signal.SIGINT) else code


def run() -> int:
    """Serve the demonstration site as in production."""
    port = os.environ.get("PORT", "8000")
    install((*BASE, "postgres.txt") if os.environ.get("DATABASE_URL") else BASE)
    env = environment("config.settings.production", port)
    check_configuration(env)
    set_up(env, static=True)
    web = ["-m", "gunicorn", "--config", "site/config/gunicorn.py", "config.wsgi:application"]
    return serve({**env, "PORT": port}, [web, ["manage.py", "worker"]], port)


def develop() -> int:
    """Serve with reload and debug pages."""
    port = os.environ.get("PORT", "8000")
    install(EVERYTHING)
    env = environment("config.settings.develop", port)
    check_configuration(env)
    set_up(env, static=False)
    return serve(env, [["manage.py", "runserver", port], ["manage.py", "worker"]], port)


def test() -> int:
    """Run the tests that need Python alone."""
    install(EVERYTHING)
    words = sys.argv[2:] or ["-q", "-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"]
    command = [str(PYTHON), "-m", "pytest", *words]
    code = subprocess.run(command, cwd=ROOT).returncode
    say("The tests pass." if code == 0 else "Some tests failed.")
    return code


def only_install() -> int:
    """Install everything that work on the code needs."""
    install(EVERYTHING)
    say("Packages are installed in .venv.")
    return 0


def main() -> int:
    """Do what the first word says."""
    check_python()
    commands = {"run": run, "develop": develop, "test": test, "install": only_install}
    word = sys.argv[1] if len(sys.argv) > 1 else "run"
    if word not in commands:
        stop(f"Say one of: {', '.join(commands)}.")
    return commands[word]()


if __name__ == "__main__":
    sys.exit(main())
