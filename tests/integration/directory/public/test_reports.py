"""Do the reports show what is looked for and what is missing, to those who may read them?"""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from accounts.actions.roles import ensure_roles
from accounts.models import User
from core import clock
from geography.enums import AreaKind
from geography.models import Area, Postcode
from search.actions import tally
from search.models import SearchTally, Synonym

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("whole_directory")]
PAGES = ("directory_found_nothing", "directory_wanted_by_ward", "directory_to_look_at")


@pytest.fixture(autouse=True)
def counting(settings: Settings) -> Iterator[None]:
    """Switch counting on, and drop what waits."""
    settings.WAYMARK_COUNT_SEARCHES = True
    tally.forget_waiting()
    yield
    tally.forget_waiting()


def signed_in(client: Client, role: str) -> Client:
    """Sign in as a member of staff with a role."""
    ensure_roles()
    member = User.objects.create_user(email=f"{role}@example.org", password="x")
    member.groups.add(Group.objects.get(name=role))
    client.force_login(member)
    return client


def searched(client: Client, query: str, times: int) -> None:
    """Search so many times, and write the counts."""
    for _ in range(times):
        assert client.get(f"/en/directory/{query}").status_code == 200
    tally.write()


def test_words_that_found_nothing_are_listed_once_asked_for_often_enough(client: Client) -> None:
    searched(client, "?q=zzqxvunknown", 3)
    searched(client, "?q=qqzzrare", 2)
    searched(client, "?q=swim", 5)
    page = signed_in(client, "editor").get(reverse(PAGES[0])).content.decode()
    assert "zzqxvunknown" in page
    assert "qqzzrare" not in page
    assert "<bdi>swim" not in page


@pytest.fixture
def in_belgrave() -> None:
    """Put the known postcode into a ward."""
    ward = Area.objects.get(name="Belgrave", kind=AreaKind.WARD)
    Postcode.objects.filter(code="LE45QD").update(ward=ward)


@pytest.mark.usefixtures("in_belgrave")
def test_a_postcode_is_counted_as_its_ward_and_kept_nowhere(client: Client) -> None:
    searched(client, "?q=swim&near=LE4+5QD", 5)
    rows = list(SearchTally.objects.values())
    assert any(row["ward"].startswith("E05") for row in rows)
    assert "5qd" not in str(rows).lower()
    page = signed_in(client, "analyst").get(reverse(PAGES[1])).content.decode()
    assert "Belgrave" in page
    assert "<td>5</td>" in page


@pytest.mark.usefixtures("in_belgrave")
def test_few_searches_in_a_ward_are_not_shown(client: Client) -> None:
    searched(client, "?q=swim&near=LE4+5QD", 4)
    page = signed_in(client, "analyst").get(reverse(PAGES[1])).content.decode()
    assert "There are not enough searches yet." in page


def test_paging_and_filters_of_the_report_never_break(client: Client) -> None:
    staff = signed_in(client, "editor")
    for name in PAGES:
        for query in ("", "?days=7", "?days=x", "?days=365", "?csv=1&days=30"):
            assert staff.get(reverse(name) + query).status_code == 200


def test_a_table_downloaded_holds_no_formula(client: Client) -> None:
    SearchTally.objects.create(
        day=clock.today(), language="en", words="=1+1", outcome="nothing", count=5
    )
    answer = signed_in(client, "editor").get(reverse(PAGES[0]) + "?csv=1")
    assert "'=1+1" in answer.content.decode()
    assert answer["Content-Disposition"].startswith("attachment")


def test_what_is_to_be_looked_at_leads_to_the_list(client: Client) -> None:
    page = signed_in(client, "editor").get(reverse(PAGES[2])).content.decode()
    assert "?lacks=cost" in page
    assert "?checked=due" in page


@pytest.mark.parametrize("role", ["desk", "translator"])
def test_others_may_not_read_the_reports(client: Client, role: str) -> None:
    staff = signed_in(client, role)
    assert all(staff.get(reverse(name)).status_code in (302, 403) for name in PAGES)


def test_words_that_found_nothing_become_a_synonym_with_one_press(client: Client) -> None:
    searched(client, "?q=shmwalkies", 3)
    staff = signed_in(client, "editor")
    page = staff.get(reverse(PAGES[0])).content.decode()
    assert "Make it a synonym" in page
    sent = {"words": "shmwalkies", "language": "en", "meaning": "Walking"}
    answer = staff.post(reverse(PAGES[0]), sent, follow=True).content.decode()
    assert "shmwalkies” finds" in answer
    assert "finds 0 listings" not in answer
    assert "Has other words now" in answer
    assert Synonym.objects.get(phrase="shmwalkies").origin == "report"


def test_a_synonym_that_makes_no_sense_is_refused_in_words(client: Client) -> None:
    staff = signed_in(client, "editor")
    sent = {"words": "walking", "language": "en", "meaning": ""}
    answer = staff.post(reverse(PAGES[0]), sent, follow=True)
    assert answer.status_code == 200
    assert not Synonym.objects.filter(phrase="walking").exists()


def test_who_may_only_read_makes_no_synonym(client: Client) -> None:
    sent = {"words": "shmwalkies", "language": "en", "meaning": "Walking"}
    answer = signed_in(client, "analyst").post(reverse(PAGES[0]), sent)
    assert answer.status_code in (302, 403)
    assert not Synonym.objects.filter(phrase="shmwalkies").exists()
