"""Does the translation editor of wagtail-localize work on listings?"""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail_localize.models import Translation, TranslationSource

from directory.models import Service
from directory.selectors import cards
from tests.factories.directory import locales, make_listing

pytestmark = pytest.mark.django_db


@pytest.fixture
def chief(client: Client, django_user_model: Any) -> Client:
    user = django_user_model.objects.create(
        email="admin@example.org", is_active=True, is_superuser=True
    )
    client.force_login(user)
    return client


@pytest.fixture
def translation() -> Translation:
    locales()
    source = make_listing()
    source.save_revision().publish()
    text, _ = TranslationSource.get_or_create_from_instance(Service.objects.get(pk=source.pk))
    made = Translation.objects.create(source=text, target_locale=locales()["pl"])
    made.save_target(publish=False)
    return made


def test_the_editor_opens_on_a_translation(chief: Client, translation: Translation) -> None:
    polish = translation.get_target_instance()
    address = reverse(Service.snippet_viewset.get_url_name("edit"), args=[polish.pk])
    page = chief.get(address)
    assert page.status_code == 200
    assert "wagtail_localize" in page.content.decode()


def test_published_words_are_drafted_and_the_rest_stays_english(
    chief: Client, translation: Translation, django_capture_on_commit_callbacks: Any
) -> None:
    segment = translation.source.stringsegment_set.get(context__path="name")
    segment.string.translations.create(
        locale=translation.target_locale, context=segment.context, data="Herbata"
    )
    with django_capture_on_commit_callbacks(execute=True):
        translation.save_target(publish=True)
    polish = translation.get_target_instance()
    card = cards([polish.facts.public_id], "pl")[polish.facts.public_id]
    assert (card.name.text, card.name.state) == ("Herbata", "drafted")
    assert card.summary is not None
    assert card.summary.language == "en"
