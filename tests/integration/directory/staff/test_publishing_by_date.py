"""Does a listing appear, and go, on the dates that its editor chose?"""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from core.actions.publishing import publish_due
from core.tasks import schedules
from directory.models import Service
from directory.selectors import cards
from search.models import OutboxEntry
from tests.factories.directory import make_listing
from tests.fixtures.edit_forms import edit_data

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def test_a_draft_is_published_by_the_worker_when_its_date_has_come(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    service = make_listing(live=False)
    soon = clock.now() + HOUR
    service.go_live_at = soon
    service.save_revision().publish()
    assert not Service.objects.get(pk=service.pk).live
    assert publish_due(now=clock.now()) == 0
    OutboxEntry.objects.all().delete()
    _later(monkeypatch, 2 * HOUR)
    assert publish_due(now=clock.now()) == 1
    assert Service.objects.get(pk=service.pk).live
    assert service.public_id in cards([service.public_id], "en")
    assert OutboxEntry.objects.filter(public_id=service.public_id).exists()
    assert publish_due(now=clock.now()) == 0


def test_changes_of_a_published_listing_wait_for_their_date(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    service = make_listing()
    service.save_revision().publish()
    draft = Service.objects.get(pk=service.pk)
    draft.summary, draft.go_live_at = "From Monday with cake.", clock.now() + HOUR
    draft.save_revision().publish()
    assert Service.objects.get(pk=service.pk).summary == "Tea, biscuits and talk."
    _later(monkeypatch, 2 * HOUR)
    publish_due(now=clock.now())
    assert str(cards([service.public_id], "en")[service.public_id].summary) == (
        "From Monday with cake."
    )


def test_a_listing_goes_on_its_last_date(monkeypatch: pytest.MonkeyPatch) -> None:
    service = make_listing()
    service.expire_at = clock.now() + HOUR
    service.save_revision().publish()
    assert service.public_id in cards([service.public_id], "en")
    _later(monkeypatch, 2 * HOUR)
    assert publish_due(now=clock.now()) == 1
    assert Service.objects.get(pk=service.pk).expired
    assert cards([service.public_id], "en") == {}


def test_one_that_cannot_be_published_does_not_keep_the_others_waiting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first, second = make_listing(live=False), make_listing(live=False)
    for number, service in enumerate((first, second)):
        service.go_live_at = clock.now() + HOUR + timedelta(minutes=number)
        service.save_revision().publish()
    publish = Service.publish

    def fail(self: Service, *args: Any, **kwargs: Any) -> None:
        if self.pk == first.pk:
            raise RuntimeError
        publish(self, *args, **kwargs)

    monkeypatch.setattr(Service, "publish", fail)
    _later(monkeypatch, 2 * HOUR)
    assert publish_due(now=clock.now()) == 1
    assert Service.objects.get(pk=second.pk).live


def test_the_worker_looks_each_minute() -> None:
    assert schedules.registered()["core.publish_due"].every <= timedelta(minutes=1)


def test_an_editor_sets_the_dates_beside_the_listing(editor: Client) -> None:
    service = make_listing()
    service.save_revision().publish()
    address = reverse(Service.snippet_viewset.get_url_name("edit"), args=[service.pk])
    assert "Set schedule" in editor.get(address).content.decode()
    wrong = edit_data(editor, service, go_live_at="2031-02-01 10:00", expire_at="2031-01-01 10:00")
    page = editor.post(address, wrong).content.decode()
    assert "Go live date/time must be before expiry date/time" in page
    dates = {"go_live_at": "2031-02-01 10:00", "expire_at": "2031-03-01 18:30"}
    data = edit_data(editor, service, summary="From February with cake.", **dates)
    assert editor.post(address, data, follow=True).status_code == 200
    row = Service.objects.get(pk=service.pk)
    assert row.live
    assert row.summary == "Tea, biscuits and talk."
    (waiting,) = row.revisions.filter(approved_go_live_at__isnull=False)
    assert waiting.as_object().summary == "From February with cake."
    here = reverse(Service.snippet_viewset.get_url_name("list"))
    listed = editor.get(f"{here}?published=scheduled").content.decode()
    assert service.name in listed
    assert "publishes on 1 Feb 2031 10:00" in listed


def _later(monkeypatch: pytest.MonkeyPatch, by: timedelta) -> None:
    """Let the time be later, for us and for Wagtail."""
    later = clock.now() + by
    monkeypatch.setattr("core.clock.now", lambda: later)
    monkeypatch.setattr("django.utils.timezone.now", lambda: later)
