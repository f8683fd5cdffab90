"""Can an editor keep the tree of headings, and do listings, addresses and index follow?"""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core.models import AuditEvent
from directory.models import Service, ServiceCategory, TaxonomyTerm
from directory.selectors import cards
from directory.selectors.headings import headings, top_of
from search.models import OutboxEntry
from tests.factories.directory import make_heading, make_listing
from tests.fixtures.headings import below, retire, tree_address

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("fresh_headings")]


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


def test_a_retired_heading_does_not_move(
    editor: Client, coffee: TaxonomyTerm, chat: TaxonomyTerm
) -> None:
    retire(editor, coffee, chat)
    address = reverse("directory_heading_move", args=[coffee.pk])
    assert "This heading is retired" in editor.post(address, {"parent": ""}).content.decode()
    coffee.refresh_from_db()
    assert coffee.parent is not None


def test_a_heading_keeps_the_name_that_its_group_has_too(
    editor: Client, company: TaxonomyTerm, coffee: TaxonomyTerm
) -> None:
    TaxonomyTerm.objects.filter(pk=coffee.pk).update(name=company.name)
    address = reverse(TaxonomyTerm.snippet_viewset.get_url_name("edit"), args=[coffee.pk])
    editor.post(address, {"name": company.name, "synonyms": "brew"})
    coffee.refresh_from_db()
    assert "brew" in str(coffee.synonyms)


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
