"""Does search go on, and lose nothing, when nodes of the cluster are killed?"""

import threading
import time
from collections.abc import Iterator

import pytest

from tests.drills.searched_site import CLUSTER, EMBEDDED, NOBODY, SearchedSite
from tests.services.elasticsearch import Cluster

pytestmark = [pytest.mark.drill, pytest.mark.services]
NODES = range(3)
# Answers that show that an engine was really asked.
MANY = 20


@pytest.fixture(scope="module")
def site() -> Iterator[SearchedSite]:
    """Give a site with three nodes, on which people search and write all the while."""
    cluster = Cluster(nodes=3, heap="256m", lasting=False)
    made = SearchedSite(cluster)
    preparing = threading.Thread(target=made.prepare)
    preparing.start()
    with cluster:
        preparing.join()
        try:
            made.begin()
            yield made
        finally:
            made.end()


def test_the_master_dies_and_no_search_fails_and_no_change_is_lost(site: SearchedSite) -> None:
    site.wait_for_engine(CLUSTER)
    began_at = time.monotonic()
    site.writing.ask("go on")
    site.rebuild()
    site.wait_for_answers(CLUSTER, MANY, since=began_at)
    site.cluster.wait_green()
    killed_at = time.monotonic()
    site.cluster.kill_master()
    site.wait_for_answers(CLUSTER, MANY, since=killed_at)
    site.rebuild()
    written = site.written()
    site.wait_until_all_is_found(written["said"], CLUSTER)
    before, after = site.answers(began_at, killed_at), site.answers(killed_at)
    print(f"\nBefore the kill {before}, afterwards {after}; {len(written['writes'])} writes")
    print(f"The slowest search took {site.slowest_search(began_at):.1f} s")
    assert before[NOBODY] == after[NOBODY] == 0
    assert len(written["said"]) > MANY
    assert written["failures"] == site.visiting.failures == []


def test_all_nodes_die_and_the_site_answers_and_catches_up(site: SearchedSite) -> None:
    site.wait_for_engine(CLUSTER)
    for node in NODES:
        site.cluster.kill(node)
    killed_at = time.monotonic()
    site.writing.ask("go on")
    site.wait_for_answers(EMBEDDED, MANY, since=killed_at)
    pages = site.visiting.pages
    site.wait_for(lambda: site.visiting.pages > pages + 2, "No page is seen.")
    written = site.written()
    site.wait_until_all_is_found(written["said"], EMBEDDED)
    away = site.answers(killed_at)
    started_at = time.monotonic()
    for node in NODES:
        site.cluster.start(node)
    site.wait_for_engine(CLUSTER)
    back_at = time.monotonic()
    # Nobody helps: the worker finds the cluster again, and takes in what waited.
    site.wait_until_all_is_found(written["said"], CLUSTER)
    caught_up_at = time.monotonic()
    print(f"\nAway {away}; back {back_at - started_at:.0f} s after the start of the nodes, all")
    print(f"changes in it {caught_up_at - back_at:.1f} s later")
    site.wait_for_answers(CLUSTER, MANY, since=back_at)
    assert away[CLUSTER] == 0
    assert site.answers(killed_at)[NOBODY] == 0
    assert written["failures"] == site.visiting.failures == []
