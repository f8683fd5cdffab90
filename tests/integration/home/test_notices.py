"""Do notices and pages reach the public at once, and is the editor told who does not see them?"""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from wagtail.models import Locale

from accounts.models import User
from core import clock
from home.models import Notice
from home.page_cache import make_old

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client, pages: None) -> Client:
    """Give a browser in which an editor has signed in; the pages are made."""
    user = User.objects.create_user("editor@example.org", "secret")
    user.groups.add(Group.objects.get(name="editor"))
    client.force_login(user)
    return client


def published(editor: Client, **fields: Any) -> str:
    """Publish a notice as an editor does and return the page that follows."""
    add = reverse(Notice.snippet_viewset.get_url_name("add"))
    data = {"title": "The hall is shut", "text": "", "action-publish": "1", **fields}
    return editor.post(add, data, follow=True).content.decode()


def test_a_notice_is_seen_at_once_though_the_page_was_kept(editor: Client) -> None:
    assert "The hall is shut" not in Client().get("/en/").content.decode()
    published(editor)
    assert "The hall is shut" in Client().get("/en/").content.decode()


def test_the_editor_is_told_where_it_is_not_shown_and_what_is_seen(editor: Client) -> None:
    told = published(editor)
    assert "Not shown in Gujarati, Polish, Urdu" in told
    assert "people who read in those languages do not see it" in told
    assert "The hall is shut" not in Client().get("/ur/").content.decode()


def test_nothing_is_said_of_a_draft(editor: Client) -> None:
    add = reverse(Notice.snippet_viewset.get_url_name("add"))
    page = editor.post(add, {"title": "Not yet", "text": ""}, follow=True).content.decode()
    assert "Not shown in" not in page
    assert "Not yet" not in Client().get("/en/").content.decode()


def test_a_notice_of_another_day_is_not_shown(editor: Client) -> None:
    published(editor, show_from=clock.today() + timedelta(days=1))
    assert "The hall is shut" not in Client().get("/en/").content.decode()


def test_a_notice_in_another_language_stands_there_alone(editor: Client) -> None:
    urdu, _made = Locale.objects.get_or_create(language_code="ur")
    Notice.objects.create(title="ہال بند ہے", locale=urdu, live=True)
    make_old()
    assert "ہال بند ہے" in Client().get("/ur/").content.decode()
    assert "ہال بند ہے" not in Client().get("/en/").content.decode()


def test_kept_pages_grow_old_after_the_commit_too(
    django_capture_on_commit_callbacks: Any,
) -> None:
    cache.set("pages:generation", 1, timeout=None)
    with django_capture_on_commit_callbacks(execute=True):
        make_old()
        assert cache.get("pages:generation") == 2
    assert cache.get("pages:generation") == 3
