"""Can an editor do the everyday things in few page loads, and nobody else?"""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from core import clock
from directory.models import Location, Schedule, Service
from directory.selectors import cards
from geography.types import Located
from tests.factories.directory import make_listing, make_translation
from tests.fixtures.edit_forms import edit_data
from tests.fixtures.members import member_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client: Client, django_user_model: Any) -> Client:
    client.force_login(member_of(Role.EDITOR, django_user_model))
    return client


@pytest.fixture
def listing() -> Service:
    service = make_listing()
    service.save_revision().publish()
    return Service.objects.get(pk=service.pk)


class Visits:
    """A browser that counts the pages it loads; a redirect belongs to the page it leads to."""

    def __init__(self, client: Client) -> None:
        self.client, self.loads = client, 0

    def get(self, address: str) -> str:
        self.loads += 1
        answer = self.client.get(address, follow=True)
        assert answer.status_code == 200
        return answer.content.decode()

    def post(self, address: str, data: dict[str, Any]) -> str:
        self.loads += 1
        answer = self.client.post(address, data, follow=True)
        assert answer.status_code == 200
        return answer.content.decode()


def list_address() -> str:
    return reverse(Service.snippet_viewset.get_url_name("list"))


def test_one_date_is_cancelled_in_four_page_loads(editor: Client, listing: Service) -> None:
    visits = Visits(editor)
    address = reverse("directory_cancel_date", args=[listing.pk])
    assert list_address() in visits.get(reverse("wagtailadmin_home"))
    assert address in visits.get(f"{list_address()}?q=tea")
    page = visits.get(address)
    assert "Tuesdays, 10am to 12 noon" in page
    first = cards([listing.public_id], "en")[listing.public_id].dates[0]
    choice = f"{first.on.isoformat()}T10:00"
    assert choice in page
    visits.post(address, {"session": choice, "reason": "cancelled"})
    assert visits.loads <= 4
    dates = cards([listing.public_id], "ur")[listing.public_id].dates
    assert first.on not in [one.on for one in dates]


@pytest.mark.parametrize("key", ["", "x", "-1", "9" * 30, "١"])
def test_a_date_that_was_never_off_is_not_put_back(
    editor: Client, listing: Service, key: str
) -> None:
    address = reverse("directory_cancel_date", args=[listing.pk])
    assert editor.post(address, {"restore": key}, follow=True).status_code == 404


def test_the_day_is_changed_in_five_page_loads_and_said_back(
    editor: Client, listing: Service
) -> None:
    visits = Visits(editor)
    address = reverse("directory_change_times", args=[listing.pk])
    visits.get(reverse("wagtailadmin_home"))
    assert address in visits.get(f"{list_address()}?q=tea")
    assert "RRULE" not in visits.get(address)
    typed = {
        "time-0-days": ["wed", "fri"],
        "time-0-every": "1",
        "time-0-start": "half past ten",
        "time-0-end": "12 noon",
        "time-0-starts_on": "2026-01-06",
        "time-new-every": "1",
        "time-new-starts_on": clock.today().isoformat(),
    }
    said = visits.post(address, {**typed, "say": "1"})
    assert "Wednesdays and Fridays, 10:30am to 12 noon" in said
    saved = visits.post(address, {**typed, "save": "1"})
    assert "Wednesdays and Fridays, 10:30am to 12 noon" in saved
    assert visits.loads <= 6
    days = {one.on.weekday() for one in cards([listing.public_id], "gu")[listing.public_id].dates}
    assert days == {2, 4}


def test_a_time_that_cannot_be_read_is_kept_and_explained(editor: Client, listing: Service) -> None:
    address = reverse("directory_change_times", args=[listing.pk])
    page = editor.post(
        address,
        {"time-0-days": "tue", "time-0-every": "1", "time-0-start": "soonish", "save": "1"},
    ).content.decode()
    assert "soonish" in page
    assert "Type a time" in page
    assert Schedule.objects.get(service=listing).start_time.hour == 10


def test_changed_words_tell_which_translations_are_now_old(
    editor: Client, listing: Service
) -> None:
    make_translation(listing, "ur", name="چائے", summary="گرم چائے")
    make_translation(listing, "pl", name="Herbata")
    address = reverse(Service.snippet_viewset.get_url_name("edit"), args=[listing.pk])
    data = edit_data(editor, listing, summary="Coffee, cake and talk.")
    page = editor.post(address, data, follow=True).content.decode()
    assert "now out of date" in page
    assert "اردو" in page
    assert "Polski" not in page.split("now out of date")[1].split("Until somebody")[0]
    assert "people who read these languages see the old words" in page
    assert cards([listing.public_id], "ur")[listing.public_id].summary.state == "out_of_date"  # type: ignore[union-attr]  # it has one


def test_the_edit_form_never_shows_a_recurrence(editor: Client, listing: Service) -> None:
    address = reverse(Service.snippet_viewset.get_url_name("edit"), args=[listing.pk])
    page = editor.get(address).content.decode()
    assert "FREQ=" not in page
    assert "Tuesdays, 10am to 12 noon" in page


def test_the_editor_of_a_translation_shows_words_only(editor: Client, listing: Service) -> None:
    urdu = make_translation(listing, "ur", name="چائے")
    address = reverse(Service.snippet_viewset.get_url_name("edit"), args=[urdu.pk])
    form = editor.get(address).context["form"]
    assert set(form.fields) == {*Service.WORDS, "words_state", "go_live_at", "expire_at"}
    assert not form.formsets
    answer = editor.post(
        address, {"name": "گرم چائے", "words_state": "checked", "action-publish": "1"}
    )
    assert answer.status_code == 302
    assert cards([listing.public_id], "ur")[listing.public_id].name.state == "checked"


def test_an_odd_quotation_mark_in_the_search_is_no_error(editor: Client, listing: Service) -> None:
    assert editor.get(f'{list_address()}?q="tea').status_code == 200


def test_a_translator_cannot_change_facts_nor_take_dates_off(
    client: Client, django_user_model: Any, listing: Service
) -> None:
    client.force_login(member_of(Role.TRANSLATOR, django_user_model))
    edit = reverse(Service.snippet_viewset.get_url_name("edit"), args=[listing.pk])
    assert client.get(edit).status_code == 302
    urdu = make_translation(listing, "ur", name="چائے")
    address = reverse(Service.snippet_viewset.get_url_name("edit"), args=[urdu.pk])
    assert client.get(address).status_code == 200


def test_the_desk_cannot_open_the_short_ways(
    client: Client, django_user_model: Any, listing: Service
) -> None:
    client.force_login(member_of(Role.DESK, django_user_model))
    for name in ("directory_cancel_date", "directory_change_times"):
        assert client.get(reverse(name, args=[listing.pk])).status_code in (302, 403)


def test_an_editor_says_that_a_listing_is_still_right(editor: Client, listing: Service) -> None:
    address = reverse("directory_still_right", args=[listing.pk])
    assert "Tuesdays, 10am to 12 noon" in editor.get(address).content.decode()
    assert editor.post(address).status_code == 302
    card = cards([listing.public_id], "en")[listing.public_id]
    assert (card.checked_on, card.checked_by) == (clock.today(), "council")


def test_a_new_place_is_put_on_the_map_by_its_postcode(
    editor: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = Located(
        label="LE4 5QX",
        lat=52.65,
        lon=-1.12,
        kind="postcode",
        approximate=False,
        ward="E05010460",
        district="E06000016",
        outcode="LE4",
    )
    monkeypatch.setattr("directory.forms.places.locate", lambda text: found)
    data = {"name": "Hall", "postcode": "le45qx", "accessibility-TOTAL_FORMS": "0"}
    address = reverse(Location.snippet_viewset.get_url_name("add"))
    editor.post(address, {**data, "accessibility-INITIAL_FORMS": "0"})
    place = Location.objects.get(name="Hall")
    assert (place.postcode, place.outcode, place.ward) == ("LE4 5QX", "LE4", "E05010460")
    assert place.latitude == 52.65
