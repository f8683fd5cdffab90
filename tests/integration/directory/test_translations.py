"""Do facts stay with the source row while words have many languages?"""

import pytest
from django.db import IntegrityError, transaction
from wagtail_localize.models import Translation, TranslationSource

from core import clock
from directory.actions.translations import mark_words_checked
from directory.admin_messages import stale_translations
from directory.models import Service
from directory.selectors import cards
from tests.factories.directory import locales, make_listing, make_translation

pytestmark = pytest.mark.django_db


def card(service: Service, language: str):  # type: ignore[no-untyped-def]  # a card of any kind
    return cards([service.public_id], language)[service.public_id]


def test_a_translation_carries_words_and_no_children() -> None:
    source = make_listing()
    urdu = make_translation(source, "ur", name="چائے اور گپ شپ")
    assert urdu.source == source
    assert urdu.short_code == ""
    assert urdu.location is None
    assert [urdu.schedules.count(), urdu.contacts.count(), urdu.categories.count()] == [0, 0, 0]


def test_the_source_may_be_in_any_language() -> None:
    source = make_listing(language="gu", name="ચા અને વાતો", summary="")
    english = make_translation(source, "en", name="Tea and talk")
    assert english.facts == source
    assert card(source, "en").name.text == "Tea and talk"
    assert card(source, "pl").name.language == "gu"


def test_wagtail_localize_leaves_the_children_with_the_source() -> None:
    locales()
    source = make_listing()
    source.save_revision().publish()
    text, _ = TranslationSource.get_or_create_from_instance(source)
    translation = Translation.objects.create(source=text, target_locale=locales()["pl"])
    translation.save_target(publish=False)
    polish = Service.objects.get(source=source, locale=locales()["pl"])
    assert not polish.live
    assert polish.schedules.count() == 0
    text.update_from_db()
    translation.save_target(publish=False)
    assert Service.objects.get(pk=polish.pk).schedules.count() == 0
    assert Service.objects.get(pk=source.pk).schedules.count() == 1


def test_only_words_are_offered_for_translation() -> None:
    text, _ = TranslationSource.get_or_create_from_instance(make_listing())
    paths = set(text.stringsegment_set.values_list("context__path", flat=True))
    assert paths <= set(Service.WORDS)


def test_a_phone_number_is_never_old_in_urdu() -> None:
    source = make_listing()
    make_translation(source, "ur", name="چائے")
    contact = source.contacts.get()
    contact.value = "0116 496 0999"
    contact.save()
    assert card(source, "ur").contacts[0].value == "0116 496 0999"


def test_words_fall_back_to_the_source_and_say_their_language() -> None:
    source = make_listing()
    make_translation(source, "ur", name="چائے", summary="")
    shown = card(source, "ur")
    assert (shown.name.language, shown.name.state) == ("ur", "drafted")
    assert shown.summary is not None
    assert (shown.summary.language, shown.summary.state) == ("en", "original")


def test_words_are_out_of_date_once_the_published_source_changes() -> None:
    source = make_listing()
    make_translation(source, "pl", name="Herbata", summary="Herbata i rozmowa.")
    source.summary = "Coffee now, and talk."
    source.save()
    shown = card(source, "pl")
    assert shown.summary.state == "out_of_date"
    assert shown.name.state == "drafted"
    assert stale_translations(source) == {"Polski": ("summary",)}


def test_a_waiting_draft_does_not_make_translations_old() -> None:
    source = make_listing()
    make_translation(source, "pl", name="Herbata")
    source.name = "Coffee"
    source.save_revision()
    assert stale_translations(Service.objects.get(pk=source.pk)) == {}


def test_checked_words_say_so_until_the_source_changes(django_user_model) -> None:  # type: ignore[no-untyped-def]  # fixture
    reader = django_user_model.objects.create(email="reader@example.org")
    source = make_listing()
    polish = make_translation(source, "pl", name="Herbata", summary="Rozmowa.")
    mark_words_checked(record=polish, by=reader, now=clock.now())
    assert card(source, "pl").name.state == "checked"
    source.name = "Soup"
    source.save()
    assert card(Service.objects.get(pk=source.pk), "pl") is not None
    assert Service.objects.get(pk=polish.pk).stale_fields() == ("name",)


def test_an_unpublished_translation_is_not_shown() -> None:
    source = make_listing()
    polish = make_translation(source, "pl", name="Herbata")
    Service.objects.filter(pk=polish.pk).update(live=False)
    assert card(source, "pl").name.language == "en"


def test_there_is_one_source_for_each_public_id() -> None:
    source = make_listing()
    with pytest.raises(IntegrityError), transaction.atomic():
        Service.objects.create(
            translation_key=source.translation_key, locale=locales()["pl"], name="Second source"
        )


def test_a_translation_never_has_a_short_code_of_its_own() -> None:
    source = make_listing()
    polish = make_translation(source, "pl", name="Herbata")
    with pytest.raises(IntegrityError), transaction.atomic():
        Service.objects.filter(pk=polish.pk).update(short_code="bcdfghj")
