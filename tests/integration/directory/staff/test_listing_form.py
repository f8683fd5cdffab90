"""Does the editor of a listing say plainly what is wrong, lose nothing, and publish no half?"""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from core import clock
from directory.models import Contact, CostOption, Service
from tests.factories.directory import make_listing
from tests.fixtures.edit_forms import edit_data

pytestmark = pytest.mark.django_db


@pytest.fixture
def listing(db: None) -> Service:
    service = make_listing(name="Tea for all")
    service.save_revision().publish()
    return Service.objects.get(pk=service.pk)


def save(editor: Client, listing: Service, **changes: Any) -> str:
    """Return the page after pressing "Publish", or "Save draft"."""
    draft = changes.pop("draft", False)
    data = edit_data(editor, listing, **changes)
    if draft:
        del data["action-publish"]
    address = reverse(Service.snippet_viewset.get_url_name("edit"), args=[listing.pk])
    return str(editor.post(address, data, follow=True).content.decode())


def summary(page: str) -> str:
    return page.partition("what-is-wrong")[2].partition("</section>")[0]


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"minimum_age": "60", "maximum_age": "18"}, "id_maximum_age", "below the youngest"),
        ({"minimum_age": "500"}, "id_minimum_age", "Type an age up to 120"),
        ({"schedules-0-start": "2pm", "schedules-0-end": "12 noon"}, "id_schedules-0-end",
         "ends before it starts"),
        ({"schedules-0-starts_on": "2026-06-03", "schedules-0-ends_on": "2026-06-04"},
         "id_schedules-0-days", "This never takes place"),
        ({"schedules-0-starts_on": "2026-06-03", "schedules-0-ends_on": "2026-06-01"},
         "id_schedules-0-ends_on", "must not be before the first date"),
        ({"contacts-0-value": "ring Hansa"}, "id_contacts-0-value", "Type one telephone number"),
        ({"contacts-0-kind": "website", "contacts-0-value": "not a page"}, "id_contacts-0-value",
         "Type the address of a page"),
        ({"contacts-0-kind": "email", "contacts-0-value": "hello@"}, "id_contacts-0-value",
         "Type an email address"),
        ({"cost_options-0-pence": "300"}, "id_cost_options-0-pence", "A fixed price"),
        ({"outcode": "Leicester"}, "id_outcode", "first half of a postcode"),
        ({"in_person": ""}, "id_in_person", "Tick how people take part"),
    ],
)  # fmt: skip
def test_each_mistake_is_said_beside_its_field_and_at_the_top(
    editor: Client, listing: Service, changes: dict[str, Any], field: str, said: str
) -> None:
    page = save(editor, listing, summary="Just typed.", **changes)
    assert f'href="#{field}' in summary(page)
    assert said in summary(page)
    assert page.count(said) >= 2
    assert "Just typed." in page
    for value in changes.values():
        assert value in page
    assert Service.objects.get(pk=listing.pk).summary == "Tea, biscuits and talk."


def without_way_in(listing: Service) -> dict[str, Any]:
    return {"location": "", "contacts-0-DELETE": "on"}


def test_a_draft_may_be_incomplete_and_is_not_published(editor: Client, listing: Service) -> None:
    changes = {**without_way_in(listing), "summary": "Half a thought."}
    page = save(editor, listing, **changes)
    assert "Say where it is or how to get in touch" in summary(page)
    assert Service.objects.get(pk=listing.pk).contacts.exists()
    page = save(editor, listing, draft=True, **changes)
    assert not summary(page)
    row = Service.objects.get(pk=listing.pk)
    assert row.has_unpublished_changes
    assert row.get_latest_revision_as_object().summary == "Half a thought."
    assert row.contacts.exists()


def test_a_date_in_the_future_is_no_way_round_it(editor: Client, listing: Service) -> None:
    later = (clock.now() + timedelta(days=2)).strftime("%Y-%m-%d %H:%M")
    page = save(editor, listing, go_live_at=later, **without_way_in(listing))
    assert "Say where it is or how to get in touch" in summary(page)


def test_online_alone_or_a_contact_alone_is_enough(editor: Client, listing: Service) -> None:
    page = save(editor, listing, **{**without_way_in(listing), "online": "on"})
    assert not summary(page)
    assert Service.objects.get(pk=listing.pk).online


def test_what_can_be_put_right_is_put_right(editor: Client, listing: Service) -> None:
    changes = {"contacts-0-kind": "website", "contacts-0-value": "www.example.org/tea"}
    save(editor, listing, outcode="le4 5qx", **changes)
    row = Service.objects.get(pk=listing.pk)
    assert row.outcode == "LE4"
    assert row.contacts.get().value == "https://www.example.org/tea"


def test_a_session_over_midnight_is_no_mistake(editor: Client, listing: Service) -> None:
    page = save(editor, listing, **{"schedules-0-start": "9pm", "schedules-0-end": "2am"})
    assert not summary(page)


def test_a_reduced_price_above_the_full_one_is_refused(editor: Client, listing: Service) -> None:
    listing.cost_options.all().delete()
    CostOption.objects.create(service=listing, kind="fixed", pence=300)
    CostOption.objects.create(service=listing, kind="fixed", pence=500, whom="child")
    listing.refresh_from_db()
    Service.objects.get(pk=listing.pk).save_revision()
    page = save(editor, Service.objects.get(pk=listing.pk))
    assert "This is more than everyone pays" in summary(page)


def test_a_time_row_without_days_comes_back_also_in_a_draft(
    editor: Client, listing: Service
) -> None:
    page = save(editor, listing, draft=True, **{"schedules-0-days": []})
    assert 'href="#id_schedules-0-days' in summary(page)


def test_a_new_listing_is_saved_as_a_draft_with_a_name_alone(editor: Client) -> None:
    make_listing()
    add = reverse(Service.snippet_viewset.get_url_name("add"))
    typed = {"name": "Brand new", "kind": "activity", "status": "active"}
    for name in Service.CHILDREN:
        typed |= {f"{name}-TOTAL_FORMS": "0", f"{name}-INITIAL_FORMS": "0"}
    page = editor.post(add, typed | {"action-publish": "1"}).content.decode()
    assert "Say where it is" in summary(page)
    assert "Brand new" in page
    assert editor.post(add, typed).status_code == 302
    made = Service.objects.get(name="Brand new")
    assert not made.live
    page = editor.post(add, typed | {"name": ""}).content.decode()
    assert 'href="#id_name"' in summary(page)


def test_listings_that_lack_a_way_in_are_not_published_with_others(editor: Client) -> None:
    whole, half = make_listing(name="Whole", live=False), make_listing(name="Half", live=False)
    Contact.objects.filter(service=half).delete()
    Service.objects.filter(pk=half.pk).update(location=None)
    drafted = make_listing(name="Half in its draft", live=False)
    draft = Service.objects.get(pk=drafted.pk)
    draft.location = None
    draft.contacts.set([])
    draft.save_revision()
    base = reverse("wagtail_bulk_action", args=["directory", "service", "publish"])
    address = base + "?" + "&".join(f"id={row.pk}" for row in (whole, half, drafted))
    page = editor.get(address).content.decode()
    assert "These are not complete and stay as they are" in page
    assert page.index("stay as they are") < page.index("Half in its draft")
    editor.post(address, follow=True)
    live = set(Service.objects.filter(live=True).values_list("name", flat=True))
    assert live == {"Whole"}
