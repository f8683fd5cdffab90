"""Can staff put a picture on a listing, and does it go along where the listing goes?"""

import json
import re
from io import BytesIO
from typing import Any
from unittest.mock import patch

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from PIL import Image

from core import clock
from directory.actions import pictures
from directory.actions.merging import undo
from directory.actions.pictures import forget_pictures, keep_picture
from directory.models import Picture, Service
from directory.rules.pictures import drawn_anew
from directory.selectors import card_by_short_code
from tests.factories.directory import make_translation
from tests.fixtures.merging import fresh, made_one

pytestmark = pytest.mark.django_db
WORDS = "Six people sit round a table and knit."
TOLD = re.compile(r'<script type="application/ld\+json">(.+?)</script>', re.DOTALL)


def file(colour: str = "red", size: tuple[int, int] = (640, 400)) -> SimpleUploadedFile:
    out = BytesIO()
    Image.new("RGB", size, colour).save(out, "JPEG", comment=b"Mrs Sample")
    return SimpleUploadedFile("mrs-sample.jpg", out.getvalue(), "image/jpeg")


def address(listing: Service) -> str:
    return f"/admin/listings/{listing.pk}/picture/"


def hidden(answer: Any) -> dict[str, str]:
    page = answer.content.decode()
    return dict(re.findall(r'type="hidden" name="(held|seen)" value="([^"]*)"', page))


def send(editor: Client, listing: Service, **told: Any) -> Any:
    """Send the page as its form would, with what was hidden in it."""
    return editor.post(address(listing), {**hidden(editor.get(address(listing))), **told})


def public_page(client: Client, listing: Service, language: str = "en") -> str:
    card = card_by_short_code(listing.short_code, language)
    assert card is not None
    return client.get(f"/{language}/directory/{card.slug}-{card.short_code}/").content.decode()


def with_picture(listing: Service, words: str = WORDS, colour: str = "red") -> Picture:
    """Have a listing show a picture."""
    data = BytesIO(file(colour).read())
    kept = keep_picture(drawn=drawn_anew(data, len(data.getvalue())), now=clock.now())
    pictures.show_picture(
        service=listing,
        key=str(kept.pk),
        words=words,
        seen=str(listing.picture_id or ""),
        by=None,
        now=clock.now(),
    )
    listing.refresh_from_db()
    return kept


def test_a_picture_needs_words_and_is_not_lost_while_they_lack(
    editor: Client, listing: Service
) -> None:
    waiting = fresh(listing)
    waiting.summary = "Words of a draft"
    waiting.save_revision()
    lacking = send(editor, listing, picture=file(), words="")
    assert lacking.status_code == 400
    assert "Say what can be seen in the picture." in lacking.content.decode()
    assert fresh(listing).picture is None
    done = editor.post(address(listing), {**hidden(lacking), "words": WORDS})
    assert done.status_code == 302
    kept = Picture.objects.get()
    assert b"Sample" not in bytes(kept.data)
    page = public_page(editor, listing)
    shown = f"/en/directory/picture/{kept.pk}.jpg"
    assert f'<img src="{shown}" width="640" height="400" alt="{WORDS}">' in page
    assert editor.get(shown).status_code == 200
    told = [json.loads(one) for one in TOLD.findall(page)]
    (image,) = [one["image"] for one in told if "image" in one]
    assert image == {
        "@type": "ImageObject",
        "contentUrl": f"http://testserver{shown}",
        "width": 640,
        "height": 400,
        "caption": WORDS,
    }
    assert fresh(listing).latest_revision.as_object().picture_id == kept.pk
    assert fresh(listing).latest_revision.as_object().summary == "Words of a draft"
    edit = editor.get(reverse(Service.snippet_viewset.get_url_name("edit"), args=[listing.pk]))
    assert address(listing) in edit.content.decode()


def test_it_is_replaced_and_taken_away_and_words_alone_are_not_enough(
    editor: Client, listing: Service
) -> None:
    assert "Choose a picture." in send(editor, listing, words=WORDS).content.decode()
    first = with_picture(listing)
    send(editor, listing, picture=file("blue"), words="A blue wall.")
    second = fresh(listing).picture
    assert second is not None
    assert second != first
    assert fresh(listing).picture_words == "A blue wall."
    send(editor, listing, words="A blue wall and a door.")
    assert (fresh(listing).picture, fresh(listing).picture_words) == (
        second,
        "A blue wall and a door.",
    )
    assert send(editor, listing, do="away", words="").status_code == 302
    assert (fresh(listing).picture, fresh(listing).picture_words) == (None, "")
    assert "ImageObject" not in public_page(editor, listing)


def test_what_is_no_picture_is_said_and_a_second_person_is_told(
    editor: Client, listing: Service
) -> None:
    bad = SimpleUploadedFile("a.jpg", b"no picture")
    answer = send(editor, listing, picture=bad, words=WORDS)
    assert answer.status_code == 400
    assert WORDS in answer.content.decode()
    opened = hidden(editor.get(address(listing)))
    theirs = with_picture(listing, "Theirs.")
    late = editor.post(address(listing), {**opened, "picture": file("blue"), "words": WORDS})
    assert late.status_code == 400
    assert "Somebody has changed the picture" in late.content.decode()
    assert fresh(listing).picture == theirs
    assert editor.post(address(listing), {**hidden(late), "words": WORDS}).status_code == 302
    assert fresh(listing).picture_words == WORDS


def test_nobody_else_can(translator: Client, client: Client, listing: Service) -> None:
    assert translator.get(address(listing)).status_code in (302, 403)
    translator.post(address(listing), {"picture": file(), "words": WORDS})
    client.post(address(listing), {"picture": file(), "words": WORDS})
    assert not Picture.objects.exists()


def test_a_merger_carries_it_along_with_its_words_and_gives_it_back(
    editor: Client, kept: Service, other: Service
) -> None:
    old = with_picture(kept, "An old hall.", "blue")
    new = with_picture(other)
    stays = make_translation(kept, "gu", name="ચા", picture_words="જૂનો હોલ")
    make_translation(other, "gu", name="ચા", picture_words="છ જણ")
    merger = made_one(kept, other, picture="other")
    row = fresh(kept)
    assert (row.picture, row.picture_words) == (new, WORDS)
    assert fresh(stays).picture_words == "છ જણ"
    with patch.object(pictures, "UNUSED_FOR", clock.now() - clock.now()):
        forget_pictures(now=clock.now())
    assert Picture.objects.filter(pk=old.pk).exists()
    undo(merger=merger, by=None, now=clock.now())
    row = fresh(kept)
    assert (row.picture, row.picture_words) == (old, "An old hall.")
    assert fresh(stays).picture_words == "જૂનો હોલ"
    assert fresh(other).picture == new


def test_where_one_has_a_picture_it_is_offered_to_be_taken(
    editor: Client, kept: Service, other: Service
) -> None:
    with_picture(other)
    page = editor.get(reverse("directory_merge", args=[kept.pk, other.pk])).content.decode()
    assert WORDS in page
