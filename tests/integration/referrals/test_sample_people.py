"""Does a demonstration of each council show people of its own, with its own providers?

One file: laying out a council takes longer than all its tests.
"""

import csv
import lzma
import re
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from django.db import transaction
from django.test import Client, override_settings
from django.urls import reverse
from django.utils.html import escape
from pytest_django import DjangoDbBlocker

from accounts.actions.demonstration import ACCOUNTS, create_accounts
from accounts.models import User
from config.settings.configurations import FOLDER, council, names
from core import clock
from core.models import OutboxMessage
from core.remembering import forget_all
from geography.actions.shipped import DATA
from geography.models import Area, Postcode
from selfassessment import overlay, shipped
from selfassessment.actions.publishing import publish_shipped
from selfassessment.demonstration.loading import load_provider_accounts, load_sample_cases
from selfassessment.demonstration.people import SampleIsWrong, key_of, sent_by
from selfassessment.journeys.published import current_version, published
from selfassessment.journeys.status import line_statuses
from selfassessment.referrals.models import (
    AidSupplied,
    Case,
    Departure,
    Family,
    FamilyMember,
    FurtherNeed,
    HandOver,
    Hazard,
    HomeVisit,
    Outcome,
    Provider,
    ReferralLine,
)
from selfassessment.referrals.rules import periods
from selfassessment.referrals.selectors.chain import faults
from selfassessment.referrals.sending_on import services

pytestmark = pytest.mark.django_db
WORKED = ("home_visit", "family", "weight_course", "stop_smoking_course")
DESK, PROVIDER = "desk@example.org", "provider@example.org"


def people(name: str) -> list[dict[str, Any]]:
    """Return the made-up people of a configuration."""
    return list(overlay.samples(FOLDER / name)["people"])


def _lay_out_places(name: str) -> None:
    """Let the site know the postcodes of these people, as shipped."""
    own = FOLDER / name / "postcodes.csv.xz"
    file = own if own.exists() else DATA / "postcodes_leicester.csv.xz"
    wanted = {row["answers"].get("postcode") for row in people(name)}
    with lzma.open(file, "rt", encoding="utf-8") as lines:
        found = [row for row in csv.DictReader(lines) if row["postcode"] in wanted]
    codes = {code for row in found for code in (row["lad"], row["ward"])}
    for code in codes:
        kind = "w" if code.startswith("E05") else "d"
        Area.objects.get_or_create(code=code, defaults={"kind": kind, "name": code})
    for row in found:
        Postcode.objects.update_or_create(
            code=row["postcode"].replace(" ", ""),
            defaults={
                "lat": row["lat"],
                "lon": row["lon"],
                "district_id": row["lad"],
                "ward_id": row["ward"],
            },
        )


@pytest.fixture(scope="module")
def loaded(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """Load the demonstration of a configuration around the tests that ask for it."""
    name: str = request.param
    chosen = override_settings(
        WAYMARK_CONFIGURATION_FOLDER=FOLDER / name,
        WAYMARK_DISTRICTS=tuple(council(name)["districts"]),
    )
    with django_db_blocker.unblock(), chosen:
        with transaction.atomic():
            _lay_out_places(name)
            publish_shipped(now=clock.now())
            create_accounts(passwords=dict.fromkeys(ACCOUNTS, "secret"))
            assert load_sample_cases(now=clock.now()) == len(people(name))
            forget_all()
            yield name
            transaction.set_rollback(True)
        forget_all()


each = pytest.mark.parametrize("loaded", names(), indirect=True)
lancashire = pytest.mark.parametrize("loaded", ["lancashire"], indirect=True)
portsmouth = pytest.mark.parametrize("loaded", ["portsmouth"], indirect=True)
leicester = pytest.mark.parametrize("loaded", ["leicester"], indirect=True)


def case_of(name: str) -> Case:
    """Return the case of a made-up person."""
    return Case.objects.get(submission_key=key_of({"name": name}))


def provider_of(name: str, offer: str) -> str:
    """Return who a line of a made-up person went to."""
    return case_of(name).lines.get(offer=offer).provider


def signed_in(email: str) -> Client:
    """Return a browser in which a sample account has signed in."""
    client = Client()
    client.force_login(User.objects.get(email=email))
    return client


@each
def test_somebody_asks_about_each_topic_and_goes_to_a_provider_of_that_council(
    loaded: str,
) -> None:
    known = published(current_version("refer"))
    own = set(shipped.documents()["routing"]["providers"])
    topics = set(known.definition.questions["topics"].choice_keys) - {"not_sure_yet"}
    reached = {
        topic
        for row in people(loaded)
        for topic in row["answers"].get("topics", ())
        for line in case_of(row["name"]).lines.all()
        if topic in known.routing.offers[line.offer].extra.get("asked_by", ())
    }
    assert reached == topics
    assert set(ReferralLine.objects.values_list("provider", flat=True)) <= own
    assert set(Provider.objects.values_list("code", flat=True)) == own - {"desk"}
    assert not Provider.objects.filter(name__contains="_").exists()
    assert not OutboxMessage.objects.exists()


@each
def test_loaded_again_nothing_is_new(loaded: str) -> None:
    before = Case.objects.count(), HandOver.objects.count(), HomeVisit.objects.count()
    assert load_sample_cases(now=clock.now()) == 0
    assert before == (Case.objects.count(), HandOver.objects.count(), HomeVisit.objects.count())


def give_accounts() -> list[str]:
    """Give each provider with sample referrals an account; return the new ones."""
    return load_provider_accounts(passwords=lambda emails: dict.fromkeys(emails, "secret"))


@each
def test_the_account_of_each_provider_sees_its_lines_and_no_others(loaded: str) -> None:
    made = give_accounts()
    reached = Provider.objects.filter(
        code__in=ReferralLine.objects.values_list("provider", flat=True)
    )
    assert {one.code for one in reached if one.users.count() != 1} == set()
    assert all(email.endswith("@example.org") for email in made)
    assert give_accounts() == []
    shown = 0
    for account in [PROVIDER, *made]:
        page = signed_in(account).get(reverse("referrals:own")).content.decode()
        own = Provider.objects.filter(users__email=account)
        mine = HandOver.objects.filter(provider__in=own, ended_at__isnull=True)
        references = {str(one.line.case) for one in mine}
        assert all(reference in page for reference in references)
        others = Case.objects.exclude(lines__hand_overs__in=mine)
        assert not any(str(case) in page for case in others)
        shown += len(references)
    assert shown
    assert HandOver.objects.filter(provider__users__email=PROVIDER).exists()


@each
def test_everything_was_written_down_and_the_chains_hold(loaded: str) -> None:
    for case in Case.objects.all():
        assert case.is_sample
        assert not faults(case.pk)
        assert case.received_at <= clock.now()


@each
def test_what_the_desk_works_on_is_in_time_and_has_an_owner(loaded: str) -> None:
    worked = [row["name"] for row in people(loaded) if row.get("story") in WORKED]
    assert len(worked) == 4
    for case in map(case_of, worked):
        assert case.owner is not None
        assert case.owner.email == DESK
        assert case.due_on >= clock.today()
        assert case.follow_up_on is None or case.follow_up_on > clock.today()


@lancashire
def test_in_lancashire_work_on_a_home_goes_to_the_provider_of_the_lot(loaded: str) -> None:
    for name, district, provider in (
        ("lancashire-rails", "E07000128", "home_north"),
        ("lancashire-home-visit", "E07000121", "home_north"),
        ("lancashire-stairs", "E07000118", "home_central"),
        ("lancashire-cold", "E07000122", "home_east"),
    ):
        postcode = case_of(name).person.details.postcode or ""
        assert Postcode.objects.get(code=postcode.replace(" ", "")).district_id == district
        assert provider_of(name, "home_safety") == provider
    assert provider_of("lancashire-full-rooms", "home_safety") == "home_east"
    assert provider_of("lancashire-full-rooms", "full_rooms_help") == "desk"
    assert provider_of("lancashire-urdu", "stop_smoking") == "lifestyle_east"
    assert provider_of("lancashire-online", "moving_more") == "lifestyle_online"
    assert HandOver.objects.get(line__case=case_of("lancashire-cold")).provider.code == "home_east"


@portsmouth
def test_in_portsmouth_a_child_goes_to_the_team_of_the_locality_with_one_lead(
    loaded: str,
) -> None:
    assert provider_of("portsmouth-family", "family_help") == "family_north"
    assert provider_of("portsmouth-talking", "family_help") == "family_central"
    assert provider_of("portsmouth-school", "family_help") == "family_south"
    assert provider_of("portsmouth-other-end", "family_help") == "family_north"  # by the school
    assert provider_of("portsmouth-fifteen", "school_nurse") == "young_people_team"
    family = Family.objects.get()
    assert family.lead is not None
    assert family.lead.email == DESK
    both = {case_of("portsmouth-family").pk, case_of("portsmouth-sibling").pk}
    assert set(family.places.values_list("case_id", flat=True)) == both


@leicester
def test_nobody_has_to_read_what_was_left_empty_in_another_language(loaded: str) -> None:
    assert case_of("gujarati").language == "gu"
    assert not Case.objects.filter(needs_reading=True).exists()


@each
def test_a_family_has_two_members_a_plan_and_one_lead(loaded: str) -> None:
    family = Family.objects.get()
    place = family.places.order_by("joined_at")[0]
    assert FamilyMember.objects.filter(case=place.case).count() == 2
    assert family.outcomes_line is not None
    assert family.reviewed_on is not None
    assert family.review_by > clock.today()
    assert Outcome.objects.filter(set="early_help", line=family.outcomes_line).exists()
    page = signed_in(DESK).get(reverse("referrals:case", args=[place.case_id])).content.decode()
    assert "Nita Sample" in page


@each
def test_somebody_was_passed_on_and_case_and_status_page_say_where_to(loaded: str) -> None:
    (departure,) = Departure.objects.select_related("line__case")
    case = departure.line.case
    place = dict(services())["talking_therapies"]
    page = signed_in(DESK).get(reverse("referrals:case", args=[case.pk])).content.decode()
    assert escape(place) in page
    assert departure.get_reason_display() in page
    statuses = line_statuses(case, language="en", now=clock.now())
    assert [one.next_place.name for one in statuses if one.next_place] == [place]


@each
def test_a_home_was_visited_and_a_further_need_waits_at_the_desk(loaded: str) -> None:
    line = HomeVisit.objects.all()[0].line
    assert (HomeVisit.objects.count(), Hazard.objects.count()) == (2, 3)
    assert Hazard.objects.filter(removed_on__isnull=True).count() == 1
    assert AidSupplied.objects.get().installed_on is not None
    opened = FurtherNeed.objects.get().opened
    assert (opened.case, opened.need, opened.state) == (line.case, "money", "received")
    falls = Outcome.objects.filter(line=line, field="falls").order_by("recorded_at")
    assert [one.value for one in falls] == [2, 0]
    queue = signed_in(DESK).get(reverse("referrals:queue")).content.decode()
    assert str(line.case) in queue


@each
def test_board_and_files_have_something_to_show(loaded: str) -> None:
    weights = Outcome.objects.filter(set="weight", field="weight_kg").order_by("recorded_at")
    assert [one.value for one in weights] == [95.0, 89.5]
    assert Outcome.objects.get(set="stop_smoking", field="smoked", stage="4").value == "not_a_puff"
    desk = signed_in(DESK)
    board = desk.get(reverse("referrals:board")).content.decode()
    assert f"{Case.objects.count()}" in board
    began = Outcome.objects.get(set="weight", field="start_date").value
    quarter = next(
        one
        for one in periods.choices(clock.today())
        if not one.is_year and one.first <= date.fromisoformat(began) <= one.last
    )
    sent = {"quarter": quarter.code, "samples": "on", "kind": "csv"}
    file = desk.post(reverse("referrals:export-weight-file"), sent).content.decode("utf-8-sig")
    (row,) = csv.DictReader(file.splitlines())
    assert (row["loss_pct_12"], row["completed"]) == ("5.8", "yes")


@leicester
def test_whoever_gets_stuck_is_told_apart(loaded: str) -> None:
    everybody = overlay.samples(FOLDER / "leicester")["everybody"]
    row = {"name": "stuck", "answers": {"topics": ["home"], "age_band": "65_plus"}}
    with pytest.raises(SampleIsWrong, match="stuck stops at you"):
        sent_by(row, everybody)


def test_nobody_is_in_two_configurations() -> None:
    keys = [key_of(row) for name in names() for row in people(name)]
    assert len(keys) == len(set(keys))


@pytest.mark.parametrize("name", names())
def test_everybody_is_made_up(name: str) -> None:
    for row in people(name):
        told = row["answers"]
        assert told["your_name"].endswith(" Sample")
        assert re.fullmatch(r"01164960\d{3}", told.get("phone", "01164960000").replace(" ", ""))
        assert told.get("email", "@example.org").endswith("@example.org")
