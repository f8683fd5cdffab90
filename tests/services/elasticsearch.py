"""A real Elasticsearch of our own: one node or three, started, killed and started again."""

import json
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Self

from tests.services.distribution import NoServerError, java_home, unpack
from tests.services.ports import free_ports

ACCOUNT = "waymark-search"  # the server refuses to run as root
GIVEN = "WAYMARK_TEST_ELASTICSEARCH"
PATIENCE = 180.0  # seconds; a start takes 8 where the machine is free

SETTINGS = """
cluster.name: waymark-test
node.name: node-{node}
path.data: {folder}/data
path.logs: {folder}/logs
network.host: 127.0.0.1
http.port: {http}
transport.port: {transport}
xpack.security.enabled: false
cluster.routing.allocation.disk.threshold_enabled: false
"""


class Cluster:
    """Nodes of this machine: `with Cluster(nodes=3) as cluster: cluster.urls`."""

    def __init__(self, nodes: int = 1, heap: str = "512m", *, lasting: bool = True) -> None:
        """Choose folders and ports; nothing runs yet.

        Nodes that do not last are not worth compiling well: they start with less effort.
        """
        self.count = nodes
        self.java = f"-Xms{heap} -Xmx{heap}" + ("" if lasting else " -XX:TieredStopAtLevel=1")
        ports = free_ports(2 * nodes)
        self.http, self.transport = ports[:nodes], ports[nodes:]
        self.folder = Path(tempfile.mkdtemp(prefix="waymark-elasticsearch-"))
        self.urls = tuple(f"http://127.0.0.1:{port}" for port in self.http)
        self._running: set[int] = set()
        self._starters: dict[int, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Self:
        """Unpack, start every node and wait until the cluster is green."""
        try:
            self._java, self._home = java_home(), unpack(self.folder)
            for node in range(self.count):
                self._configure(node)
            _give_away(self.folder)
            for node in range(self.count):
                self.start(node)
            self.wait_green()
        except BaseException:
            self.close()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        """Kill every node and leave nothing behind."""
        self.close()

    def close(self) -> None:
        """Kill every node and remove the folder."""
        for node in range(self.count):
            self.kill(node)
        shutil.rmtree(self.folder, ignore_errors=True)

    def start(self, node: int) -> None:
        """Start one node; it answers some seconds later (see `wait_green`)."""
        place = self.folder / f"node-{node}"
        (place / "pid").unlink(missing_ok=True)
        environment = {
            **os.environ,
            "ES_JAVA_HOME": str(self._java),
            "ES_PATH_CONF": str(place / "config"),
            "ES_JAVA_OPTS": self.java,
        }
        command = [str(self._home / "bin" / "elasticsearch"), "-d", "-p", str(place / "pid")]
        with (place / "said").open("ab") as said:
            self._starters[node] = subprocess.Popen(
                command,
                cwd=place,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                start_new_session=True,
                **_as_account(),
            )
        self._running.add(node)

    def kill(self, node: int) -> None:
        """Kill one node with -9, as a machine that loses its power."""
        place = self.folder / f"node-{node}"
        for pid in _processes_of(place):
            try:
                os.kill(pid, signal.SIGKILL)
            except ProcessLookupError:
                continue
        while _processes_of(place):
            time.sleep(0.02)
        if node in self._starters:
            self._starters.pop(node).wait()
        self._running.discard(node)

    def kill_master(self) -> int:
        """Kill the elected master with -9; return which node it was."""
        told = self.ask("/_cat/master?format=json")
        node = int(told[0]["node"].removeprefix("node-"))
        self.kill(node)
        return node

    def wait_green(self) -> None:
        """Wait until every started node is in the cluster and every copy is in its place."""
        wanted = len(self._running)
        path = f"/_cluster/health?wait_for_status=green&wait_for_nodes={wanted}&timeout=5s"
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                health = self.ask(path)
            except (OSError, NoServerError):
                time.sleep(0.2)
                continue
            if health["status"] == "green" and health["number_of_nodes"] == wanted:
                return
        raise NoServerError(f"Elasticsearch did not start in {PATIENCE:.0f} s:\n{self.said()}")

    def ask(self, path: str) -> Any:
        """Return what the first node that answers says."""
        for node in sorted(self._running):
            try:
                with urllib.request.urlopen(self.urls[node] + path, timeout=30) as answer:
                    return json.load(answer)
            except (urllib.error.URLError, OSError):
                continue
        raise NoServerError("No node of the cluster answers.")

    def said(self) -> str:
        """Return the end of what the nodes printed and logged."""
        pages = [*self.folder.glob("node-*/said"), *self.folder.glob("node-*/logs/waymark*.log")]
        return "\n".join(page.read_text(errors="replace")[-1500:] for page in sorted(pages))

    def _configure(self, node: int) -> None:
        place = self.folder / f"node-{node}"
        shutil.copytree(self._home / "config", place / "config")
        text = SETTINGS.format(
            node=node, folder=place, http=self.http[node], transport=self.transport[node]
        )
        if self.count == 1:
            text += "discovery.type: single-node\n"
        else:
            seeds = [f"127.0.0.1:{port}" for port in self.transport]
            names = [f"node-{number}" for number in range(self.count)]
            text += f"discovery.seed_hosts: {json.dumps(seeds)}\n"
            text += f"cluster.initial_master_nodes: {json.dumps(names)}\n"
        (place / "config" / "elasticsearch.yml").write_text(text, encoding="utf-8")


def _processes_of(place: Path) -> list[int]:
    """Return the processes that run a node, its starter included, by the folder they stand in.

    The starter stands in the node's folder, the server in its folder of logs.
    """
    found = []
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            here = (entry / "cwd").readlink().is_relative_to(place)
            state = (entry / "stat").read_text().rsplit(")", 1)[1].split()[0]
        except OSError:
            continue
        if here and state != "Z":
            found.append(int(entry.name))
    return found


def _account() -> pwd.struct_passwd | None:
    """Return the account for the server when we are root; make it the first time."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam(ACCOUNT)
    except KeyError:
        command = ["useradd", "--system", "--no-create-home", "--shell", "/usr/sbin/nologin"]
        subprocess.run([*command, ACCOUNT], check=True)
        return pwd.getpwnam(ACCOUNT)


def _as_account() -> dict[str, Any]:
    account = _account()
    if account is None:
        return {}
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _give_away(folder: Path) -> None:
    account = _account()
    if account is None:
        return
    for path in (folder, *folder.rglob("*")):
        os.chown(path, account.pw_uid, account.pw_gid)


@contextmanager
def given_or_started(nodes: int = 1, heap: str = "512m") -> Iterator[str]:
    """Give the addresses, with commas, of the cluster in the environment, or of one of ours."""
    given = os.environ.get(GIVEN, "")
    if given:
        yield given
        return
    with Cluster(nodes, heap) as cluster:
        yield ",".join(cluster.urls)
