"""Does one act change many listings, all or none, with audit, cards and index following?"""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from wagtail.models import ModelLogEntry

from core import clock
from core.models import AuditEvent
from directory.actions.many import Changes, change_many
from directory.models import Service, TaxonomyTerm
from directory.selectors import cards
from search.models import OutboxEntry
from tests.factories.directory import locales, make_listing, make_place, make_translation

pytestmark = pytest.mark.django_db


def address(action: str, rows: list[Service] | None = None, **asked: str) -> str:
    """Return where an action is done to these listings, or to all on the list."""
    base = reverse("wagtail_bulk_action", args=["directory", "service", action])
    keys = [("id", "all")] if rows is None else [("id", str(row.pk)) for row in rows]
    pairs = [*keys, *asked.items(), ("next", "/admin/listings/")]
    return base + "?" + "&".join(f"{name}={value}" for name, value in pairs)


@pytest.fixture
def two(db: None) -> list[Service]:
    rows = [make_listing(name="Tea and a chat"), make_listing(name="Chess for all")]
    for row in rows:
        row.save_revision().publish()
    return [Service.objects.get(pk=row.pk) for row in rows]


def test_the_page_names_the_listings_and_asks(editor: Client, two: list[Service]) -> None:
    page = editor.get(address("change", two)).content.decode()
    assert "Tea and a chat" in page
    assert "Chess for all" in page
    assert "Leave as it is" in page


def test_heading_term_time_place_and_state_change_in_all(
    editor: Client, editor_user: Any, two: list[Service]
) -> None:
    chat = TaxonomyTerm.objects.create(code="chat", name="Talk", locale=locales()["en"])
    place = make_place(name="Orchid House")
    OutboxEntry.objects.all().delete()
    answer = editor.post(
        address("change", two),
        {
            "add_heading": chat.pk,
            "remove_heading": TaxonomyTerm.objects.get(code="coffee").pk,
            "term_time": "yes",
            "place": place.pk,
            "status": "paused",
        },
    )
    assert answer.status_code == 302
    for row in two:
        fresh = Service.objects.get(pk=row.pk)
        assert [one.term.code for one in fresh.categories.all()] == ["chat"]
        assert fresh.schedules.get().term_time
        assert fresh.location == place
        assert fresh.status == "paused"
        card = cards([row.public_id], "ur")[row.public_id]
        assert card.status == "paused"
        assert [heading.code for heading in card.headings] == ["chat"]
        assert AuditEvent.objects.filter(
            verb="listing.changed",
            subject_key=str(row.pk),
            actor=f"accounts.user:{editor_user.pk}",
        ).exists()
        assert ModelLogEntry.objects.filter(
            object_id=str(row.pk), action="directory.changed_with_others"
        ).exists()
    noted = OutboxEntry.objects.values_list("public_id", flat=True)
    assert {str(key) for key in noted} == {row.public_id for row in two}


def test_a_waiting_draft_takes_the_change_along(editor_user: Any, two: list[Service]) -> None:
    chat = TaxonomyTerm.objects.create(code="chat", name="Talk", locale=locales()["en"])
    draft = two[0]
    draft.summary = "Still being written."
    draft.save_revision()
    change_many(
        services=two,
        changes=Changes(add_heading=chat, term_time=True),
        by=editor_user,
        now=clock.now(),
    )
    waiting = Service.objects.get(pk=draft.pk)
    assert waiting.summary == "Tea, biscuits and talk."
    waiting.latest_revision.publish()
    after = Service.objects.get(pk=draft.pk)
    assert after.summary == "Still being written."
    assert "chat" in [one.term.code for one in after.categories.all()]
    assert after.schedules.get().term_time


def test_when_one_fails_none_has_changed(
    editor_user: Any, two: list[Service], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(**kwargs: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("directory.actions.together.refresh_or_queue", fail)
    with pytest.raises(RuntimeError):
        change_many(services=two, changes=Changes(term_time=True), by=editor_user, now=clock.now())
    for row in two:
        assert not Service.objects.get(pk=row.pk).schedules.get().term_time


def test_nothing_chosen_is_said_and_nothing_changes(editor: Client, two: list[Service]) -> None:
    page = editor.post(address("change", two), {}).content.decode()
    assert "Choose at least one thing to change" in page
    assert not AuditEvent.objects.filter(verb="listing.changed").exists()


@pytest.mark.parametrize("place", ["here", "9999-12-31", "9" * 30, "-1"])
def test_a_place_that_is_none_is_refused_with_the_page(
    editor: Client, two: list[Service], place: str
) -> None:
    answer = editor.post(address("change", two), {"place": place})
    assert answer.status_code == 200
    assert "Select a valid choice" in answer.content.decode()
    assert not AuditEvent.objects.filter(verb="listing.changed").exists()


def test_listings_are_taken_down_and_published_again(
    editor: Client, editor_user: Any, two: list[Service]
) -> None:
    make_translation(two[0], "ur", name="چائے")
    editor.post(address("unpublish", two))
    keys = [row.public_id for row in two]
    assert cards(keys, "en") == {}
    assert AuditEvent.objects.filter(
        verb="listing.unpublished", actor=f"accounts.user:{editor_user.pk}"
    ).count() == len(two)
    editor.post(address("publish", two))
    assert set(cards(keys, "en")) == set(keys)
    assert AuditEvent.objects.filter(
        verb="listing.published", actor=f"accounts.user:{editor_user.pk}"
    ).count() == len(two)


def test_the_history_of_each_listing_says_what_was_done_to_many(
    editor: Client, two: list[Service]
) -> None:
    for action, data in (("change", {"term_time": "yes"}), ("check", {}), ("unpublish", {})):
        editor.post(address(action, two), data)
    editor.post(address("publish", two), {})
    for row in two:
        where = reverse(Service.snippet_viewset.get_url_name("history"), args=[row.pk])
        said = editor.get(where).content.decode()
        for words in ("Changed with others", "Unpublished", "Published"):
            assert words in said, (row.name, words)


def test_still_right_marks_all_as_checked_today(editor: Client, two: list[Service]) -> None:
    editor.post(address("check", two))
    for row in two:
        card = cards([row.public_id], "en")[row.public_id]
        assert card.checked_on == clock.today()
        assert card.checked_by == "council"


def test_all_means_all_that_the_list_shows(editor: Client, two: list[Service]) -> None:
    editor.post(address("unpublish", None, q="chess"))
    live = Service.objects.filter(live=True).values_list("name", flat=True)
    assert list(live) == ["Tea and a chat"]


def test_too_many_at_once_are_refused(
    editor: Client, two: list[Service], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("directory.listing_admin.many.TakeDownListings.most", 1)
    page = editor.post(address("unpublish", two), follow=True).content.decode()
    assert "Choose at most 1 listings" in page
    assert Service.objects.filter(live=True).count() == 2


def test_a_listing_that_somebody_locked_stays_as_it_is(
    editor: Client, two: list[Service], django_user_model: Any
) -> None:
    other = django_user_model.objects.create(email="other@example.org")
    Service.objects.filter(pk=two[0].pk).update(locked=True, locked_by=other)
    assert "somebody has locked them" in editor.get(address("unpublish", two)).content.decode()
    editor.post(address("unpublish", two))
    assert Service.objects.get(pk=two[0].pk).live
    assert not Service.objects.get(pk=two[1].pk).live


def test_a_translator_changes_no_facts_and_publishes_translations_alone(
    translator: Client, two: list[Service]
) -> None:
    row = make_translation(two[0], "ur", name="چائے")
    translator.post(address("change", two), {"status": "closed"})
    translator.post(address("unpublish", [*two, row]))
    assert Service.objects.get(pk=two[0].pk).live
    assert Service.objects.get(pk=two[0].pk).status == "active"
    assert not Service.objects.get(pk=row.pk).live


@pytest.mark.parametrize("keys", ["x", "1' or 1=1", "99999999999999999999", "-1", ""])
def test_ids_that_are_none_are_answered_with_a_page(editor: Client, keys: str) -> None:
    base = reverse("wagtail_bulk_action", args=["directory", "service", "change"])
    assert editor.get(base, {"id": keys}, follow=True).status_code == 200


@pytest.mark.parametrize(("action", "reads_drafts"), [("change", 0), ("check", 0), ("publish", 1)])
def test_the_ticked_listings_are_looked_up_once_with_their_drafts_only_where_needed(
    editor: Client, two: list[Service], action: str, reads_drafts: int
) -> None:
    editor.get(address(action, two))
    with CaptureQueriesContext(connection) as asked:
        assert editor.get(address(action, two)).status_code == 200
    rows = [one["sql"] for one in asked if '"directory_service"."id" IN' in one["sql"]]
    assert len(rows) == 1
    assert sum("wagtailcore_revision" in sql for sql in rows) == reads_drafts
