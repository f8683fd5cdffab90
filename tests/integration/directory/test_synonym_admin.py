"""Can an editor keep synonyms and see what they would find, and nobody else?"""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from search.models import Synonym
from tests.factories.directory import make_listing
from tests.fixtures.members import member_of
from tests.fixtures.search import SearchIndex

pytestmark = pytest.mark.django_db
LINE = {
    "language": "en", "phrase": "bjj", "meanings": "martial arts\nwrestling", "both_ways": "",
    "live": "on", "note": "",
}  # fmt: skip


@pytest.fixture
def editor(client: Client, django_user_model: Any) -> Client:
    client.force_login(member_of(Role.EDITOR, django_user_model))
    return client


@pytest.fixture
def listing(search_index: SearchIndex) -> Any:
    service = make_listing(name="Martial arts for all")
    service.save_revision().publish()
    search_index.rebuild()
    return service


def address(name: str, *args: int) -> str:
    viewset: Any = getattr(Synonym, "snippet_viewset")  # noqa: B009  # set by register_snippet
    return reverse(viewset.get_url_name(name), args=args)


def test_a_saved_line_says_how_many_it_found_before_and_finds_now(
    editor: Client, listing: Any
) -> None:
    page = editor.post(address("add"), LINE, follow=True).content.decode()
    assert Synonym.objects.get().rule.meanings == ("martial arts", "wrestling")
    assert "found 0 listings and finds 1 now" in page
    assert "Martial arts for all" in page


def test_nonsense_comes_back_with_a_message_and_what_was_typed(editor: Client) -> None:
    page = editor.post(address("add"), LINE | {"meanings": "BJJ\nkept words"}).content.decode()
    assert "is the same to the search already" in page
    assert "kept words" in page
    assert not Synonym.objects.exists()


def test_trying_shows_before_and_after_and_saves_nothing(editor: Client, listing: Any) -> None:
    page = editor.get(reverse("directory_try_synonym"), LINE).content.decode()
    assert "“bjj”: 0 listings without these words, 1 with them" in page
    assert "Martial arts for all" in page
    assert not Synonym.objects.exists()


def test_trying_a_kept_line_compares_with_the_site_without_it(editor: Client, listing: Any) -> None:
    line = Synonym.objects.create(phrase="bjj", meanings="martial arts")
    page = editor.get(reverse("directory_try_this_synonym", args=[line.pk])).content.decode()
    assert "0 listings without these words, 1 with them" in page


def test_trying_nonsense_says_so(editor: Client) -> None:
    page = editor.get(reverse("directory_try_synonym"), LINE | {"phrase": "the"})
    assert page.status_code == 200
    assert "says nothing by itself" in page.content.decode()


def test_the_list_can_be_searched_and_filtered(editor: Client) -> None:
    Synonym.objects.create(phrase="bjj", meanings="judo")
    Synonym.objects.create(phrase="angling", meanings="fishing", origin="openactive")
    found = editor.get(address("list"), {"q": "judo"}).content.decode()
    assert "bjj" in found
    assert "angling" not in found
    found = editor.get(address("list"), {"origin": "openactive"}).content.decode()
    assert "angling" in found
    assert "bjj" not in found


@pytest.mark.parametrize("role", [Role.TRANSLATOR, Role.DESK])
def test_others_may_not(client: Client, django_user_model: Any, role: Role) -> None:
    client.force_login(member_of(role, django_user_model))
    assert client.get(reverse("directory_try_synonym")).status_code == 302
    client.post(address("add"), LINE)
    assert not Synonym.objects.exists()
