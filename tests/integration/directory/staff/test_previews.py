"""Does an editor see a listing in each language before the public does?"""

from typing import Any

import pytest
from django.conf import settings
from django.db.models import Model
from django.test import Client, override_settings
from django.urls import reverse
from wagtail.models import Revision
from wagtail_localize.models import Translation, TranslationSource

from directory.models import Service, ServiceCategory
from tests.factories.directory import locales, make_heading, make_listing, make_translation
from tests.fixtures.edit_forms import edit_data
from tests.fixtures.search import SearchIndex

pytestmark = pytest.mark.django_db


@pytest.fixture
def listing(search_index: SearchIndex) -> Service:
    service = make_listing(name="Tea for all", summary="Tea and talk.")
    service.save_revision().publish()
    search_index.rebuild()
    return Service.objects.get(pk=service.pk)


def drafted(listing: Service) -> Service:
    """Return the listing with a draft that says and offers something else."""
    draft = Service.objects.get(pk=listing.pk)
    draft.summary = "Cake as well."
    draft.contacts.set([])
    draft.categories.set([ServiceCategory(term=make_heading("chat", "Chat groups"))])
    row = draft.schedules.get()
    row.start_time = row.start_time.replace(hour=9)
    draft.schedules.set([row])
    draft.save_revision()
    return Service.objects.get(pk=listing.pk)


def see(editor: Client, row: Model, language: str = "") -> Any:
    address = reverse("directory_preview", args=[row.pk])
    return editor.get(address, {"language": language} if language else {})


def test_a_draft_is_shown_as_the_page_would_be_and_marked(editor: Client, listing: Service) -> None:
    answer = see(editor, drafted(listing))
    page = answer.content.decode()
    assert "Preview in English: this is not published" in page
    assert "Cake as well." in page
    assert "9am to 12 noon" in page
    assert "0116 496 0123" not in page.split("<main")[1].split("</main")[0]
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["X-Frame-Options"] == "SAMEORIGIN"
    assert "noindex" in page
    assert (
        "Cake"
        not in editor.get(f"/en/directory/{listing.slug}-{listing.short_code}/").content.decode()
    )


@pytest.mark.parametrize("language", ["en", "gu", "pl", "ur"])
def test_each_language_has_its_own_page(editor: Client, listing: Service, language: str) -> None:
    make_translation(listing, "ur", name="چائے سب کے لیے")
    page = see(editor, drafted(listing), language).content.decode()
    assert f'lang="{language}"' in page.split("<body")[0]
    assert ('dir="rtl"' in page.split("<body")[0]) == (language == "ur")
    assert ("چائے سب کے لیے" in page) == (language == "ur")
    assert "Cake as well." in page


def test_looking_at_urdu_leaves_the_admin_in_english(editor: Client, listing: Service) -> None:
    assert settings.LANGUAGE_COOKIE_NAME not in see(editor, listing, "ur").cookies
    editor.cookies[settings.LANGUAGE_COOKIE_NAME] = "ur"  # somebody who reads the site in Urdu
    page = editor.get(reverse(Service.snippet_viewset.get_url_name("list"))).content.decode()
    assert '<html lang="en" dir="ltr"' in page


def test_a_translated_row_shows_its_draft_words_and_the_published_facts(
    editor: Client, listing: Service
) -> None:
    urdu = make_translation(listing, "ur", name="چائے")
    urdu.name = "گرم چائے"
    urdu.save_revision()
    drafted(listing)
    page = see(editor, urdu).content.decode()
    assert "Preview in Urdu" in page
    assert "گرم چائے" in page
    assert "Cake" not in page
    assert "0116 496 0123" in page


def test_words_that_a_translator_typed_are_shown_before_they_are_published(
    editor: Client, listing: Service
) -> None:
    text, _ = TranslationSource.get_or_create_from_instance(listing)
    made = Translation.objects.create(source=text, target_locale=locales()["pl"])
    made.save_target(publish=False)
    segment = text.stringsegment_set.get(context__path="name")
    segment.string.translations.create(
        locale=made.target_locale, context=segment.context, data="Herbata dla wszystkich"
    )
    page = see(editor, made.get_target_instance()).content.decode()
    assert "Preview in Polish" in page
    assert "Herbata dla wszystkich" in page


def test_the_editor_offers_a_preview_for_each_language(editor: Client, listing: Service) -> None:
    edit = reverse(Service.snippet_viewset.get_url_name("edit"), args=[listing.pk])
    page = editor.get(edit).content.decode()
    for name in ("English", "Gujarati", "Polish", "Urdu"):
        assert name in page
    preview = reverse(Service.snippet_viewset.get_url_name("preview_on_edit"), args=[listing.pk])
    typed = edit_data(editor, listing, summary="Typed just now.")
    assert editor.post(preview, typed).json() == {"is_valid": True, "is_available": True}
    answer = editor.get(preview, {"mode": "ur", "in_preview_panel": "true"})
    assert answer.status_code == 200
    assert "Preview in Urdu" in answer.content.decode()
    assert "Typed just now." in answer.content.decode()


def test_a_listing_that_was_never_saved_can_be_previewed(
    editor: Client, search_index: SearchIndex
) -> None:
    locales()
    search_index.rebuild()
    preview = reverse(Service.snippet_viewset.get_url_name("preview_on_add"))
    typed = {"name": "Brand new", "kind": "activity", "status": "active", "in_person": "on"}
    for name in Service.CHILDREN:
        typed |= {f"{name}-TOTAL_FORMS": "0", f"{name}-INITIAL_FORMS": "0"}
    said = editor.post(preview, typed).json()
    assert said == {"is_valid": True, "is_available": True}
    page = editor.get(preview, {"mode": "gu"}).content.decode()
    assert "Brand new" in page
    assert "Preview in Gujarati" in page
    assert not Service.objects.exists()


def test_looking_writes_nothing_and_others_may_not(
    editor: Client, client: Client, listing: Service
) -> None:
    before = Revision.objects.count()
    assert see(editor, listing, "xx").status_code == 200
    assert Revision.objects.count() == before
    assert see(Client(), listing).status_code == 302


def test_the_still_map_of_a_preview_is_let_in_and_into_no_other_page_of_the_admin(
    editor: Client, listing: Service
) -> None:
    host = "https://tiles.example.org"
    with override_settings(WAYMARK_MAP_TILES=host + "/{z}/{x}/{y}.png"):
        answer = see(editor, listing)
        other = editor.get("/admin/")
    assert f'<image href="{host}/' in answer.content.decode()
    parts = [one.split() for one in answer["Content-Security-Policy"].split("; ")]
    assert [part[0] for part in parts if host in part] == ["img-src"]
    assert host not in other["Content-Security-Policy"]
