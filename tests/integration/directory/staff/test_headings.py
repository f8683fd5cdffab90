"""Can an editor keep the tree of headings, and do listings, addresses and index follow?"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from core.models import AuditEvent
from core.remembering import forget_all
from directory.models import HeadingChange, Service, ServiceCategory, TaxonomyTerm
from directory.selectors import cards
from directory.selectors.headings import current_code, headings, top_of
from directory.selectors.suggesting import headings_beginning
from search.models import OutboxEntry
from tests.factories.directory import locales, make_heading, make_listing
from tests.fixtures.search import SearchIndex

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    forget_all()
    yield
    forget_all()


def tree_address() -> str:
    return reverse(TaxonomyTerm.snippet_viewset.get_url_name("list"))


def below(group: TaxonomyTerm, code: str, name: str) -> TaxonomyTerm:
    term = make_heading(code, name)
    term.parent = group
    term.save()
    return term


@pytest.fixture
def company(db: None) -> TaxonomyTerm:
    return make_heading("company", "Company")


@pytest.fixture
def coffee(company: TaxonomyTerm) -> TaxonomyTerm:
    return below(company, "coffee", "Coffee mornings")


@pytest.fixture
def chat(company: TaxonomyTerm) -> TaxonomyTerm:
    return below(company, "chat", "Chat groups")


@pytest.fixture
def listing(coffee: TaxonomyTerm) -> Service:
    service = make_listing(name="Tea for all")
    service.save_revision().publish()
    return Service.objects.get(pk=service.pk)


def retire(editor: Client, term: TaxonomyTerm, to: TaxonomyTerm | None, how: str = "retire") -> Any:
    return editor.post(
        reverse(f"directory_heading_{how}", args=[term.pk]),
        {"successor": to.pk if to else "", "sure": "1"},
        follow=True,
    )


def codes(service: Service) -> list[str]:
    return [row.term.code for row in Service.objects.get(pk=service.pk).categories.all()]


def test_the_tree_counts_published_listings_and_those_below_once(
    editor: Client, company: TaxonomyTerm, listing: Service, chat: TaxonomyTerm
) -> None:
    ServiceCategory.objects.create(service=listing, term=chat)
    make_listing(name="A draft", live=False)
    make_listing(name="Gone", status="closed")
    answer = editor.get(tree_address())
    (group,) = answer.context["nodes"]
    assert (group.term, group.listings, group.own) == (company, 1, 0)
    assert [(one.term.code, one.listings) for one in group.below] == [("chat", 1), ("coffee", 1)]


def test_the_tree_takes_the_same_number_of_queries_whatever_it_holds(
    editor: Client, listing: Service, company: TaxonomyTerm
) -> None:
    editor.get(tree_address())

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            assert editor.get(tree_address()).status_code == 200
        return len(queries)

    few = count()
    for number in range(8):
        below(company, f"more_{number}", f"More {number}")
        make_listing(name=f"Listing {number}")
    assert count() == few


def test_an_editor_adds_a_heading_below_a_group_and_its_code_follows_the_name(
    editor: Client, company: TaxonomyTerm, coffee: TaxonomyTerm
) -> None:
    add = reverse(TaxonomyTerm.snippet_viewset.get_url_name("add"))
    form = editor.get(f"{add}?parent={company.pk}").context["form"]
    assert form["parent"].value() == company.pk
    editor.post(add, {"name": "Board games & cards", "parent": company.pk, "icon": "star"})
    made = TaxonomyTerm.objects.get(name="Board games & cards")
    assert (made.code, made.parent) == ("board_games_cards", company)
    assert made.position > coffee.position
    assert "board_games_cards" in headings("en")


def test_a_name_that_is_taken_comes_back_with_a_message(
    editor: Client, coffee: TaxonomyTerm
) -> None:
    add = reverse(TaxonomyTerm.snippet_viewset.get_url_name("add"))
    page = editor.post(add, {"name": "coffee MORNINGS", "synonyms": "kept"}).content.decode()
    assert "There is a heading of this name already" in page
    assert "kept" in page


def test_a_new_name_reaches_the_card_and_the_code_stays(
    editor: Client, coffee: TaxonomyTerm, listing: Service
) -> None:
    edit = reverse(TaxonomyTerm.snippet_viewset.get_url_name("edit"), args=[coffee.pk])
    editor.post(edit, {"name": "Coffee and talk", "code": "other"})
    coffee.refresh_from_db()
    assert (coffee.name, coffee.code) == ("Coffee and talk", "coffee")
    card = cards([listing.public_id], "en")[listing.public_id]
    assert card.headings[0].label.text == "Coffee and talk"


def test_a_heading_moves_to_another_group_and_the_index_is_told(
    editor: Client, coffee: TaxonomyTerm, listing: Service
) -> None:
    food = make_heading("food", "Food")
    OutboxEntry.objects.all().delete()
    address = reverse("directory_heading_move", args=[coffee.pk])
    assert editor.post(address, {"parent": food.pk}).status_code == 302
    coffee.refresh_from_db()
    assert coffee.parent == food
    assert top_of("coffee") == "food"
    assert cards([listing.public_id], "en")[listing.public_id].headings[0].top == "food"
    assert OutboxEntry.objects.filter(public_id=listing.public_id).exists()
    assert AuditEvent.objects.filter(verb="heading.moved", subject_key=str(coffee.pk)).exists()


def test_nothing_moves_below_itself_or_to_a_third_level(
    editor: Client, company: TaxonomyTerm, coffee: TaxonomyTerm
) -> None:
    food = make_heading("food", "Food")
    address = reverse("directory_heading_move", args=[company.pk])
    for parent, said in ((company, "Choose another heading"), (food, "Move those first")):
        page = editor.post(address, {"parent": parent.pk}).content.decode()
        assert said in page
    page = editor.post(address, {"parent": coffee.pk}).content.decode()
    assert "Select a valid choice" in page
    company.refresh_from_db()
    assert company.parent is None


def test_headings_change_places_and_the_public_sees_the_order(
    editor: Client, company: TaxonomyTerm, coffee: TaxonomyTerm, chat: TaxonomyTerm
) -> None:
    assert [code for code in headings("en") if code != "company"] == ["chat", "coffee"]
    address = reverse("directory_heading_order", args=[chat.pk])
    assert editor.post(address, {"down": "1"}).status_code == 302
    assert [code for code in headings("en") if code != "company"] == ["coffee", "chat"]
    editor.post(address, {"down": "1"})
    editor.post(address, {"up": "1"})
    assert [code for code in headings("en") if code != "company"] == ["chat", "coffee"]


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


def test_the_editor_of_a_listing_says_which_heading_took_over(
    coffee: TaxonomyTerm, chat: TaxonomyTerm, editor: Client
) -> None:
    retire(editor, coffee, chat)
    row = ServiceCategory(term=TaxonomyTerm.objects.get(pk=coffee.pk))
    with pytest.raises(Exception, match="Choose “Chat groups”"):
        row.clean()


def test_translators_see_the_tree_and_change_nothing(
    translator: Client, coffee: TaxonomyTerm, chat: TaxonomyTerm
) -> None:
    page = translator.get(tree_address()).content.decode()
    assert "Coffee mornings" in page
    assert "Retire" not in page
    for name in ("move", "retire", "merge", "undo"):
        answer = translator.get(reverse(f"directory_heading_{name}", args=[coffee.pk]))
        assert answer.status_code in (302, 403)
    translator.post(reverse("directory_heading_order", args=[coffee.pk]), {"down": "1"})
    retire(translator, coffee, chat)
    coffee.refresh_from_db()
    assert not coffee.is_retired


def test_odd_input_is_answered_with_a_page(editor: Client, coffee: TaxonomyTerm) -> None:
    assert editor.get(tree_address(), {"q": "\x00'\"%"}).status_code == 200
    assert editor.get(reverse("directory_heading_move", args=[999_999])).status_code in (302, 404)
    for value in ("x", "-1", "9" * 30, "\x00"):
        address = reverse("directory_heading_retire", args=[coffee.pk])
        answer = editor.post(address, {"successor": value, "sure": "1"})
        assert answer.status_code in (200, 400)
    add = reverse(TaxonomyTerm.snippet_viewset.get_url_name("add"))
    assert editor.get(add, {"parent": "9" * 30}).status_code == 200
