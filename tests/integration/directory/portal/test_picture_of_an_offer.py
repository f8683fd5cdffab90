"""Does a picture come along with an offer, safely, and after a person has looked at it?"""

import re
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from core import clock
from directory.actions import proposals
from directory.actions.cards import refresh
from directory.actions.pictures import forget_pictures
from directory.enums import ProposalState
from directory.models import Picture, Proposal, Service
from directory.portal import keeping
from directory.portal.forms.picture import token_of
from directory.selectors import card_by_short_code
from directory.selectors.moderation import items
from tests.factories.directory import locales, make_listing, make_translation

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
WORDS = "Six people sit round a table and knit."


@pytest.fixture(autouse=True)
def _still() -> Any:
    locales()
    with patch.object(clock, "now", return_value=NOW):
        yield


@pytest.fixture
def listing() -> Any:
    """Return a listing that every visitor keeps."""
    made = make_listing()
    refresh(public_ids=[made.public_id], now=NOW)
    keeping.register_keeper("test", lambda request, service: service.pk == made.pk)
    yield made
    keeping._keepers.pop("test")


def photo(size: tuple[int, int] = (640, 400), name: str = "mrs-sample.jpg") -> SimpleUploadedFile:
    """Return a picture as a phone sends it."""
    out = BytesIO()
    Image.new("RGB", size, "red").save(out, "JPEG", comment=b"Mrs Sample")
    return SimpleUploadedFile(name, out.getvalue(), "image/jpeg")


def begun(client: Client) -> Proposal:
    """Begin an offer."""
    client.post("/en/groups/offer/new/", {"name": "Knitting", "version": "0"})
    return Proposal.objects.get()


def of_offer(row: Proposal) -> str:
    return f"/en/groups/offer/{row.pk}/picture/"


def of_listing(listing: Service) -> str:
    return f"/en/groups/offer/keep/{listing.short_code}/picture/"


def send(client: Client, address: str, **told: Any) -> Any:
    """Send the page as its form would, with what was hidden in it."""
    page = client.get(address).content.decode()
    hidden = dict(re.findall(r'type="hidden" name="(version|held)" value="([^"]*)"', page))
    return client.post(address, {**hidden, **told})


def held_in(answer: Any) -> str:
    """Return the token of the picture that a page holds."""
    found = re.search(r'name="held" value="([^"]+)"', answer.content.decode())
    return found[1] if found else ""


def page_of(listing: Service) -> str:
    card = card_by_short_code(listing.short_code, "en")
    assert card is not None
    return f"/en/directory/{card.slug}-{card.short_code}/"


def test_a_picture_of_an_offer_is_kept_and_shown_in_the_preview(client: Client) -> None:
    row = begun(client)
    assert 'enctype="multipart/form-data"' in client.get(of_offer(row)).content.decode()
    assert send(client, of_offer(row), picture=photo(), words=WORDS).status_code == 302
    row.refresh_from_db()
    kept = Picture.objects.get()
    assert row.changes["picture"] == {"id": str(kept.pk), "words": WORDS}
    assert b"Sample" not in bytes(kept.data)
    preview = client.get(f"/en/groups/offer/{row.pk}/preview/").content.decode()
    found = re.search(r'<img src="(/en/groups/offer/picture/[^"]+)"[^>]*alt="([^"]+)"', preview)
    assert found
    assert found[2] == WORDS
    shown = client.get(found[1])
    assert (shown.status_code, shown["Content-Type"]) == (200, "image/jpeg")
    assert "no-store" in shown["Cache-Control"]


def test_nobody_sees_it_before_a_person_has_looked(client: Client, listing: Service) -> None:
    send(client, of_listing(listing), picture=photo(), words=WORDS)
    row, kept = Proposal.objects.get(), Picture.objects.get()
    assert row.state == ProposalState.WAITING
    address = f"/en/directory/picture/{kept.pk}.jpg"
    assert client.get(address).status_code == 404
    assert WORDS not in client.get(page_of(listing)).content.decode()
    proposals.approve(row, by=None, now=NOW)
    page = client.get(page_of(listing)).content.decode()
    assert f'<img src="{address}" width="640" height="400" alt="{WORDS}">' in page
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/jpeg")
    assert answer["X-Content-Type-Options"] == "nosniff"
    Service.objects.filter(pk=listing.pk).update(live=False)
    assert client.get(address).status_code == 404


def test_a_new_offer_comes_with_its_picture(client: Client) -> None:
    row = begun(client)
    send(client, of_offer(row), picture=photo(), words=WORDS)
    row.refresh_from_db()
    row.changes |= {"times_vary": True, "place": {"kind": "online"}, "message_form": True}
    row.changes |= {
        "prices": [{"kind": "free", "pence": None, "whom": "everyone", "per": "session"}]
    }
    row.sealed_contact = '{"channel": "email", "value": "us@example.org"}'
    row.save()
    proposals.approve(proposals.send(row, now=NOW), by=None, now=NOW)
    service = Service.objects.get()
    assert (service.picture, service.picture_words) == (Picture.objects.get(), WORDS)
    assert WORDS in client.get(page_of(service)).content.decode()


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (SimpleUploadedFile("a.jpg", b"no picture", "image/jpeg"), "JPEG, PNG or WebP"),
        (SimpleUploadedFile("a.svg", b"<svg/>", "image/svg+xml"), "JPEG, PNG or WebP"),
        (photo((150, 150)), "too small"),
        (SimpleUploadedFile("a.jpg", b"x" * 12_000_001, "image/jpeg"), "12 MB at most"),
    ],
    ids=["no picture", "drawing", "small", "heavy"],
)
def test_a_bad_file_is_said_and_what_was_typed_stays(
    client: Client, listing: Service, file: SimpleUploadedFile, said: str
) -> None:
    file.seek(0)
    answer = send(client, of_listing(listing), picture=file, words=WORDS)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert said in page
    assert f'value="{WORDS}"' in page
    assert not Picture.objects.exists()
    assert not Proposal.objects.exists()


def test_a_good_file_without_words_is_not_chosen_twice(client: Client, listing: Service) -> None:
    answer = send(client, of_listing(listing), picture=photo(), words="")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "Say what can be seen in the picture" in page
    token = held_in(answer)
    assert f'src="/en/groups/offer/picture/{token}/"' in page
    version = re.search(r'name="version" value="(\d+)"', page)
    assert version
    client.post(of_listing(listing), {"version": version[1], "held": token, "words": WORDS})
    assert Proposal.objects.get().changes["picture"]["id"] == str(Picture.objects.get().pk)


def test_words_without_a_picture_are_asked_about_and_nothing_changes_nothing(
    client: Client, listing: Service
) -> None:
    assert send(client, of_listing(listing), words=WORDS).status_code == 422
    assert send(client, of_listing(listing), words="").status_code == 302
    assert not Proposal.objects.exists()


def test_nobody_names_the_picture_of_somebody_else(client: Client, listing: Service) -> None:
    other = Picture.objects.create(data=b"x", width=9, height=9, made_at=NOW)
    for token in (str(other.pk), f"{other.pk}:forged", token_of(str(other.pk))[:-1], "x" * 300):
        answer = send(client, of_listing(listing), held=token, words=WORDS)
        assert answer.status_code == 422
        assert client.get(f"/en/groups/offer/picture/{token}/").status_code == 404
    assert client.get(f"/en/groups/offer/picture/{token_of('x')}/").status_code == 404


def test_taking_it_away_is_live_at_once_and_can_be_taken_back(
    client: Client, listing: Service
) -> None:
    send(client, of_listing(listing), picture=photo(), words=WORDS)
    proposals.approve(Proposal.objects.get(), by=None, now=NOW)
    assert "Take the picture away" in client.get(of_listing(listing)).content.decode()
    answer = send(client, of_listing(listing), words=WORDS, gone="yes")
    assert WORDS not in client.get(page_of(listing)).content.decode()
    client.post(f"{answer['Location']}back/")
    assert WORDS in client.get(page_of(listing)).content.decode()


def test_who_is_second_is_told_and_keeps_the_picture_that_was_sent(
    client: Client, listing: Service
) -> None:
    file = photo()
    answer = client.post(of_listing(listing), {"version": "1", "picture": file, "words": WORDS})
    assert answer.status_code == 409
    assert held_in(answer)


def test_words_are_translated_like_others(client: Client, listing: Service) -> None:
    make_translation(listing, "pl", name="Dziewiarstwo", picture_words="Sześć osób")
    send(client, of_listing(listing), picture=photo(), words=WORDS)
    proposals.approve(Proposal.objects.get(), by=None, now=NOW)
    card = card_by_short_code(listing.short_code, "pl")
    assert card is not None
    assert str(card.picture_words) == "Sześć osób"
    urdu = client.get(page_of(listing).replace("/en/", "/ur/")).content.decode()
    assert f'alt="{WORDS}" lang="en"' in urdu


def test_staff_see_it_in_the_queue_and_others_do_not(
    client: Client, listing: Service, django_user_model: Any
) -> None:
    send(client, of_listing(listing), picture=photo(), words=WORDS)
    row, kept = Proposal.objects.get(), Picture.objects.get()
    address = f"/admin/moderation/picture/{kept.pk}/"
    (item,) = items([("edit", str(row.pk))])
    assert item.picture == (address, WORDS)
    assert client.get(address).status_code == 302
    client.force_login(django_user_model.objects.create_superuser("s@example.org", "made-up"))
    assert client.get(address)["Content-Type"] == "image/jpeg"
    assert address in client.get("/admin/moderation/").content.decode()


def test_too_many_are_refused_with_words(
    client: Client, listing: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("directory.portal.held_pictures.allow", lambda **_: False)
    answer = send(client, of_listing(listing), picture=photo(), words=WORDS)
    assert answer.status_code == 422
    assert "Try again in an hour" in answer.content.decode()
    assert not Picture.objects.exists()


def test_pictures_that_nothing_shows_or_asks_for_are_forgotten(
    client: Client, listing: Service
) -> None:
    send(client, of_listing(listing), picture=photo(), words="")  # words were never typed
    send(client, of_listing(listing), picture=photo(), words=WORDS)
    row = Proposal.objects.get()
    assert Picture.objects.count() == 2
    assert forget_pictures(now=NOW + timedelta(days=1)) == 0
    assert forget_pictures(now=NOW + timedelta(days=3)) == 1
    proposals.approve(row, by=None, now=NOW)
    assert forget_pictures(now=NOW + timedelta(days=300)) == 0
    send(client, of_listing(listing), gone="yes")
    assert forget_pictures(now=NOW + timedelta(days=60)) == 0  # it could be brought back
    assert forget_pictures(now=NOW + timedelta(days=120)) == 1
    assert not Picture.objects.exists()
