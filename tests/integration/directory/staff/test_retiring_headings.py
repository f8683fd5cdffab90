"""Do listings, addresses and index follow when a heading is retired, merged or taken back?"""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from core.models import AuditEvent
from directory.models import HeadingChange, Service, ServiceCategory, TaxonomyTerm
from directory.selectors import cards
from directory.selectors.headings import current_code
from directory.selectors.suggesting import headings_beginning
from search.models import OutboxEntry
from tests.factories.directory import locales, make_heading, make_listing
from tests.fixtures.headings import below, codes, retire
from tests.fixtures.search import SearchIndex

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_headings")]


def test_a_heading_in_use_is_not_retired_without_a_successor(
    editor: Client, coffee: TaxonomyTerm, listing: Service
) -> None:
    page = retire(editor, coffee, None).content.decode()
    assert "Choose the heading that takes them over" in page
    coffee.refresh_from_db()
    assert not coffee.is_retired


def test_a_heading_that_only_a_draft_names_is_in_use(
    editor: Client, listing: Service, chat: TaxonomyTerm
) -> None:
    draft = Service.objects.get(pk=listing.pk)
    draft.categories.set([ServiceCategory(term=chat)])
    draft.save_revision()
    retire(editor, chat, None)
    chat.refresh_from_db()
    assert not chat.is_retired


def test_listings_and_drafts_go_to_the_successor_at_once(
    editor: Client, editor_user: Any, coffee: TaxonomyTerm, chat: TaxonomyTerm, listing: Service
) -> None:
    draft = Service.objects.get(pk=listing.pk)
    draft.summary = "Still being written."
    draft.save_revision()
    both = make_listing(name="Both")
    ServiceCategory.objects.create(service=both, term=chat)
    OutboxEntry.objects.all().delete()
    page = retire(editor, coffee, chat).content.decode()
    assert "2 listings stand under “Chat groups” now" in page
    assert codes(listing) == ["chat"]
    assert codes(both) == ["chat"]
    waiting = Service.objects.get(pk=listing.pk).latest_revision
    assert waiting is not None
    waiting.publish()
    assert codes(listing) == ["chat"]
    assert Service.objects.get(pk=listing.pk).summary == "Still being written."
    noted = {str(key) for key in OutboxEntry.objects.values_list("public_id", flat=True)}
    assert noted == {listing.public_id, both.public_id}
    for language in ("en", "ur"):
        card = cards([both.public_id], language)[both.public_id]
        assert [one.code for one in card.headings] == ["chat"]
    event = AuditEvent.objects.get(verb="heading.retired")
    assert event.detail == {"code": "coffee", "successor": "chat", "listings": "2"}
    assert event.actor == f"accounts.user:{editor_user.pk}"
    assert ModelLogEntry.objects.filter(
        action="directory.heading_changed", object_id=str(listing.pk)
    ).exists()


def test_the_page_says_what_follows_before_anything_does(
    editor: Client, coffee: TaxonomyTerm, chat: TaxonomyTerm, listing: Service
) -> None:
    address = reverse("directory_heading_retire", args=[coffee.pk])
    page = editor.post(address, {"successor": chat.pk}).content.decode()
    assert "1 listing goes to “Chat groups” at once" in page
    coffee.refresh_from_db()
    assert not coffee.is_retired


def test_old_addresses_of_searches_answer_for_the_successor(
    editor: Client,
    client: Client,
    coffee: TaxonomyTerm,
    chat: TaxonomyTerm,
    listing: Service,
    search_index: SearchIndex,
) -> None:
    search_index.rebuild()
    retire(editor, coffee, chat)
    search_index.rebuild()
    answer = client.get("/en/directory/", {"category": "coffee"})
    assert answer.context["asked"].category == ("chat",)
    assert "Tea for all" in answer.content.decode()
    assert len(answer.context["cards"]) == 1
    canonical = 'rel="canonical" href="http://testserver/en/directory/?category=chat"'
    assert canonical in answer.content.decode()
    feed = client.get("/en/directory/feed.xml", {"category": "coffee"})
    assert "Tea for all" in feed.content.decode()
    options = [box.option for group in answer.context["groups"] for box in group.boxes]
    assert "coffee" not in [one.value for one in options if one.name == "category"]
    assert headings_beginning("coffee", "en") == []


def test_a_chain_of_successors_ends_at_the_one_in_use(
    editor: Client, coffee: TaxonomyTerm, chat: TaxonomyTerm, listing: Service
) -> None:
    talk = make_heading("talk", "Talking")
    retire(editor, coffee, chat)
    retire(editor, chat, talk)
    assert current_code("coffee") == "talk"
    assert codes(listing) == ["talk"]
    assert TaxonomyTerm.objects.by_code()["coffee"] == talk


def test_an_old_version_that_names_a_retired_heading_shows_the_successor(
    editor: Client, coffee: TaxonomyTerm, chat: TaxonomyTerm, listing: Service
) -> None:
    old = listing.latest_revision
    assert old is not None
    newer = Service.objects.get(pk=listing.pk)
    newer.save_revision().publish()
    retire(editor, coffee, chat)
    old.publish()
    card = cards([listing.public_id], "en")[listing.public_id]
    assert [one.code for one in card.headings] == ["chat"]


def test_a_merge_keeps_the_words_of_both_in_each_language(
    editor: Client, coffee: TaxonomyTerm, chat: TaxonomyTerm, listing: Service
) -> None:
    for term, name in ((coffee, "کافی"), (chat, "بات چیت")):
        row = term.copy_for_translation(locales()["ur"])
        row.name = name
        row.save()
    TaxonomyTerm.objects.filter(pk=coffee.pk).update(synonyms="Tea\nChat groups")
    retire(editor, coffee, chat, "merge")
    chat.refresh_from_db()
    assert chat.lines() == ("Chat groups", "Coffee mornings", "Tea")
    assert "کافی" in chat.translations.get(locale=locales()["ur"]).lines()
    assert AuditEvent.objects.filter(verb="heading.merged").exists()


def test_a_group_hands_its_headings_to_another_group(
    editor: Client, company: TaxonomyTerm, coffee: TaxonomyTerm, listing: Service
) -> None:
    food = make_heading("food", "Food")
    assert "Choose a group" in retire(editor, company, below(food, "x", "X")).content.decode()
    retire(editor, company, food)
    coffee.refresh_from_db()
    assert coffee.parent == food
    assert cards([listing.public_id], "en")[listing.public_id].headings[0].top == "food"


def test_a_change_is_taken_back_with_drafts_words_and_places(
    editor: Client, coffee: TaxonomyTerm, chat: TaxonomyTerm, listing: Service
) -> None:
    both = make_listing(name="Both")
    ServiceCategory.objects.create(service=both, term=chat, position=1)
    retire(editor, coffee, chat, "merge")
    address = reverse("directory_heading_undo", args=[coffee.pk])
    assert "2 listings go back" in editor.get(address).content.decode()
    editor.post(address, {"undo": "1"})
    coffee.refresh_from_db()
    chat.refresh_from_db()
    assert not coffee.is_retired
    assert chat.lines() == ("Chat groups",)
    assert codes(listing) == ["coffee"]
    assert codes(both) == ["coffee", "chat"]
    draft = Service.objects.get(pk=listing.pk).latest_revision
    assert draft is not None
    assert [row["term"] for row in draft.content["categories"]] == [coffee.pk]
    assert cards([listing.public_id], "en")[listing.public_id].headings[0].code == "coffee"
    assert AuditEvent.objects.filter(verb="heading.restored").exists()


def test_nothing_is_taken_back_once_a_listing_has_changed_and_the_page_says_which(
    editor: Client, coffee: TaxonomyTerm, chat: TaxonomyTerm, listing: Service
) -> None:
    retire(editor, coffee, chat)
    Service.objects.get(pk=listing.pk).save_revision()
    address = reverse("directory_heading_undo", args=[coffee.pk])
    page = editor.get(address).content.decode()
    assert "Tea for all" in page
    assert "changed or published since" in page
    editor.post(address, {"undo": "1"})
    assert codes(listing) == ["chat"]
    editor.post(address, {"again": "1"})
    coffee.refresh_from_db()
    assert not coffee.is_retired
    assert codes(listing) == ["chat"]
    assert not HeadingChange.objects.standing().exists()
