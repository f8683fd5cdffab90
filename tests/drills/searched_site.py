"""A served site that searches on a cluster, with processes beside it that search and write."""

import json
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Callable
from contextlib import ExitStack
from typing import Any

from tests.drills.words import STEADY, STEADY_WORDS
from tests.served_site import ROOT, ServedSite
from tests.services.elasticsearch import Cluster

CLUSTER, EMBEDDED, NOBODY = "elasticsearch", "embedded", "nobody"
PATIENCE = 180.0  # seconds, for machines that are busy with other work


class Beside:
    """A process that goes on, and answers between whiles."""

    def __init__(self, site: "SearchedSite", what: str) -> None:
        """Start it."""
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.drills.beside", what],
            cwd=ROOT,
            env=site.env,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )

    def ask(self, name: str, value: object = None) -> Any:
        """Send one command and return its answer."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps([name, value]) + "\n")
        self.process.stdin.flush()
        return json.loads(self.process.stdout.readline())

    def end(self) -> None:
        """Let it finish the step in hand."""
        self.process.communicate(timeout=PATIENCE)


class Visiting(threading.Thread):
    """A resident who searches in a browser, again and again."""

    def __init__(self, site: "SearchedSite") -> None:
        """Start."""
        super().__init__(daemon=True)
        self.site, self.enough = site, threading.Event()
        self.pages, self.failures = 0, list[str]()
        self.slowest = 0.0
        self.start()

    def run(self) -> None:
        """Keep what went wrong."""
        while not self.enough.wait(0.4):
            began = time.monotonic()
            try:
                right = STEADY in self.site.page(STEADY_WORDS[0])
            except OSError as failure:
                self.failures.append(repr(failure))
                continue
            self.pages += 1
            self.slowest = max(self.slowest, time.monotonic() - began)
            if not right:
                self.failures.append("The listing is not on the page.")

    def end(self) -> None:
        """Stop."""
        self.enough.set()
        self.join()


class SearchedSite(ServedSite):
    """The site, its worker, one process that searches and one that writes, and a resident."""

    searching: Beside
    writing: Beside
    visiting: Visiting

    def __init__(self, cluster: Cluster) -> None:
        """Set the addresses of the cluster."""
        super().__init__()
        self.cluster, self._ending = cluster, ExitStack()
        self.env["WAYMARK_SEARCH_ENGINE"] = CLUSTER
        self.env["WAYMARK_ELASTICSEARCH_URLS"] = ",".join(cluster.urls)
        self.env["WAYMARK_ELASTICSEARCH_INDEX"] = "drill"

    def prepare(self) -> None:
        """Make what needs no search."""
        command = [sys.executable, "-m", "tests.drills.beside", "prepare"]
        subprocess.run(command, cwd=ROOT, env=self.env, check=True)

    def begin(self) -> None:
        """Start everything, and have every copy of the index made."""
        self.start()
        self._ending.callback(self.kill_everything)
        command = [sys.executable, "manage.py", "worker", "--pause=0.5"]
        worker = subprocess.Popen(command, cwd=ROOT, env=self.env)
        self._ending.callback(worker.wait)
        self._ending.callback(worker.terminate)
        self.searching, self.writing = Beside(self, "search"), Beside(self, "write")
        self._ending.callback(self.searching.end)
        self._ending.callback(self.writing.end)
        # The worker makes them too, one after the other: a search may come in between.
        self.rebuild()
        self.wait_for_engine(CLUSTER)
        self.visiting = Visiting(self)
        self._ending.callback(self.visiting.end)

    def end(self) -> None:
        """Stop everything that was started."""
        self._ending.close()

    def page(self, words: str) -> str:
        """Return the search page for some words, as text that people read."""
        address = f"{self.address}/en/directory/?q={words}"
        with urllib.request.urlopen(address, timeout=20) as answer:
            assert answer.status == 200
            return str(answer.read().decode())

    def answers(self, since: float = 0.0, until: float = float("inf")) -> dict[str, int]:
        """Return how many searches of a stretch of time each engine answered rightly.

        A search that failed, or did not find the listing, counts for nobody.
        """
        counted = {CLUSTER: 0, EMBEDDED: 0, NOBODY: 0}
        for began, _, engine, right in self.searching.ask("told"):
            if since <= began < until:
                counted[engine if right else NOBODY] += 1
        return counted

    def slowest_search(self, since: float) -> float:
        """Return how long the slowest search took, in seconds."""
        told = self.searching.ask("told")
        return max(float(took) for began, took, *_ in told if began >= since)

    def written(self) -> Any:
        """Let writing rest, and return what was written."""
        self.writing.ask("rest")
        return self.writing.ask("told")

    def wait_for(self, what: Callable[[], bool], told: str) -> None:
        """Wait until something holds that comes by itself."""
        end = time.monotonic() + PATIENCE
        while not what():
            assert time.monotonic() < end, told
            time.sleep(0.25)

    def rebuild(self) -> None:
        """Make every copy of the index anew, as an operator does who tries again."""
        self.wait_for(lambda: bool(self.searching.ask("rebuild")), "No index can be made.")

    def wait_for_answers(self, engine: str, count: int, since: float) -> None:
        """Wait until an engine has answered more than so many searches."""
        self.wait_for(lambda: self.answers(since)[engine] > count, f"{engine} does not answer.")

    def wait_for_engine(self, engine: str) -> None:
        """Wait until an engine answers the process that searches."""

        def answers() -> bool:
            answer = self.searching.ask("find", [STEADY_WORDS[0]])[0]
            return bool(answer["engine"] == engine and answer["ids"])

        self.wait_for(answers, f"{engine} does not answer.")

    def lost(self, said: dict[str, tuple[str, bool]], engine: str) -> list[str]:
        """Return the changes that are not seen in the answers of an engine."""
        words = [word for word, _ in said.values()]
        answers = self.searching.ask("find", words)
        return [
            f"{public_id} {word} {'shown' if shown else 'withdrawn'}: {answer}"
            for (public_id, (word, shown)), answer in zip(said.items(), answers, strict=True)
            if answer["engine"] != engine or (public_id in answer["ids"]) is not shown
        ]

    def wait_until_all_is_found(self, said: dict[str, tuple[str, bool]], engine: str) -> None:
        """Wait until every change is seen in the answers of an engine: nobody helps it on."""
        end = time.monotonic() + PATIENCE
        while lost := self.lost(said, engine):
            assert time.monotonic() < end, f"{len(lost)} of {len(said)} lost: {lost[:5]}"
            time.sleep(0.5)
