"""Are needs, offers and providers added and changed, and kept while anything names them?

One file: needs, offers and providers name each other, and share what adds and shows them.
"""

import json
from typing import Any

import pytest
from django.test import Client

from accounts.roles import Role
from core import clock
from geography.models import Area
from selfassessment.models import PlacesPlan, Wording
from selfassessment.selectors.publishing import proposal
from selfassessment.selectors.workshop import manuscript, working_copy
from tests.fixtures.members import member_of
from tests.fixtures.publishing import change
from tests.fixtures.workshop import URL, fields, opened, sent

CITY = "E06000016"
NEW = {"key": "sleep", "name": "Better sleep"}


@pytest.fixture
def city() -> None:
    """Let the map know one district."""
    Area.objects.get_or_create(code=CITY, defaults={"kind": "district", "name": "Leicester"})


def routing() -> dict[str, Any]:
    """Return the routing tables as they are kept."""
    found: dict[str, Any] = json.loads(manuscript("routing").content)
    return found


def english(key: str) -> str:
    """Return an English text."""
    return str(Wording.objects.get(locale="en", key=key).text)


def added(editor: Client, kind: str, **typed: str) -> Any:
    """Add a thing as the form of its list does."""
    return sent(editor, f"services/{kind}/add/", {**NEW, **typed})


def page_of(editor: Client, kind: str, key: str = "sleep") -> str:
    """Return the page of a thing."""
    return str(editor.get(f"{URL}services/{kind}/of/{key}/").content.decode())


def test_needs_offers_and_providers_sent_unchanged_change_nothing(editor: Client) -> None:
    some = {
        "needs": ("mood", "talk", "elsewhere"),
        "offers": ("strong_steady", "abuse_support", "call_back"),
        "providers": ("lifestyle_team",),
    }
    for kind, keys in some.items():
        for key in keys:
            page = f"services/{kind}/of/{key}/"
            assert sent(editor, page, opened(editor, page)).status_code == 302, key
    assert manuscript("routing").revision == 1


def test_a_new_need_is_added_with_its_name_and_says_what_it_lacks(editor: Client) -> None:
    answer = added(editor, "needs")
    assert answer.headers["Location"].endswith("/services/needs/of/sleep/")
    html = page_of(editor, "needs")
    assert "No offer serves this need." in html
    assert "No row ever finds this need." in html
    assert english("need.sleep.name") == "Better sleep"
    assert "Better sleep" in editor.get(f"{URL}tables/needs/new/").content.decode()


def test_a_need_gets_its_place_among_what_to_do_first_with_words(editor: Client) -> None:
    added(editor, "needs")
    page = "services/needs/of/sleep/"
    typed = opened(editor, page)
    assert "text.result.first.sleep.title" not in typed
    typed |= {"before": "before:mood", "unless": ["is_pregnant"]}
    assert sent(editor, page, typed, do="save").status_code == 302
    order = [row["need"] for row in routing()["extra"]["results"]["first_by_need"]]
    assert order[order.index("sleep") + 1] == "mood"
    typed = opened(editor, page)
    typed["text.result.first.sleep.title"] = "Sleep well"
    sent(editor, page, typed, do="save")
    assert english("result.first.sleep.title") == "Sleep well"
    sent(editor, page, opened(editor, page), before="")
    assert "sleep" not in [row["need"] for row in routing()["extra"]["results"]["first_by_need"]]


def test_a_new_offer_can_be_read_and_leads_on_to_one_for_everybody(editor: Client) -> None:
    assert added(editor, "offers").status_code == 302
    offer = working_copy().routing.offers["sleep"]
    instead = {outcome.value: default.redirect for outcome, default in offer.outcomes.items()}
    assert instead == {"eligible": None, "not_now": "call_back", "not_eligible": "call_back"}
    html = page_of(editor, "offers")
    assert "It serves no need and nothing leads to it." in html
    assert "offer.sleep.summary” has no text in “en”" in html


def test_an_offer_gets_its_outcomes_reasons_numbers_and_words(editor: Client) -> None:
    added(editor, "needs")
    added(editor, "offers", key="sleep_class", name="A class about sleep")
    page = "services/offers/of/sleep_class/"
    typed = opened(editor, page)
    typed |= {
        "need": ["sleep"],
        "eligible-action": "refer",
        "not_now-action": "directory",
        "not_now-redirect": "things_to_do",
        "not_now-reason": "later",
        "contacts": "samaritans, nhs_111",
        "topic": "mood",
        "asked_by": ["mood"],
        "text.offer.sleep_class.summary": "Six weeks, in a small group. Free.",
    }
    typed = fields(sent(editor, page, typed, do="why:add").content.decode(), "revision")
    assert typed["text.offer.sleep_class.summary"] == ["Six weeks, in a small group. Free."]
    typed |= {"why-0-when": "", "why-0-why": "wants"}
    assert sent(editor, page, typed, do="save").status_code == 302
    kept = routing()["offers"]["sleep_class"]
    assert kept["need"] == "sleep"
    assert kept["outcomes"]["not_now"] == {
        "action": "directory",
        "redirect": "things_to_do",
        "reason": "later",
    }
    assert kept["extra"] == {
        "topic": "mood",
        "asked_by": ["mood"],
        "contacts": ["samaritans", "nhs_111"],
    }
    assert {"offer": "sleep_class", "when": [], "why": "wants"} in routing()["extra"]["results"][
        "why"
    ]
    again = opened(editor, page)
    assert "text.offer.sleep_class.why.wants" in again
    assert "text.offer.sleep_class.why.later" in again
    assert english("offer.sleep_class.summary") == "Six weeks, in a small group. Free."


def test_an_offer_nobody_can_ask_for_is_a_finding_beside_it(editor: Client) -> None:
    added(editor, "offers")
    page = "services/offers/of/sleep/"
    sent(editor, page, opened(editor, page), **{"eligible-action": "refer"})
    assert "Nobody can ask for it" in page_of(editor, "offers")


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"key": "call_back"}, "There is a “call_back” already."),
        ({"key": "Better Sleep"}, "Use lower-case letters"),
        ({"key": ""}, "This field is required."),
        ({"name": ""}, "This field is required."),
    ],
)
def test_a_new_offer_without_a_name_or_key_of_its_own_is_refused_with_what_was_typed(
    editor: Client, typed: dict[str, str], said: str
) -> None:
    answer = added(editor, "offers", **typed)
    assert answer.status_code == 400
    html = answer.content.decode()
    assert said in html
    assert fields(html, "key")["name"] == [typed.get("name", "Better sleep")]
    assert manuscript("routing").revision == 1


def test_wrong_numbers_reasons_and_choices_of_an_offer_are_refused_and_kept(
    editor: Client,
) -> None:
    page = "services/offers/of/call_back/"
    typed = opened(editor, page) | {"contacts": "team, nobody", "need": ["none_such"]}
    typed |= {"why-count": "1", "why-0-when": "", "why-0-why": "No code"}
    answer = sent(editor, page, typed, do="save")
    html = answer.content.decode()
    assert answer.status_code == 400
    assert "There is no “nobody” with a name for pages." in html
    assert "none_such is not one of the available choices" in html
    assert "Use lower-case letters, digits and underscores" in html
    assert 'value="team, nobody"' in html
    assert manuscript("routing").revision == 1


def test_an_offer_that_leads_back_to_itself_or_nowhere_is_a_finding(editor: Client) -> None:
    added(editor, "offers")
    page = "services/offers/of/sleep/"
    sent(editor, page, opened(editor, page), **{"not_now-redirect": ""})
    assert "It must say where to go instead." in page_of(editor, "offers")


def test_two_who_change_the_same_offer_are_shown_both(editor: Client) -> None:
    page = "services/offers/of/befriending/"
    mine, theirs = opened(editor, page), opened(editor, page)
    sent(editor, page, theirs, **{"not_now-redirect": "things_to_do"})
    answer = sent(editor, page, mine, topic="mood")
    assert answer.status_code == 409
    assert routing()["offers"]["befriending"]["extra"]["topic"] == "company"
    other = "services/offers/of/eat_well/"
    assert sent(editor, other, opened(editor, other), topic="moving").status_code == 302


def test_what_tables_still_name_is_kept_and_what_names_it_is_said(editor: Client) -> None:
    for page, said in (
        ("services/needs/of/company/", "The offer “befriending” is for it."),
        ("services/offers/of/call_back/", "The offer “stop_smoking” leads to it instead."),
        ("services/offers/of/own_council/", "The page “exit_outside” of “refer” offers it"),
        ("services/providers/of/lifestyle_team/", "of the table “allocation” passes requests"),
        ("services/providers/of/lifestyle_team/", "asks whether it has places."),
    ):
        answer = editor.get(f"{URL}{page}remove/")
        assert said in answer.content.decode(), page
        assert "Yes, remove it" not in answer.content.decode()
        assert sent(editor, f"{page}remove/", {"revision": "1"}).status_code == 409
    assert manuscript("routing").revision == 1


def test_a_provider_with_places_is_kept(editor: Client) -> None:
    added(editor, "providers")
    PlacesPlan.objects.create(
        title="Sleep places",
        total=10,
        starts_on=clock.today(),
        ends_on=clock.today(),
        areas='{"sleep": ["E06000016"]}',
        weights="{}",
        edited_by="test",
        edited_at=clock.now(),
    )
    page = "services/providers/of/sleep/remove/"
    assert "The plan of places “Sleep places”" in editor.get(f"{URL}{page}").content.decode()
    assert sent(editor, page, {"revision": "2"}).status_code == 409


def test_what_nothing_names_is_removed_with_its_reasons_and_can_be_undone(
    editor: Client,
) -> None:
    before = routing()
    added(editor, "offers")
    page = "services/offers/of/sleep/"
    typed = opened(editor, page) | {"why-count": "1", "why-0-when": "", "why-0-why": "wants"}
    sent(editor, page, typed, do="save")
    typed = fields(editor.get(f"{URL}{page}remove/").content.decode(), "revision")
    assert sent(editor, f"{page}remove/", typed).status_code == 302
    assert routing() == before
    assert editor.get(f"{URL}{page}", follow=True).status_code == 404


def test_a_row_written_meanwhile_keeps_what_is_being_removed(editor: Client) -> None:
    added(editor, "needs")
    typed = fields(editor.get(f"{URL}services/needs/of/sleep/remove/").content.decode(), "revision")
    change(
        "routing",
        lambda document: document["tables"]["needs"].append(
            {"order": 9_000, "when": [], "then": {"need": "sleep", "strength": "some"}}
        ),
    )
    assert sent(editor, "services/needs/of/sleep/remove/", typed).status_code == 409
    assert "sleep" in routing()["needs"]


def test_a_provider_takes_an_area_before_the_row_for_everybody(editor: Client, city: None) -> None:
    added(editor, "providers", name="Sleep team")
    page = "services/providers/of/sleep/"
    assert "Nothing is passed to it." in page_of(editor, "providers")
    typed = {"revision": "2", "codes": "e06000016", "name": "lives in the city"}
    typed |= {"while_places": "on"}
    answer = sent(editor, f"{page}area/", typed, offers=["befriending", "wellbeing"])
    assert answer.status_code == 302
    kept = routing()
    rows = kept["tables"]["allocation"]
    mine = next(row for row in rows if row["then"]["provider"] == "sleep")
    assert mine["when"] == ["in_sleep", "sleep_has_places"]
    assert mine["for"] == ["befriending", "wellbeing"]
    catching = next(row for row in rows if not row["when"])
    assert mine["order"] < catching["order"]
    assert kept["conditions"]["in_sleep"] == {
        "name": "lives in the city",
        "test": {"fact": "district", "op": "is_any_of", "value": [CITY]},
    }
    html = page_of(editor, "providers")
    assert "lives in the city" in html
    assert "Nothing is passed to it." not in html
    assert working_copy().routing.providers["sleep"]


def test_an_area_that_no_map_has_or_without_a_name_is_refused(editor: Client, city: None) -> None:
    added(editor, "providers")
    page = "services/providers/of/sleep/area/"
    answer = sent(editor, page, {"revision": "2", "codes": "E99999999", "name": "nowhere"})
    assert answer.status_code == 400
    assert "E99999999 is not a district or ward we know." in answer.content.decode()
    answer = sent(editor, page, {"revision": "2", "codes": CITY})
    assert "Say what the area is called." in answer.content.decode()
    assert manuscript("routing").revision == 2


def test_a_number_of_a_provider_without_a_name_is_a_finding(editor: Client) -> None:
    added(editor, "providers")

    def give(document: dict[str, Any]) -> None:
        document["providers"]["sleep"]["extra"] = {"contacts": ["nobody"]}

    change("routing", give)
    assert "There is no contact “nobody”." in page_of(editor, "providers")


def test_a_new_offer_needs_a_second_person_and_says_what_is_new(editor: Client) -> None:
    added(editor, "needs")
    added(editor, "offers", key="sleep_class", name="A class about sleep")
    found = proposal(working_copy(), "check")
    said = [one.sentence for one in found.changes.items]
    assert "The need “sleep” is new." in said
    assert "The offer “sleep class” is new." in said
    assert found.moves_people


@pytest.mark.parametrize("role", [Role.TRANSLATOR, Role.DESK, Role.ANALYST])
def test_others_may_not_add_change_or_remove(
    role: Role, django_user_model: Any, client: Client
) -> None:
    client.force_login(member_of(role, django_user_model))
    for page in ("add/", "of/call_back/", "of/call_back/remove/"):
        answer = sent(client, f"services/offers/{page}", {**NEW, "revision": "1"})
        assert answer.status_code in {302, 403}
    sent(client, "services/providers/of/desk/area/", {"revision": "1", "while_places": "on"})
    assert manuscript("routing").revision == 1


def test_a_list_or_a_thing_that_is_not_there_is_not_found(editor: Client) -> None:
    for page in ("services/wishes/", "services/offers/of/nothing/", "services/needs/of/x/remove/"):
        assert editor.get(f"{URL}{page}", follow=True).status_code == 404, page
