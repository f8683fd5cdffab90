"""Is an editor told, on saving, that a listing may be there already?"""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from directory.actions.duplicates import decide
from directory.actions.not_again import never_list_again
from directory.models import Service
from tests.factories.directory import make_listing
from tests.fixtures.edit_forms import edit_data

pytestmark = pytest.mark.django_db


def saved(editor: Client, listing: Service, **changes: str) -> str:
    """Save a listing in its editor as a draft; return the page that follows."""
    address = reverse(Service.snippet_viewset.get_url_name("edit"), args=[listing.pk])
    data = edit_data(editor, listing, **changes)
    del data["action-publish"]
    answer = editor.post(address, data, follow=True)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def tea(db: None) -> Service:
    row = make_listing(name="Tea & a <b>chat</b>")
    row.save_revision().publish()
    return Service.objects.get(pk=row.pk)


@pytest.fixture
def new(tea: Service) -> Service:
    return make_listing(name="Badminton", location=tea.location)


def test_a_likely_duplicate_is_named_with_the_way_to_compare(
    editor: Client, tea: Service, new: Service
) -> None:
    assert "may be listed already" not in saved(editor, new)
    page = saved(editor, new, name="Tea and a chat")
    assert "This may be listed already: “Tea &amp; a &lt;b&gt;chat" in page
    assert "the same place" in page
    assert reverse("directory_merge", args=[new.pk, tea.pk]) in page


def test_a_draft_is_compared_as_it_was_typed(editor: Client, tea: Service, new: Service) -> None:
    page = saved(editor, tea, name="Badminton")
    assert "may be listed already: “Badminton”" in page
    assert Service.objects.get(pk=tea.pk).name == "Tea & a <b>chat</b>"


def test_what_was_said_to_be_something_else_is_not_named_again(
    editor: Client, editor_user: Any, tea: Service, new: Service
) -> None:
    decide(one=tea, other=new, by=editor_user, now=clock.now())
    assert "may be listed already" not in saved(editor, new, name="Tea and a chat")


def test_what_must_not_come_back_is_said_with_its_reason(
    editor: Client, editor_user: Any, tea: Service, new: Service
) -> None:
    never_list_again(service=tea, reason="It never was.", by=editor_user, now=clock.now())
    page = saved(editor, new, name="Tea and a b chat b")
    assert "must not be listed again: It never was." in page
    assert "may be listed already" not in page
