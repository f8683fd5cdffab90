"""Can an editor compare, merge and undo on pages, and is wrong use answered with a reason?"""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from core import clock
from directory.actions.duplicates import check_one
from directory.actions.listings import set_status
from directory.enums import Status
from directory.models import Contact, DuplicatePair, DuplicateSearch, Merger, Service
from directory.selectors.duplicates import open_pairs
from directory.staff_enums import PairState
from tests.factories.directory import make_listing, make_translation
from tests.fixtures.members import member_of

pytestmark = pytest.mark.django_db
LIST, MERGED = "/admin/duplicates/", "/admin/duplicates/merged/"
NAUGHTY = ("", "-1", "x", "٣", "9" * 40, "1;drop", "<b>")


@pytest.fixture
def left(db: None) -> Service:
    return make_listing(name="Tea and a chat", summary="Tea for all.\nCake too.")


@pytest.fixture
def right(left: Service) -> Service:
    row = make_listing(name="Tea & <b>chat</b>", summary="Ask for Ann.", location=left.location)
    Contact.objects.create(service=row, kind="email", value="tea@example.org")
    check_one(service=left, now=clock.now())
    return row


def address(left: Service, right: Service) -> str:
    return reverse("directory_merge", args=[left.pk, right.pk])


def hidden(page: str) -> dict[str, str]:
    """Return what the form of a page sends: hidden fields and what is ticked."""
    found = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and value and ('type="hidden"' in tag or " checked" in tag):
            found[name[1]] = value[1]
    return {name: value for name, value in found.items() if name != "csrfmiddlewaretoken"}


def shown(client: Client, where: str, data: dict[str, str] | None = None) -> str:
    answer = client.post(where, data, follow=True) if data else client.get(where, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


def test_the_list_names_both_with_score_and_reasons(
    editor: Client, left: Service, right: Service
) -> None:
    page = shown(editor, LIST)
    assert "of 100" in page
    assert "The same place" in page
    assert "Tea &amp; &lt;b&gt;chat" in page
    assert address(left, right) in page


def test_the_list_is_paged_and_costs_the_same_however_long_it_is(
    editor: Client, left: Service, right: Service, django_assert_max_num_queries: Any
) -> None:
    shown(editor, LIST)
    with django_assert_max_num_queries(100) as few:
        shown(editor, LIST)
    for number in range(8):
        make_listing(name=f"Tea and chat {number}", location=left.location)
    for service in Service.objects.all():
        check_one(service=service, now=clock.now())
    assert open_pairs().count() > 8
    with django_assert_max_num_queries(len(few)):
        shown(editor, LIST)
    for asked in NAUGHTY:
        assert editor.get(LIST, {"p": asked}).status_code == 200


def test_an_editor_merges_in_three_steps_and_takes_it_back(
    editor: Client, left: Service, right: Service
) -> None:
    page = shown(editor, address(left, right))
    sent = hidden(page)
    assert sent["field_contacts"] == "both"
    chosen = sent | {"keep": "left", "field_summary": "right", "show": "1"}
    page = shown(editor, address(left, right), chosen)
    assert "<mark>Ask for Ann.</mark>" in page
    assert not Merger.objects.exists()
    page = shown(editor, address(left, right), hidden(page) | {"merge": "1"})
    assert "is merged into Tea and a chat" in page
    row = Service.objects.get(pk=left.pk)
    assert (row.summary, row.contacts.count()) == ("Ask for Ann.", 2)
    merger = Merger.objects.get()
    page = shown(editor, MERGED, {"undo": str(merger.pk)})
    assert "is a listing of its own again" in page
    assert Service.objects.get(pk=left.pk).summary == left.summary
    assert "not there any more" in shown(editor, MERGED, {"undo": str(merger.pk)})


def test_the_right_one_can_stay(editor: Client, left: Service, right: Service) -> None:
    sent = hidden(shown(editor, address(left, right)))
    chosen = sent | {"keep": "right", "field_name": "left", "field_summary": "both", "merge": "1"}
    shown(editor, address(left, right), chosen)
    row = Service.objects.get(pk=right.pk)
    assert (row.name, row.summary) == (left.name, "Ask for Ann.\nTea for all.\nCake too.")
    assert Service.objects.get(pk=left.pk).status == Status.ARCHIVED


def test_going_back_keeps_the_choices(editor: Client, left: Service, right: Service) -> None:
    sent = hidden(shown(editor, address(left, right))) | {"field_summary": "both"}
    page = shown(editor, address(left, right), sent | {"back": "1"})
    assert hidden(page)["field_summary"] == "both"


def test_not_the_same_is_remembered_and_said(
    editor: Client, editor_user: Any, left: Service, right: Service
) -> None:
    assert "not the same" in shown(editor, address(left, right), {"different": "1"})
    pair = DuplicatePair.objects.get()
    assert (pair.state, pair.decided_by) == (PairState.DIFFERENT, editor_user)
    assert "There is no pair to look at" in shown(editor, LIST)
    assert "said that these are not the same" in shown(editor, address(left, right))


def test_only_what_differs_is_asked_and_what_one_alone_says_is_marked(
    editor: Client, left: Service, right: Service
) -> None:
    page = shown(editor, address(left, right))
    assert 'name="field_summary"' in page
    assert 'name="field_place"' not in page
    assert "<mark>Email: tea@example.org</mark>" in page
    assert "<mark>Telephone: 0116 496 0123</mark>" not in page


def test_choices_that_are_missing_or_unknown_are_asked_for_again(
    editor: Client, left: Service, right: Service
) -> None:
    sent = hidden(shown(editor, address(left, right)))
    for wrong in (*NAUGHTY, "both"):
        page = shown(editor, address(left, right), sent | {"field_name": wrong, "merge": "1"})
        assert "Choose something for each line" in page
    page = shown(editor, address(left, right), {"merge": "1", "seen": "x" * 500})
    assert "Choose something for each line" in page
    assert not Merger.objects.exists()


def test_a_change_meanwhile_is_said_and_the_choices_stay(
    editor: Client, left: Service, right: Service
) -> None:
    sent = hidden(shown(editor, address(left, right))) | {"field_summary": "both", "keep": "left"}
    set_status(service=right, status=Status.PAUSED, by=None, now=clock.now())
    page = shown(editor, address(left, right), sent | {"field_status": "left", "merge": "1"})
    assert "Somebody has changed one of these listings" in page
    assert not Merger.objects.exists()
    again = hidden(page)
    assert again["field_summary"] == "both"
    assert again["seen"] != sent["seen"]
    assert "is merged into" in shown(editor, address(left, right), again | {"merge": "1"})


def test_the_second_of_two_editors_is_told(
    editor: Client, django_user_model: Any, left: Service, right: Service
) -> None:
    sent = hidden(shown(editor, address(left, right))) | {"merge": "1"}
    shown(editor, address(left, right), sent)
    page = shown(editor, address(left, right), sent | {"keep": "right"})
    assert "put away or merged already" in page
    assert Merger.objects.count() == 1


def test_a_hidden_listing_does_not_take_the_place_of_a_published_one(
    editor: Client, left: Service, right: Service
) -> None:
    Service.objects.filter(pk=left.pk).update(live=False)
    sent = hidden(shown(editor, address(left, right)))
    assert sent["keep"] == "right"
    page = shown(editor, address(left, right), sent | {"keep": "left", "merge": "1"})
    assert "The public does not see the listing you want to keep" in page
    assert not Merger.objects.exists()


def test_a_listing_and_its_own_translation_or_itself_cannot_be_merged(
    editor: Client, left: Service
) -> None:
    translation = make_translation(left, "gu", name="ચા")
    for other in (left, translation):
        assert "one and the same listing" in shown(editor, address(left, other))


def test_listings_that_are_not_there_give_no_page(editor: Client, left: Service) -> None:
    for where in (f"/admin/listings/{left.pk}/merge/999999/", "/admin/listings/9/merge/x/"):
        assert editor.get(where, follow=True).status_code == 404
    for key in NAUGHTY:
        assert "not there any more" in shown(editor, MERGED, {"undo": key})


def test_words_in_two_languages_are_not_asked_for(editor: Client, left: Service) -> None:
    other = make_listing(name="Herbata", language="pl", location=left.location, minimum_age=20)
    page = shown(editor, address(left, other))
    assert "written in two languages" in page
    assert 'name="field_name"' not in page
    assert 'name="field_ages"' in page


def test_nobody_but_editors_may(
    client: Client, django_user_model: Any, left: Service, right: Service
) -> None:
    for role in (None, Role.TRANSLATOR, Role.DESK, Role.ANALYST):
        if role is not None:
            client.force_login(member_of(role, django_user_model))
        for where in (LIST, MERGED, address(left, right), "/admin/not-again/"):
            for answer in (client.get(where), client.post(where, {"merge": "1", "undo": "1"})):
                assert answer.status_code in (302, 403)
                assert "Tea" not in answer.content.decode()
    assert not Merger.objects.exists()
    assert open_pairs().count() == 1


def test_looking_writes_nothing(editor: Client, left: Service, right: Service) -> None:
    for where in (LIST, MERGED, address(left, right)):
        editor.get(where, {"merge": "1", "different": "1", "undo": "1"})
    assert open_pairs().count() == 1
    assert not DuplicateSearch.objects.exists()


def test_a_search_of_all_can_be_asked_for(editor: Client, left: Service, right: Service) -> None:
    assert "We are looking" in shown(editor, LIST, {"look": "1"})
    assert "Looking now" in shown(editor, LIST)
    assert DuplicateSearch.objects.count() == 1
