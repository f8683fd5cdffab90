"""Where do the programs of a real Elasticsearch come from, and the Java to run them?"""

import os
import re
import shutil
import subprocess
import zipfile
from pathlib import Path

VERSION = "9.5.3"
COORDINATES = f"org.elasticsearch.distribution.integ-test-zip:elasticsearch:{VERSION}:zip"
OLDEST_JAVA = 21
CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "waymark"
GIVE = "or give the address of a running 9.x cluster in WAYMARK_TEST_ELASTICSEARCH."


class NoServerError(RuntimeError):
    """No Elasticsearch is to be had here; the message says what to do."""


def java_home() -> Path:
    """Return the home of the newest Java here that is new enough."""
    on_path = shutil.which("java")
    places = [Path(os.environ["JAVA_HOME"])] if os.environ.get("JAVA_HOME") else []
    places += [Path(on_path).resolve().parents[1]] if on_path else []
    places += sorted(Path("/usr/lib/jvm").glob("*"))
    found = {_java_version(place): place for place in reversed(places)}
    newest = max(found, default=0)
    if newest < OLDEST_JAVA:
        raise NoServerError(f"Elasticsearch needs Java {OLDEST_JAVA} or newer: install it, {GIVE}")
    return found[newest]


def _java_version(home: Path) -> int:
    facts = home / "release"
    if not facts.is_file() or not (home / "bin" / "java").exists():
        return 0
    told = re.search(r'JAVA_VERSION="(\d+)', facts.read_text(encoding="utf-8"))
    return int(told.group(1)) if told else 0


def archive() -> Path:
    """Return the zip of the server; Maven fetches it by its coordinates the first time."""
    kept = CACHE / f"elasticsearch-{VERSION}.zip"
    if kept.exists():
        return kept
    maven = shutil.which("mvn")
    if maven is None:
        raise NoServerError(f"Elasticsearch is fetched with Maven: install `mvn`, {GIVE}")
    print(f"Fetching Elasticsearch {VERSION} (132 MB, once) …", flush=True)
    arriving = CACHE / f"arriving-{os.getpid()}"
    command = [maven, "-B", "-q", "dependency:copy", f"-Dartifact={COORDINATES}"]
    try:
        done = subprocess.run([*command, f"-DoutputDirectory={arriving}"], check=False)
        if done.returncode:
            raise NoServerError(f"Maven could not fetch {COORDINATES}: see above; {GIVE}")
        (arriving / kept.name).replace(kept)
    finally:
        shutil.rmtree(arriving, ignore_errors=True)
    return kept


def unpack(into: Path) -> Path:
    """Unpack the server in a folder and return its own folder there."""
    with zipfile.ZipFile(archive()) as packed:
        packed.extractall(into)
    home = into / f"elasticsearch-{VERSION}"
    for program in (home / "bin").iterdir():
        program.chmod(0o755)
    return home
