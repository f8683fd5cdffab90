"""What becomes of a list and of what is on it as time passes?"""

from datetime import timedelta

import pytest
from django.test import Client

from core import clock
from directory.actions import lists
from directory.enums import Status
from directory.models import Contact, KeptItem, KeptList
from directory.views import keeping
from tests.factories.directory import make_listing
from tests.fixtures.my_list import change, keep, page

pytestmark = pytest.mark.django_db
LANGUAGES = ("en", "gu", "pl", "ur")


@pytest.mark.parametrize(
    ("status", "says"),
    [(Status.CLOSED, "This has closed for good."), (Status.PAUSED, "This has stopped for now.")],
)
def test_what_has_closed_says_so(client: Client, status: Status, says: str) -> None:
    listing = make_listing()
    keep(client, listing)
    listing.status = status
    listing.save_revision().publish()
    assert says in page(client)


def test_what_has_changed_says_so_and_what_has_not_does_not(client: Client) -> None:
    changed, same = make_listing(name="Tea"), make_listing(name="Walk")
    keep(client, changed, same)
    assert "have changed since" not in page(client)
    Contact.objects.filter(service=changed).update(value="0116 496 0999")
    changed.save_revision().publish()
    same.save_revision().publish()
    assert page(client).count("have changed since") == 1


def test_what_has_left_the_directory_is_still_named(client: Client) -> None:
    listing = make_listing()
    keep(client, listing)
    listing.delete()
    text = page(client)
    assert "Tea and a chat" in text
    assert "no longer in our directory" in text


def test_numbers_and_dates_stand_in_full(client: Client) -> None:
    keep(client, make_listing())
    text = page(client)
    assert "0116 496 0123" in text
    assert "Next dates:" in text
    assert "<svg" in text
    assert 'class="wm-qr"' in text
    assert "style=" not in text


def test_forgetting_leaves_nothing(client: Client) -> None:
    keep(client, make_listing())
    assert "cannot be undone" in page(client, "/en/list/forget/")
    assert KeptList.objects.exists()
    answer = client.post("/en/list/forget/", follow=True)
    assert "Your list is forgotten" in answer.content.decode()
    assert not KeptList.objects.exists()
    assert not KeptItem.objects.exists()
    assert client.cookies["wm_list"].value == ""


def test_new_lists_are_limited_and_it_is_said(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "NEW_LISTS", 1)
    listing = make_listing()
    keep(client, listing)
    assert keep(client, listing).status_code == 200
    answer = keep(Client(), listing)
    assert answer.status_code == 429
    assert "Please wait a little" in answer.content.decode()


def test_unused_lists_are_forgotten_after_180_days_and_used_ones_are_not(client: Client) -> None:
    keep(client, make_listing())
    now = clock.now()
    assert lists.forget_unused(now=now + timedelta(days=180)) == 0
    page(client)
    KeptList.objects.update(last_used_on=clock.today() - timedelta(days=100))
    page(client)
    assert KeptList.objects.get().last_used_on == clock.today()
    assert lists.forget_unused(now=now + timedelta(days=182)) == 1


def test_what_was_taken_off_is_deleted_and_an_empty_list_after_a_day(client: Client) -> None:
    listing = make_listing()
    keep(client, listing)
    change(client, listing, "remove")
    assert lists.forget_unused(now=clock.now() + timedelta(hours=1)) == 0
    assert not KeptItem.objects.exists()
    assert lists.forget_unused(now=clock.now() + timedelta(days=2)) == 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_list_is_read_in_every_language(client: Client, language: str) -> None:
    keep(client, make_listing())
    answer = client.get(f"/{language}/list/")
    assert answer.status_code == 200
    assert "0116 496 0123" in answer.content.decode()
