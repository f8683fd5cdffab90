"""`python -m tests.bench.worker`: serve searches in a fresh process, then tell its memory.

Run by the benchmark with the data folder of its site; prints the highest resident memory in MB.
"""

import os
import re
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PAGES = (
    "/{}/directory/?q=walking&near=LE4&within=5&access=step_free&sort=nearest",
    "/{}/directory/?q=walkng+group&day=mon&cost=free",
    "/{}/directory/?q=chair+exercise",
    "/{}/directory/?near=LE2&within=10",
    "/{}/directory/?q=swimming+lessons&page=2",
    "/{}/directory/",
)
LANGUAGES = ("en", "gu", "ur", "pl")
ROUNDS = 5


def main() -> None:
    """Ask every page in every language some times over, as a worker is asked."""
    sys.path[:0] = [str(ROOT), str(ROOT / "site")]
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.bench.settings"
    from django.core.wsgi import get_wsgi_application

    get_wsgi_application()
    from django.test import Client

    from search import backend
    from search.query import DirectoryQuery

    backend.warm()  # as each worker of the web server does when it starts
    first = backend.search(DirectoryQuery(text="walking"))
    assert first.total, "the index is empty"
    assert first.engine == backend.engine().name, "another engine answers"
    client = Client()
    for _ in range(ROUNDS):
        for language in LANGUAGES:
            for page in PAGES:
                answer = client.get(page.format(language))
                assert answer.status_code == 200, (page, answer.status_code)
    told = Path("/proc/self/status").read_text(encoding="utf-8")
    found = dict(re.findall(r"^(Vm\w+|Rss\w+):\s+(\d+) kB", told, re.MULTILINE))
    print(int(found["VmHWM"]) / 1024)


if __name__ == "__main__":
    main()
