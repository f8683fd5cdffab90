"""Is a published journey checked, immutable, and published once?"""

import copy
import json
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client

import selfassessment
from core import clock
from selfassessment.actions import publishing
from selfassessment.models import Journey, JourneyVersion

FILES = Path(str(selfassessment.__file__)).parent / "journeys"


def read(*parts: str) -> dict[str, object]:
    """Return a shipped file."""
    loaded: dict[str, object] = json.loads(FILES.joinpath(*parts).read_text("utf-8"))
    return loaded


def test_publishing_the_same_again_makes_no_new_version() -> None:
    before = JourneyVersion.objects.count()
    publishing.publish_shipped(now=clock.now())
    assert JourneyVersion.objects.count() == before == 2


def test_a_change_makes_a_new_version_and_leaves_the_old_one() -> None:
    changed = copy.deepcopy(read("definitions", "check.json"))
    changed["note"] = "a new thought"
    publishing.publish(
        definition=changed, routing=read("definitions", "routing.json"), by="test", now=clock.now()
    )
    journey = Journey.objects.get(slug="check")
    assert [version.number for version in journey.versions.order_by("number")] == [1, 2]
    assert journey.current is not None
    assert journey.current.number == 2


def test_a_version_can_be_neither_changed_nor_deleted() -> None:
    version = JourneyVersion.objects.first()
    assert version is not None
    with pytest.raises(TypeError):
        version.save()
    with pytest.raises(TypeError):
        version.delete()


def test_a_journey_without_an_emergency_page_is_refused_with_the_place() -> None:
    broken = copy.deepcopy(read("definitions", "check.json"))
    pages = broken["pages"]
    assert isinstance(pages, list)
    signs = next(page for page in pages if page["key"] == "signs")
    signs["routes"] = []
    with pytest.raises(publishing.NotPublishable) as refused:
        publishing.check(
            definition=broken,
            routing=read("definitions", "routing.json"),
            texts={"en": read("texts", "en.json")},  # type: ignore[dict-item]  # texts are text
            others=[read("definitions", "refer.json")],
        )
    assert any("signs" in finding.place for finding in refused.value.findings)


@pytest.mark.parametrize("slug", ["check", "refer"])
def test_without_a_published_journey_people_are_told_whom_to_ring(
    client: Client, slug: str
) -> None:
    Journey.objects.update(current=None)
    page = client.post(f"/en/{slug}/", {"topic": "moving"}).content.decode()
    assert settings.WAYMARK_PHONE in page.partition("<main")[2]
