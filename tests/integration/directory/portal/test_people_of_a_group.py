"""Do people of a group sign in by a code, ask others in, hand over, leave and claim?

One file: each step needs the group, clock and signed-in people of the one before.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any
from unittest.mock import patch

import pytest
from django.test import Client
from django.urls import URLPattern

from core import clock
from core.enums import Channel
from core.models import OutboxMessage
from directory.actions import claiming, proposals
from directory.actions.members import forget_members, write_need
from directory.actions.signing_in import forget_codes
from directory.actions.team_contacts import add_contact
from directory.enums import ContactKind, MemberRole, Origin, ProposalState
from directory.models import (
    Contact,
    Invitation,
    Member,
    Membership,
    Organisation,
    Proposal,
    Service,
    ServiceCheck,
    SignInCode,
)
from directory.portal import member_urls
from directory.rules import sign_in as rules
from tests.factories.directory import locales, make_group, make_listing

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
LEAD, HELPER, STRANGER = "mira@example.org", "sam@example.org", "nobody@example.org"


class Clock:
    """A clock that a test can move."""

    def __init__(self) -> None:
        self.now = NOW


@pytest.fixture(autouse=True)
def time() -> Iterator[Clock]:
    """Give the languages, and a clock that stands until it is moved."""
    locales()
    moved = Clock()
    with patch.object(clock, "now", side_effect=lambda: moved.now):
        yield moved


@pytest.fixture
def group() -> Organisation:
    """Give a group with one listing and one address of the team."""
    group = make_group(name="Knit and natter")
    make_listing(name="Knitting", organisation=group)
    add_contact(owner=group, channel=Channel.EMAIL, value=LEAD, language="en", by=None, now=NOW)
    return group


def last_code(address: str = "") -> str:
    """Return the code that was sent last, or last to an address."""
    rows = OutboxMessage.objects.filter(unique_key__startswith="directory.code:")
    sent = [one for one in rows if address.casefold() in one.to.casefold()]
    order = {f"directory.code:{one.pk}": one for one in SignInCode.objects.all()}
    newest = max(sent, key=lambda one: (order[one.unique_key].used_at is None, one.created_at))
    found = re.search(r"\b(\d{6})\b", newest.body)
    assert found
    return found[1]


def signed_in(address: str = LEAD, language: str = "en") -> Client:
    """Return a browser in which somebody has signed in."""
    browser = Client()
    browser.post(f"/{language}/groups/sign-in/", {"email": address})
    answer = browser.post(f"/{language}/groups/sign-in/code/", {"code": last_code(address)})
    assert answer.status_code == 302
    return browser


def home(browser: Client, language: str = "en") -> str:
    """Return the text of the page of one's groups."""
    return browser.get(f"/{language}/groups/").content.decode()


def test_an_address_of_the_team_signs_in_by_a_code_and_leads_its_group(
    group: Organisation,
) -> None:
    browser = signed_in()
    assert "Knit and natter" in home(browser)
    assert "Knitting" in home(browser)
    (membership,) = Membership.objects.all()
    assert membership.role == MemberRole.LEAD
    assert (
        browser.get(f"/en/groups/offer/keep/{group.services.get().short_code}/").status_code == 200
    )


def test_an_unknown_address_gets_the_same_answer_and_no_message(group: Organisation) -> None:
    known, unknown = Client(), Client()
    answers = [
        browser.post("/en/groups/sign-in/", {"email": address}, follow=True)
        for browser, address in ((known, LEAD), (unknown, STRANGER))
    ]
    pages = [re.sub(r'value="[^"]{64}"', "", one.content.decode()) for one in answers]
    assert pages[0] == pages[1]
    assert [one.to for one in OutboxMessage.objects.all()] == [LEAD]


def test_a_code_works_once_for_a_quarter_of_an_hour_and_five_tries(
    group: Organisation, time: Clock
) -> None:
    browser = Client()
    browser.post("/en/groups/sign-in/", {"email": LEAD})
    code = last_code()
    wrong = f"{(int(code) + 1) % 10**6:06}"
    for _ in range(rules.MOST_TRIES - 1):
        said = browser.post("/en/groups/sign-in/code/", {"code": wrong})
        assert said.status_code == 422
        assert "not the code we sent" in said.content.decode()
    assert (
        "does not work"
        in browser.post("/en/groups/sign-in/code/", {"code": wrong}).content.decode()
    )
    assert (
        "does not work" in browser.post("/en/groups/sign-in/code/", {"code": code}).content.decode()
    )
    browser.post("/en/groups/sign-in/", {"email": LEAD})
    late = last_code()
    time.now += rules.LASTS
    assert browser.post("/en/groups/sign-in/code/", {"code": late}).status_code == 422
    assert not Member.objects.exists()


def test_a_code_of_one_browser_is_of_no_use_in_another(group: Organisation) -> None:
    Client().post("/en/groups/sign-in/", {"email": LEAD})
    other = Client()
    assert other.post("/en/groups/sign-in/code/", {"code": last_code()}).status_code == 302
    assert "Sign in" in other.get("/en/groups/", follow=True).content.decode()


def test_digits_of_other_scripts_and_spaces_are_a_code_too(group: Organisation) -> None:
    browser = Client()
    browser.post("/gu/groups/sign-in/", {"email": LEAD.upper()})
    code = last_code()
    typed = "".join("૦૧૨૩૪૫૬૭૮૯"[int(one)] for one in code)
    answer = browser.post("/gu/groups/sign-in/code/", {"code": f" {typed[:3]} {typed[3:]} "})
    assert answer.status_code == 302


@pytest.mark.parametrize("told", [{}, {"email": "x"}, {"phone": "12"}, {"email": "a@b\x00.org"}])
def test_what_is_no_address_is_said_and_stays(told: dict[str, str]) -> None:
    answer = Client().post("/en/groups/sign-in/", told)
    assert answer.status_code in (400, 422)
    assert not SignInCode.objects.exists()


def test_asking_again_and_again_is_stopped(group: Organisation) -> None:
    browser = Client()
    answers = [
        browser.post("/en/groups/sign-in/", {"email": LEAD}).status_code
        for _ in range(rules.ASKED_FOR_ONE + 1)
    ]
    assert answers[-1] == 429
    assert OutboxMessage.objects.count() == rules.ASKED_FOR_ONE


def test_somebody_is_asked_in_joins_and_takes_the_lead(group: Organisation) -> None:
    lead = signed_in()
    people = f"/en/groups/group/{group.short_code}/people/"
    lead.post(people, {"email": HELPER})
    assert "Asked to join" in lead.get(people).content.decode()
    helper = signed_in(HELPER)
    assert "asks you to help" in home(helper)
    assert "Knitting" not in home(helper)
    helper.post(f"/en/groups/join/{Invitation.objects.get().pk}/", {"answer": "yes"})
    assert "Knitting" in home(helper)
    assert not Invitation.objects.exists()
    joined = Membership.objects.get(member__digest=Member.objects.latest("added_at").digest)
    assert helper.post(f"{people}{joined.pk}/lead/").status_code == 404
    lead.post(f"{people}{joined.pk}/lead/")
    joined.refresh_from_db()
    assert joined.role == MemberRole.LEAD


def test_the_last_one_is_asked_for_a_successor_and_then_staff_keep_the_page(
    group: Organisation,
) -> None:
    lead = signed_in()
    service = group.services.get()
    ServiceCheck.objects.update_or_create(service=service, defaults={"origin": Origin.GROUP})
    own = Membership.objects.get()
    end = f"/en/groups/group/{group.short_code}/people/{own.pk}/end/"
    assert "Who follows you" in lead.get(end).content.decode()
    lead.post(end)
    assert "Knitting" not in home(lead)
    assert ServiceCheck.objects.get(service=service).origin == Origin.NOBODY
    assert not group.team_contacts.exists()
    lead.get(f"/en/groups/offer/keep/{service.short_code}/")
    assert lead.get(f"/en/groups/offer/keep/{service.short_code}/").status_code == 404


def test_nobody_reaches_anything_of_another_group(group: Organisation) -> None:
    """Every address of the portal, with the keys of another group."""
    signed_in()
    theirs = Membership.objects.get()
    need = write_need(group=group, text="A room", today=NOW.date(), now=NOW)
    service = group.services.get()
    invitation = Invitation.objects.create(
        organisation=group,
        channel=Channel.EMAIL,
        value=HELPER,
        digest="d" * 64,
        made_at=NOW,
        expires_at=NOW + timedelta(days=1),
    )
    other = make_group(name="Others")
    make_listing(name="Chess", organisation=other)
    add_contact(owner=other, channel=Channel.EMAIL, value=HELPER, language="en", by=None, now=NOW)
    stranger = signed_in(HELPER)
    filled: dict[str, dict[str, Any]] = {
        "join": {"key": invitation.pk},
        "people": {"group": group.short_code},
        "end": {"group": group.short_code, "key": theirs.pk},
        "lead": {"group": group.short_code, "key": theirs.pk},
        "needs": {"group": group.short_code},
        "need_down": {"group": group.short_code, "key": need.pk},
        "poster": {"code": service.short_code},
    }
    free = {"home", "sign_in", "code", "sign_out", "claim"}
    patterns = [one for one in member_urls.urlpatterns if isinstance(one, URLPattern)]
    assert {str(one.name) for one in patterns} == set(filled) | free
    for pattern in patterns:
        if str(pattern.name) in free:
            continue
        address = "/en/groups/" + _address(str(pattern.pattern), filled[str(pattern.name)])
        for answer in (stranger.get(address), stranger.post(address, {"email": STRANGER})):
            assert answer.status_code in (404, 405), address
        without = Client().get(address)
        assert without.status_code in (302, 405), address
    own = Membership.objects.get(organisation=other)
    mixed = f"/en/groups/group/{other.short_code}/people/{theirs.pk}/end/"
    assert stranger.post(mixed).status_code == 404
    assert own.ended_at is None
    assert stranger.get(f"/en/groups/offer/keep/{service.short_code}/").status_code == 404
    assert Membership.objects.get(pk=theirs.pk).ended_at is None


def _address(pattern: str, values: dict[str, Any]) -> str:
    return re.sub(r"<\w+:(\w+)>", lambda found: str(values[found[1]]), pattern)


def test_a_listing_is_claimed_by_a_code_to_its_own_address() -> None:
    service = make_listing(name="Bowls")
    ServiceCheck.objects.create(service=service)
    Contact.objects.create(service=service, kind=ContactKind.EMAIL, value="bowls@example.org")
    page = Client().get(f"/en/groups/claim/{service.short_code}/").content.decode()
    assert "b…@e….org" in page
    assert "bowls@example.org" not in page
    browser = Client()
    browser.post(f"/en/groups/claim/{service.short_code}/")
    answer = browser.post("/en/groups/sign-in/code/", {"code": last_code()})
    assert answer["Location"].endswith(f"/keep/{service.short_code}/")
    assert browser.get(answer["Location"]).status_code == 200
    assert ServiceCheck.objects.get(service=service).origin == Origin.GROUP


def test_of_two_claims_one_wins_and_the_other_is_told() -> None:
    service = make_listing(name="Bowls")
    for address in (LEAD, HELPER):
        told = {"email": address, "why": "I lead it"}
        answer = Client().post(f"/en/groups/claim/{service.short_code}/", told)
        assert "It has arrived" in answer.content.decode()
    first, second = Proposal.objects.order_by("begun_at", "pk")
    winner = first if proposals.contact_of(first)["value"] == LEAD else second
    proposals.approve(winner, by=None, now=NOW)
    states = set(Proposal.objects.values_list("state", flat=True))
    assert states == {ProposalState.APPROVED, ProposalState.REFUSED}
    bodies = [one.body for one in OutboxMessage.objects.all() if one.to == HELPER]
    assert "Somebody else keeps this page" in "".join(bodies)
    assert "Bowls" in home(signed_in(LEAD))


def test_a_claim_by_code_of_what_was_given_away_meanwhile_changes_nothing() -> None:
    service = make_listing(name="Bowls")
    add_contact(owner=service, channel=Channel.EMAIL, value=LEAD, language="en", by=None, now=NOW)
    late = Member.objects.create(
        channel=Channel.EMAIL, value=HELPER, digest="x" * 64, added_at=NOW, last_seen_at=NOW
    )
    assert not claiming.claimed(member=late, service=service, now=NOW)


def test_what_a_group_needs_stands_on_its_page_for_a_while(
    group: Organisation, time: Clock
) -> None:
    browser = signed_in()
    browser.post(f"/en/groups/group/{group.short_code}/needs/", {"text": "<b>A warm room</b>"})
    public = f"/en/directory/group/{group.slug}-{group.short_code}/"
    assert "&lt;b&gt;A warm room" in Client().get(public).content.decode()
    time.now += rules.NEED_SHOWN + timedelta(days=1)
    assert "A warm room" not in Client().get(public).content.decode()


def test_a_poster_has_the_square_and_each_language_asked_for(group: Organisation) -> None:
    browser, code = signed_in(), group.services.get().short_code
    page = browser.get(f"/en/groups/poster/{code}/?language=ur&language=en").content.decode()
    assert "wm-qr" in page
    assert '<section lang="ur" dir="rtl"' in page
    assert "/en/directory/knitting" in page
    alone = browser.get(f"/en/groups/poster/{code}/?language=ur").content.decode()
    assert "/ur/directory/knitting" in alone.partition("wm-qr")[2].partition("</main>")[0]
    assert browser.get(f"/en/groups/poster/{code}/?language=xx").status_code == 200


def test_the_page_of_a_listing_leads_back_to_the_group(group: Organisation) -> None:
    browser, code = signed_in(), group.services.get().short_code
    page = browser.get(f"/en/groups/offer/keep/{code}/").content.decode()
    assert 'href="/en/groups/"' in page.partition("<h1")[0]


def test_an_offer_of_who_has_signed_in_belongs_to_their_group(group: Organisation) -> None:
    browser = signed_in()
    address = f"/en/groups/offer/new/?for={group.short_code}"
    told = {"name": "Crochet", "summary": "", "group_name": ""}
    assert browser.post(address, told).status_code == 302
    assert Proposal.objects.get().organisation == group
    assert Client().post(address, told).status_code == 302
    assert Proposal.objects.filter(organisation=None).count() == 1
    assert browser.get("/en/groups/offer/new/?for=zzzzzzz").status_code == 200
    assert browser.post("/en/groups/offer/new/?for=zzzzzzz", told).status_code == 404


def test_people_without_a_group_are_erased_after_half_a_year(
    group: Organisation, time: Clock
) -> None:
    signed_in()
    forget_members(now=NOW + rules.FORGOTTEN_AFTER + timedelta(days=1))
    assert Member.objects.exists()
    Membership.objects.update(ended_at=NOW)
    forget_members(now=NOW + rules.FORGOTTEN_AFTER + timedelta(days=1))
    assert not Member.objects.exists()


def test_codes_and_their_messages_are_forgotten(group: Organisation) -> None:
    signed_in()
    OutboxMessage.objects.update(status="sent", sent_at=NOW)
    forget_codes(now=NOW + timedelta(days=2))
    assert not SignInCode.objects.exists()
    assert not [one for one in OutboxMessage.objects.all() if one.body or one.to]


def test_no_address_of_a_member_lies_open_in_the_database(group: Organisation) -> None:
    signed_in()
    for model in (Member, SignInCode, Invitation):
        for row in model._default_manager.values():
            assert LEAD not in str(row)
    assert Service.objects.filter(organisation=group).exists()
