"""A person about whom the site holds everything it can, each thing in words that stand out.

Everything goes through the actions that pages use. Whoever looks for what is left of the person
looks for MARK, for SEEN, and for what was sealed in the database on the way.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.conf import settings
from django.contrib.auth.models import Group

from accounts.actions.roles import ensure_roles
from accounts.models import User
from core import clock
from core.actions.messages import send_due
from core.messages.backends.base import MessageBackend
from selfassessment import return_codes
from selfassessment.actions import drafts, saving
from selfassessment.engine.answer import Answer
from selfassessment.journeys.published import current_version
from selfassessment.models import Draft
from selfassessment.referrals import offering
from selfassessment.referrals.actions import (
    cases,
    comparing,
    families,
    following,
    handing,
    home,
    lines,
    outcomes,
    own_words,
    person,
    plans,
)
from selfassessment.referrals.enums import AttemptOutcome
from selfassessment.referrals.models import Case, FollowUp, OwnWords, Provider, ReferralLine
from selfassessment.referrals.types import (
    AnswerShown,
    Consent,
    Departing,
    NeedLine,
    OtherLead,
    PersonDetails,
)
from tests.factories.referrals import submission

MARK = "Zqxvkwj"
_PHONE, _NEW_PHONE, _BORN = "0116 496 0731", "0116 496 0877", date(1951, 7, 23)
# What is told without the mark: in the ways in which a site may write it down.
SEEN = (
    *(_PHONE, _NEW_PHONE, _PHONE.replace(" ", ""), _NEW_PHONE.replace(" ", "")),
    *("LE4 9ZZ", "LE49ZZ", "1951-07-23", "23/07/1951", "23 July 1951"),
)
_NEEDS = ("smoking", "home", "family", "moving")


def words(about: str) -> str:
    """Return words that stand nowhere else."""
    return f"{MARK} {about}"


def _details(through: str | None) -> PersonDetails:
    return PersonDetails(
        name=words("Sample"),
        date_of_birth=_BORN,
        age_band="65_plus",
        postcode="LE4 9ZZ",
        address=words("Street 1"),
        phone=_PHONE,
        email=f"{MARK}@example.org",
        contact_by=("email", "phone"),
        through_person=through,
        voicemail_ok=True,
        text_ok=True,
        contact_notes=words("rings twice"),
        interpreter="gu",
        formats=("large_print",),
    )


@dataclass(frozen=True)
class Staff:
    """Who works on the case."""

    desk: User
    provider: Provider


def staff() -> Staff:
    """Return a member of the desk, and a provider with somebody who acknowledges."""
    ensure_roles()
    people = {}
    for role in ("desk", "provider"):
        people[role], _made = User.objects.get_or_create(email=f"{role}@example.org")
        people[role].groups.add(Group.objects.get(name=role))
    team, _made = Provider.objects.get_or_create(
        code="whole_team", defaults={"name": "Whole team", "email": "team@example.org"}
    )
    team.users.add(people["provider"])
    return Staff(people["desk"], team)


def tell_everything(backend: MessageBackend) -> Iterator[Case]:
    """Do what a person and the desk can do, step by step; yield the person's case after each.

    The last step makes a second case of the same person, and yields that one.
    """
    now, who = clock.now(), staff()
    check, referral = _drafts(now)
    case = _received(referral, now)
    yield case
    _at_the_desk(case, who, now)
    yield case
    # At noon: nobody gets messages in the night.
    send_due(now=(now + timedelta(days=1)).replace(hour=12), backend=backend)
    person.change_contact(
        case=case, changes={"phone": _NEW_PHONE, "safe_times": words("after tea")}, now=now
    )
    person.new_code(case=case, by=who.desk, now=now)
    yield case
    _smoking(case, who, now)
    yield case
    _at_home(case, who, now)
    yield case
    _family(case, who, now)
    saving.save(draft=check, now=now)
    yield case
    second = _received(_drafts(now)[1], now, through=words("friend"))
    cases.clear_safety(case=second, note=words("safety"), by=who.desk, now=now)
    comparing.decide(case=case, other=second, same=True, by=who.desk, now=now)
    yield second


def _drafts(now: datetime) -> tuple[Draft, Draft]:
    """Return a health check that was saved under a code, and the referral begun from it."""
    begun: Any = {"version": current_version("check"), "browser": MARK, "now": now}
    check = drafts.begin(**begun, answers={"barriers_words": Answer.given(words("check"))})
    saving.save(draft=check, now=now)
    # Opened with its code on another device, after the referral was begun from it.
    begun["version"] = current_version("refer")
    referral = drafts.begin(
        **begun, answers={"your_name": Answer.given(words("Sample"))}, earlier=check
    )
    code = saving.code_of(check)
    assert return_codes.digest_of(code, settings.SECRET_KEY)
    saving.open_with(code=code, browser=f"{MARK} telephone", now=now)
    drafts.begin(**begun, answers={"your_name": Answer.given(words("twice"))}, earlier=check)
    check.refresh_from_db()
    return check, referral


def _received(draft: Draft, now: datetime, through: str | None = None) -> Case:
    sent = submission(
        key=draft.submission_key,
        person=_details(through),
        about="child",
        referrer={"referred by": words("referrer"), "their role": "parent"},
        needs=tuple(
            NeedLine(need, f"{need}_help", "desk", why=(words(f"why {need}"),)) for need in _NEEDS
        ),
        safety=("hurt",),
        answers=(
            AnswerShown(
                "topics", "What?", words("answer"), ["smoking"], staff_answer=words("read")
            ),
            AnswerShown("own", "Anything?", words("own"), free_text=True, words_in="gu"),
        ),
        consents=(
            Consent("share", words("consent"), True),
            Consent("name_in_messages", "Use my name.", True),
        ),
    )
    drafts.send(
        draft=draft,
        answers={},
        hand_over=lambda _changed: cases.receive(submission=sent, now=now).reference,
        now=now,
    )
    return Case.objects.get(reference=draft.reference)


def _at_the_desk(case: Case, who: Staff, now: datetime) -> None:
    cases.open_case(case=case, by=who.desk, now=now)
    cases.assign(case=case, to=who.desk, by=who.desk, now=now)
    cases.add_note(case=case, text=words("note"), by=who.desk, now=now)
    own_words.read(
        words=OwnWords.objects.get(case=case), english=words("in English"), by=who.desk, now=now
    )
    cases.clear_safety(case=case, note=words("safety"), by=who.desk, now=now)
    cases.log_attempt(
        case=case,
        channel="phone",
        outcome=AttemptOutcome.SPOKE,
        note=words("attempt"),
        by=who.desk,
        now=now,
        at=now - timedelta(hours=1),
    )


@contextmanager
def _something_to_go_to() -> Iterator[None]:
    kept = list(offering._finders)
    offering.register(
        lambda _wish, _wanted: [offering.Offered("walk1", "Morning walk", (words("0.4 miles"),))]
    )
    yield
    offering._finders[:] = kept


def _smoking(case: Case, who: Staff, now: datetime) -> None:
    """Hand the line over, keep its outcomes, end the help, and look back at it."""
    line = case.lines.get(need="smoking")
    by: Any = {"by": who.desk, "now": now}
    lines.move(line=line, to="triage", note=words("triage"), **by)
    with _something_to_go_to():
        given = handing.allocate(line=line, provider=who.provider, note=words("handed"), **by)
        assert given is not None
        handing.acknowledge(hand_over=given, by=who.provider.users.get(), now=now)
        lines.move(line=line, to="contacting", note=words("contacting"), **by)
        values = {"quit_date": now.date().isoformat(), "gender": "female"}
        outcomes.keep(line=line, code="stop_smoking", stage="before", values=values, **by)
        outcomes.keep(line=line, code="stop_smoking", stage="before", values={"gender": None}, **by)
        went = Departing("wish", "elsewhere", elsewhere={"name": words("group"), "phone": _PHONE})
        lines.move(line=line, to="declined", note=words("declined"), departing=went, **by)
        lines.move(line=line, to="discharged", note=words("discharged"), **by)
        lines.move(line=line, to="follow_up", note=words("follow-up"), **by)
    first = FollowUp.objects.filter(line=line).earliest("weeks")
    told = {"why_not": "cost", "note": words("follow-up answer")}
    following.write_down(follow_up=first, outcome="answered", answers=told, **by)


def _at_home(case: Case, who: Staff, now: datetime) -> None:
    line: ReferralLine = case.lines.get(need="home")
    by: Any = {"by": who.desk, "now": now}
    day: Any = {"line": line, "on": now.date(), **by}
    home.visit(note=words("visit"), **day)
    home.removed(hazard=home.found(kind="bath", note=words("hazard"), **day), on=now.date(), **by)
    home.installed(
        aid=home.supplied(kind="key_safe", note=words("aid"), **day), on=now.date(), **by
    )
    home.further(need="money", note=words("further"), **day)


def _family(case: Case, who: Staff, now: datetime) -> None:
    by: Any = {"by": who.desk, "now": now}
    family = families.start(
        case=case, lead=who.desk, agreed_on=now.date(), agreed_by=words("mother"), **by
    )
    families.add_member(case=case, role="other", name=words("uncle"), **by)
    families.lead_by(family=family, lead=OtherLead(words("lead"), words("agency")), **by)
    families.reviewed(case=case, on=now.date(), words=words("plan"), **by)
    goal = plans.add_goal(case=case, words=words("goal"), **by)
    doing: Any = {"words": words("action"), "who": words("aunt"), "due_on": now.date()}
    plans.end(
        planned=plans.add_action(goal=goal, **doing, **by),
        ended_as="done",
        on=now.date(),
        **by,
    )
