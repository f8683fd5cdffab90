"""What no person types is refused in words; HEAD is answered like GET; logs stay silent."""

import uuid

import pytest
from django.contrib.auth import get_user_model
from django.test import Client, override_settings
from structlog.testing import capture_logs

from core.middleware.admin_search import clean

FORM = "application/x-www-form-urlencoded"
pytestmark = pytest.mark.django_db
faulty = override_settings(ROOT_URLCONF="tests.integration.core.faulty_urls")


@faulty
@pytest.mark.parametrize("language", ["en", "ur"])
def test_a_nul_in_path_query_or_form_is_a_friendly_400(client: Client, language: str) -> None:
    answers = [
        client.get(f"/{language}/echo/%00/"),
        client.get(f"/{language}/echo/?q=a%00b"),
        client.get(f"/{language}/echo/?a%00=b"),
        client.post(f"/{language}/echo/", {"name": "a\x00b"}),
        client.post(
            f"/{language}/echo/", b"a=%00", content_type="application/x-www-form-urlencoded"
        ),
    ]
    assert [response.status_code for response in answers] == [400] * 5
    assert all(f'lang="{language}"' in response.content.decode() for response in answers)


@faulty
@pytest.mark.parametrize("typed", ["ਸਤ ਸ੍ਰੀ ਅਕਾਲ", "زنده باد‏", "Łódź 👩‍👩‍👧", "a'b\"c\\<d>"])
def test_what_people_type_passes_unchanged(client: Client, typed: str) -> None:
    assert client.post("/en/echo/", {"name": typed}).json()["post"] == {"name": typed}
    assert client.get("/en/echo/", {"q": typed}).json()["get"] == {"q": typed}


@faulty
@pytest.mark.parametrize("page", ["only-get", "streamed", "echo"])
def test_head_is_answered_like_get_with_no_body(client: Client, page: str) -> None:
    whole, head = client.get(f"/en/{page}/"), client.head(f"/en/{page}/")
    assert head.status_code == whole.status_code == 200
    assert head.getvalue() == b""
    assert head.headers["Content-Type"] == whole.headers["Content-Type"]
    if not whole.streaming:
        assert head.headers["Content-Length"] == str(len(whole.content))


@pytest.mark.parametrize(
    ("typed", "searched"),
    [
        ('"swim', "swim"),
        ('"swim" "', "swim"),
        ('"chair yoga"', '"chair yoga"'),
        ("plain words", "plain words"),
        ("a\x00b\x07", "ab"),
        ("ਯੋਗਾ", "ਯੋਗਾ"),
        ('"', ""),
    ],
)
def test_admin_search_words_lose_what_breaks_the_search(typed: str, searched: str) -> None:
    assert " ".join(clean(typed).split()) == searched


@faulty
def test_only_the_admin_search_is_cleaned(client: Client) -> None:
    assert client.get("/admin/echo/?q=%22swim&p=2").json()["get"] == {"q": "swim", "p": "2"}
    assert client.get("/admin/echo/?q=a%00b").json()["get"] == {"q": "ab"}
    assert client.get("/en/echo/?q=%22swim").json()["get"] == {"q": '"swim'}


@pytest.mark.parametrize("query", ["%22swim", "%00", "%22a%22b%22", "swim%27", "*", "AND OR"])
def test_wagtails_own_search_survives_what_is_typed(client: Client, query: str) -> None:
    user = get_user_model().objects.create_superuser(email="a@example.org", password="x")
    client.force_login(user)
    response = client.get(f"/admin/pages/search/?q={query}")
    assert response.status_code in {200, 302}


@faulty
def test_the_access_log_has_neither_query_nor_draft_nor_address(client: Client) -> None:
    draft = str(uuid.uuid4())
    with capture_logs() as lines:
        response = client.get(
            f"/en/check/{draft}/step/?near=LE1+1FZ", headers={"user-agent": "Old phone"}
        )
        client.get("/en/check/code-7/step/")
        client.get("/en/no/such/page-with-words/")
    paths = [line["path"] for line in lines if line["event"] == "request"]
    assert paths == ["/en/check/*/step/", "/en/check/*/step/", "/en/…"]
    told = str(lines)
    assert all(secret not in told for secret in (draft, "LE1", "Old phone", "127.0.0.1", "code-7"))
    assert len(response.headers["X-Request-ID"]) == 32


@pytest.mark.parametrize("language", ["en", "ur"])
def test_a_page_asked_for_in_the_wrong_way_says_so_with_a_way_on(
    client: Client, language: str
) -> None:
    response = client.post(f"/{language}/directory/")
    assert (response.status_code, response.headers["Allow"]) == (405, "GET, HEAD")
    assert f'lang="{language}"' in response.content.decode()
    assert f'href="/{language}/' in response.content.decode()
