"""Save, come back with a code on another device, throw away: is nothing lost, nothing told?"""

from datetime import timedelta

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from core import clock
from directory.when import full_date
from selfassessment.actions import drafts, saving, tallies
from selfassessment.models import Draft, StepTally
from selfassessment.referrals.models import Case
from tests.fixtures.filling import ANSWERS, ready
from tests.fixtures.journeys import begin, submit, walk
from tests.fixtures.saving import JOURNEYS, code_on, later, saved


@JOURNEYS
def test_the_answers_are_there_on_another_device(client: Client, journey: str) -> None:
    code = saved(client, journey)
    other = Client()
    answer = other.post(f"/en/{journey}/back/", {"code": code.upper()})
    assert answer.status_code == 302
    assert other.get(answer["Location"]).status_code == 200
    assert Draft.objects.get().sealed_answers["who_for"]["value"] == "self"
    before = other.get(answer["Location"]).content.decode()
    assert "govuk-back-link" in before
    end = walk(other, str(answer["Location"]), {**ANSWERS, "home_danger": "none"})
    assert end.endswith(("/results/", "/answers/"))


@JOURNEYS
def test_the_device_where_it_was_saved_needs_the_code_from_then_on(
    client: Client, journey: str
) -> None:
    first = begin(client, journey)
    code = code_on(client, str(later(client, first, who_for="self")["Location"]))
    Client().post(f"/en/{journey}/back/", {"code": code})
    gone = client.get(first)
    assert gone.status_code == 404
    assert f"/en/{journey}/back/" in gone.content.decode()
    assert client.post(f"/en/{journey}/back/", {"code": code}).status_code == 302
    assert client.get(first).status_code == 200


@JOURNEYS
def test_every_page_says_the_day_until_which_this_draft_is_kept(
    client: Client, journey: str
) -> None:
    first = begin(client, journey)
    week, month = (full_date((clock.now() + timedelta(days=n)).date()) for n in (7, 28))
    page = client.get(first).content.decode()
    assert f"on this site until {week}," in page
    kept = client.get(str(later(client, first, who_for="self")["Location"])).content.decode()
    assert f"We keep your answers until {month}." in kept
    assert f"on this site until {month}," in kept
    assert "few days" not in page + kept


def test_a_code_of_one_journey_is_understood_on_the_page_of_the_other(client: Client) -> None:
    code = saved(client, "refer")
    answer = Client().post("/en/check/back/", {"code": code})
    assert answer["Location"].startswith("/en/refer/")


def test_another_language_leads_to_the_same_place(client: Client) -> None:
    code = saved(client, "check")
    answer = Client().post("/ur/check/back/", {"code": code})
    assert answer["Location"].startswith("/ur/check/")


def test_what_is_typed_is_kept_and_what_is_not_whole_is_asked_again(client: Client) -> None:
    first = begin(client, "check")
    wrong = later(client, first, who_for="nobody")
    assert wrong["Location"].endswith("?again=1")
    assert "who_for" not in Draft.objects.get().sealed_answers
    empty = later(client, first)
    assert empty["Location"].endswith("/saved/")
    assert later(client, first, who_for="self")["Location"].endswith("/saved/")
    assert Draft.objects.get().sealed_answers["who_for"]["value"] == "self"


def test_a_warning_is_seen_before_anybody_leaves(client: Client) -> None:
    following = str(submit(client, begin(client, "check"), {"who_for": "self"})["Location"])
    answer = later(client, following, signs="chest_pain")
    assert answer["Location"] == "/en/emergency/"
    assert not Draft.objects.get().code_seed


def test_an_empty_page_that_may_be_skipped_is_not_skipped_by_saving(client: Client) -> None:
    address = begin(client, "check")
    for answers in ({"who_for": "self"}, {"signs": "none"}, {"safe": "none"}):
        address = str(submit(client, address, answers)["Location"])
    before = set(Draft.objects.get().sealed_answers)
    later(client, address)
    assert set(Draft.objects.get().sealed_answers) == before


def test_pressing_twice_gives_the_same_code_and_counts_once(
    client: Client, settings: Settings
) -> None:
    settings.WAYMARK_COUNT_STEPS = True
    tallies.forget_waiting()
    first = begin(client, "check")
    pages = [str(later(client, first, who_for="self")["Location"]) for _ in range(2)]
    assert len({code_on(client, page) for page in pages}) == 1
    tallies.write()
    assert list(StepTally.objects.filter(event="saved").values_list("page", "count")) == [
        ("who", 1)
    ]
    tallies.forget_waiting()


def test_nothing_readable_of_a_code_is_stored_and_none_stands_in_an_address(
    client: Client,
) -> None:
    answer = later(client, begin(client, "check"), who_for="self")
    code = code_on(client, str(answer["Location"]))
    plain = code.replace("-", "")
    assert plain not in str(answer["Location"]).replace("-", "")
    for value in Draft.objects.values().get().values():
        assert plain not in str(value).replace("-", "")
    opened = Client().post("/en/check/back/", {"code": code})
    assert plain not in opened["Location"].replace("-", "")


def test_the_day_is_said_and_the_answers_are_kept_until_then(client: Client) -> None:
    answer = later(client, begin(client, "check"), who_for="self")
    draft = Draft.objects.get()
    kept = draft.expires_at - clock.now()
    assert timedelta(days=27, hours=23) < kept <= timedelta(days=28)
    day = draft.expires_at.astimezone(clock.LONDON)
    assert f"{day.day} {day:%B %Y}" in client.get(answer["Location"]).content.decode()
    drafts.keep(draft=draft, answers={}, now=clock.now())
    assert Draft.objects.get().expires_at - clock.now() > timedelta(days=27)


def test_after_that_day_the_code_opens_nothing(client: Client) -> None:
    code = saved(client, "check")
    Draft.objects.update(expires_at=clock.now() - timedelta(minutes=1))
    answer = Client().post("/en/check/back/", {"code": code})
    assert answer.status_code == 404
    assert "We found no answers with this code" in answer.content.decode()


@pytest.mark.parametrize(
    ("typed", "status"),
    [("", 422), ("abc", 422), ("🙂" * 10, 422), ("a" * 5000, 422), ("cdf-hjk-m347", 404)],
)
def test_a_wrong_code_gets_a_clear_page_with_what_was_typed(
    client: Client, typed: str, status: int
) -> None:
    answer = client.post("/en/check/back/", {"code": typed})
    assert answer.status_code == status
    assert 'role="alert"' in answer.content.decode()
    if len(typed) < 20:
        assert f'value="{typed}"' in answer.content.decode() or not typed


def test_too_many_tries_are_told_to_wait_and_a_right_code_does_not_open_then(
    client: Client,
) -> None:
    code = saved(client, "check")
    other = Client()
    for _ in range(10):
        assert other.post("/en/check/back/", {"code": "cdf-hjk-m347"}).status_code == 404
    answer = other.post("/en/check/back/", {"code": code})
    assert answer.status_code == 429
    assert code in answer.content.decode()  # what was typed is still there
    assert "Wait ten minutes" in answer.content.decode()


def test_a_referral_that_is_sent_has_no_code_any_more(client: Client) -> None:
    address = ready(client)
    saving.save(draft=Draft.objects.get(), now=clock.now())
    client.post(address)
    assert Case.objects.count() == 1
    assert (Draft.objects.get().code_seed, Draft.objects.get().code_digest) == ("", None)


def test_the_check_comes_along_with_the_referral_that_began_with_it(client: Client) -> None:
    walk(client, begin(client, "check"), ANSWERS)
    check = Draft.objects.get()
    first = begin(client, "refer", check=str(check.pk), topic="moving")
    refer = Draft.objects.get(earlier=check)
    page = str(later(client, first)["Location"])
    check.refresh_from_db()
    refer.refresh_from_db()
    assert check.expires_at == refer.expires_at
    other = Client()
    other.post("/en/refer/back/", {"code": code_on(client, page)})
    assert other.get(f"/en/check/{check.pk}/results/").status_code == 200
    assert client.get(f"/en/check/{check.pk}/results/").status_code == 404
