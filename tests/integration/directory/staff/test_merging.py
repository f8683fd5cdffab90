"""Does a merger keep what was chosen, and lead old addresses on?"""

from uuid import uuid4

import pytest
from django.test import Client

from core import clock
from directory.actions import lists
from directory.actions.listings import publish
from directory.actions.merging import undo
from directory.actions.problems import report_problem
from directory.enums import Status, WordsState
from directory.indexing import documents_for
from directory.models import KeptItem, Service, SourceRecord
from directory.selectors import cards
from directory.selectors.lists import contents
from search.models import OutboxEntry
from tests.factories.directory import make_listing, make_translation
from tests.fixtures.merging import fresh, made_one

pytestmark = pytest.mark.django_db


def test_the_kept_listing_gets_what_was_chosen_and_no_more(kept: Service, other: Service) -> None:
    made_one(kept, other, summary="both", contacts="both", ages="other")
    row = fresh(kept)
    assert (row.name, row.summary) == ("Tea and a chat", "Tea for all.\nAsk for Ann.")
    assert row.minimum_age == 50
    assert sorted(row.contacts.values_list("kind", flat=True)) == ["email", "phone"]
    assert row.schedules.count() == 1
    card = cards([kept.public_id], "ur")[kept.public_id]
    assert len(card.contacts) == 2


def test_a_waiting_draft_keeps_its_own_words_and_gets_the_chosen_facts(
    kept: Service, other: Service
) -> None:
    row = fresh(kept)
    row.summary = "Words of a draft"
    row.save_revision()
    made_one(kept, other, contacts="both", ages="other")
    publish(service=kept, by=None, now=clock.now())
    row = fresh(kept)
    assert (row.summary, row.minimum_age, row.contacts.count()) == ("Words of a draft", 50, 2)
    waiting = fresh(other).save_revision()
    assert waiting.as_object().status == Status.ARCHIVED


@pytest.mark.parametrize("language", ["en", "gu", "pl", "ur"])
def test_the_old_address_leads_on_in_every_language(
    client: Client, kept: Service, other: Service, language: str
) -> None:
    made_one(kept, other)
    to = f"/{language}/directory/{kept.slug}-{kept.short_code}/"
    old = f"/{language}/directory/{other.slug}-{other.short_code}/"
    for more in ("", "calendar.ics", "report/"):
        answer = client.get(old + more)
        assert (answer.status_code, answer["Location"]) == (301, to + more)
        assert "no-cache" in answer["Cache-Control"], "a browser would outlive an undone merge"
    assert client.get(to).status_code == 200


def test_the_old_address_of_a_listing_with_the_same_name_leads_on(
    client: Client, kept: Service
) -> None:
    other = make_listing(name=kept.name)
    made_one(kept, other)
    answer = client.get(f"/en/directory/{kept.slug}-{other.short_code}/")
    assert answer.status_code == 301
    assert answer["Location"] == f"/en/directory/{kept.slug}-{kept.short_code}/"


def test_an_address_leads_on_through_several_mergers(
    client: Client, kept: Service, other: Service
) -> None:
    third = make_listing(name="Chat and tea")
    made_one(kept, other)
    made_one(third, kept)
    answer = client.get(f"/en/directory/{other.slug}-{other.short_code}/")
    assert answer["Location"] == f"/en/directory/{third.slug}-{third.short_code}/"
    assert cards([other.public_id], "en")[other.public_id].public_id == third.public_id


def test_the_old_listing_leaves_the_index_through_the_outbox(kept: Service, other: Service) -> None:
    OutboxEntry.objects.all().delete()
    made_one(kept, other)
    told = {str(key) for key in OutboxEntry.objects.values_list("public_id", flat=True)}
    assert told == {kept.public_id, other.public_id}
    assert [one.public_id for one in documents_for([kept.public_id, other.public_id])] == [
        kept.public_id
    ]


def test_lists_and_reports_follow(kept: Service, other: Service) -> None:
    lists.keep("one", list(cards([other.public_id], "en").values()), now=clock.now())
    both = lists.keep(
        "two", list(cards([kept.public_id, other.public_id], "en").values()), now=clock.now()
    )
    report_problem(
        key=uuid4(),
        listing=other,
        topic="time",
        words="",
        contact="",
        language="en",
        now=clock.now(),
    )
    merger = made_one(kept, other)
    assert KeptItem.objects.get(list__owner="one").short_code == kept.short_code
    shown = contents(both, "gu", clock.now()).entries
    assert [entry.item.short_code for entry in shown] == [kept.short_code]
    assert kept.problems.count() == 1
    undo(merger=merger, by=None, now=clock.now())
    assert KeptItem.objects.get(list__owner="one").short_code == other.short_code
    assert len(contents(both, "gu", clock.now()).entries) == 2
    assert (kept.problems.count(), other.problems.count()) == (0, 1)


def test_a_note_on_a_list_is_never_hidden(kept: Service, other: Service) -> None:
    mine = lists.keep(
        "two", list(cards([kept.public_id, other.public_id], "en").values()), now=clock.now()
    )
    lists.write_note(mine, other.short_code, "Ask Ann", now=clock.now())
    made_one(kept, other)
    assert len(contents(mine, "en", clock.now()).entries) == 2


def test_keeping_a_listing_from_an_old_page_keeps_the_one_that_stayed(
    client: Client, kept: Service, other: Service
) -> None:
    made_one(kept, other)
    client.post(
        "/en/list/keep/", {"code": other.short_code}, headers={"Sec-Fetch-Site": "same-origin"}
    )
    assert KeptItem.objects.get().short_code == kept.short_code


def test_a_translation_that_was_lacking_comes_along_and_goes_back(
    kept: Service, other: Service
) -> None:
    make_translation(other, "gu", name="ચા", summary="ચા અને વાત")
    merger = made_one(kept, other, summary="other")
    card = cards([kept.public_id], "gu")[kept.public_id]
    assert card.summary is not None
    assert (card.name.text, card.summary.text) == ("ચા", "ચા અને વાત")
    undo(merger=merger, by=None, now=clock.now())
    assert cards([other.public_id], "gu")[other.public_id].name.text == "ચા"
    assert cards([kept.public_id], "gu")[kept.public_id].name.text == "Tea and a chat"


def test_where_both_are_translated_the_words_of_what_was_chosen_come(
    kept: Service, other: Service
) -> None:
    own = make_translation(
        kept, "ur", name="چائے", summary="سب کے لیے", words_state=WordsState.CHECKED
    )
    make_translation(other, "ur", name="گپ", summary="این سے پوچھیں")
    merger = made_one(kept, other, summary="other")
    row = fresh(own)
    assert (row.name, row.summary) == ("چائے", "این سے پوچھیں")
    assert row.stale_fields() == ()
    assert row.words_state == WordsState.DRAFTED
    undo(merger=merger, by=None, now=clock.now())
    row = fresh(own)
    assert (row.summary, row.words_state) == ("سب کے لیے", WordsState.CHECKED)


def test_words_of_two_languages_are_never_mixed(kept: Service) -> None:
    other = make_listing(name="Herbata", language="pl", location=kept.location, minimum_age=20)
    made_one(kept, other, name="other", ages="other")
    assert (fresh(kept).name, fresh(kept).minimum_age) == ("Tea and a chat", 20)


def sources_of(service: Service) -> list[str]:
    return [one.name for one in cards([service.public_id], "en")[service.public_id].sources]


def from_the_nhs(service: Service) -> None:
    SourceRecord.objects.create(
        service=service,
        source="nhs",
        external_id="1",
        source_name="NHS",
        licence="Open Government Licence v3.0",
        fingerprint="x",
        seen_at=clock.now(),
    )


def test_where_it_came_from_is_still_named_through_several_mergers(
    kept: Service, other: Service
) -> None:
    from_the_nhs(other)
    made_one(kept, other)
    assert sources_of(kept) == ["NHS"]
    last = make_listing(name="Tea and talk", location=kept.location)
    made_one(last, kept)
    assert sources_of(last) == ["NHS"]
