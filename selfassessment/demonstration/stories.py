"""What was done for a made-up person since they asked? Everything by the desk's own actions."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from accounts.models import User
from selfassessment.referrals.actions import (
    cases,
    comparing,
    families,
    following,
    handing,
    home,
    lines,
    outcomes,
    plans,
)
from selfassessment.referrals.models import (
    Case,
    Departure,
    FamilyMember,
    FollowUp,
    Provider,
    ReferralLine,
)
from selfassessment.referrals.selectors.comparing import possible_duplicates
from selfassessment.referrals.selectors.families import possible
from selfassessment.referrals.types import Departing

_WAY = (("contacting", 2), ("accepted", 2), ("assessed", 4), ("in_programme", 5))

# How many days after the case came in somebody was asked.
_STAGES = {"before": 6, "4": 36, "12": 92, "end": 92}


@dataclass(frozen=True)
class Told:
    """A made-up case, when it came in, and the member of the desk who works it."""

    case: Case
    began: datetime
    now: datetime
    desk: User | None

    def line(self, need: str) -> ReferralLine:
        """Return the first line of the case for a need."""
        return self.case.lines.filter(need=need).order_by("priority", "offer")[0]

    def at(self, days: float) -> datetime:
        """Return the moment so many days after the case came in, never one that is to come."""
        return min(self.now, self.began + timedelta(days=days))

    def day(self, days: float) -> date:
        """Return the day so many days after the case came in."""
        return self.at(days).date()


def handed_over(told: Told) -> None:
    """Give the lines to the providers of the tables, who have not seen them yet."""
    for line in told.case.lines.order_by("priority", "offer"):
        _allocate(told, line, told.now)


def _allocate(told: Told, line: ReferralLine, at: datetime) -> None:
    provider = Provider.objects.filter(code=line.provider).first()
    triaged = lines.move(line=line, to="triage", note="", by=told.desk, now=told.at(0.1))
    handing.allocate(line=triaged, provider=provider, note="", by=told.desk, now=at)


def passed_on(told: Told) -> None:
    """Pass the first line to a service that fits better: reason and place as codes."""
    (line, *_others) = told.case.lines.order_by("priority", "offer")
    if told.desk is not None:
        cases.assign(case=told.case, to=told.desk, by=told.desk, now=told.at(0.1))
    lines.move(line=line, to="triage", note="", by=told.desk, now=told.at(0.1))
    needs_more = Departing(
        Departure.Why.NEEDS_MORE, Departure.Where.OFFER, code="talking_therapies"
    )
    lines.move(
        line=line,
        to="redirected",
        note="Talked it through on the telephone.",
        by=told.desk,
        now=told.at(1),
        departing=needs_more,
    )


def _help(told: Told, need: str) -> ReferralLine:
    """Bring every line to where the help goes on, and return the one for a need."""
    if told.desk is not None:
        cases.assign(case=told.case, to=told.desk, by=told.desk, now=told.at(0.1))
    for line in told.case.lines.all():
        _allocate(told, line, told.at(1))
        for state, days in _WAY:
            lines.move(line=line, to=state, note="", by=told.desk, now=told.at(days))
    return told.line(need)


def _looked_back(told: Told, weeks: int, words: str) -> None:
    """Write down that a look back is done."""
    if told.desk is None:
        return
    for one in FollowUp.objects.filter(line__case=told.case, weeks=weeks):
        following.write_down(
            follow_up=one,
            outcome=FollowUp.Outcome.ANSWERED,
            answers={"note": words},
            by=told.desk,
            now=told.now,
        )


def _keep(told: Told, line: ReferralLine, code: str, answers: Mapping[str, Any]) -> None:
    for stage, values in answers.items():
        at = told.at(_STAGES[stage])
        outcomes.keep(line=line, code=code, stage=stage, values=values, by=told.desk, now=at)


def home_visit(told: Told) -> None:
    """Visit twice: hazards put right, an aid fitted, a further need found, asked before and after.

    What was found on the second visit waits at the desk as a line of its own.
    """
    line, by = _help(told, "home"), told.desk
    day, at = told.day(6), told.at(6)
    home.visit(line=line, on=day, note="Grab rail agreed by the bath.", by=by, now=at)
    rug = home.found(line=line, kind="loose_rug", on=day, note="In the hall.", by=by, now=at)
    bath = home.found(line=line, kind="bath", on=day, note="", by=by, now=at)
    home.found(line=line, kind="light", on=day, note="On the landing.", by=by, now=at)
    home.removed(hazard=rug, on=day, by=by, now=at)
    rail = home.supplied(line=line, kind="grab_rail", on=day, note="", by=by, now=at)
    home.installed(aid=rail, on=told.day(14), by=by, now=told.at(14))
    home.removed(hazard=bath, on=told.day(14), by=by, now=told.at(14))
    after = {"falls": 0, "feels_safe": 8}
    _keep(told, line, "home", {"before": {"falls": 2, "feels_safe": 3}, "12": after})
    home.visit(line=line, on=told.day(92), note="No falls since.", by=by, now=told.at(92))
    home.further(
        line=line,
        need="money",
        on=told.day(92),
        note="Keeps the heating off to save.",
        by=by,
        now=told.now - timedelta(hours=2),
    )


def family(told: Told) -> None:
    """Begin a family: one lead, two members, an agreement, a plan that was looked at once."""
    line, desk = _help(told, "family"), told.desk
    if desk is None:
        return
    agreed = told.day(5)
    begun = families.start(
        case=told.case,
        lead=desk,
        agreed_on=agreed,
        agreed_by="The mother",
        by=desk,
        now=told.at(5),
    )
    parent = FamilyMember.Role.PARENT
    families.add_member(case=told.case, role=parent, name="Nita Sample", by=desk, now=told.at(5))
    before = {"agreement_on": agreed.isoformat(), "worry": 3}
    _keep(told, begun.outcomes_line or line, "early_help", {"before": before})
    _plan(told, desk)
    families.reviewed(
        case=told.case,
        on=told.day(40),
        words="Bed at the same time each night. Goes on.",
        by=desk,
        now=told.at(40),
    )


def _plan(told: Told, desk: User) -> None:
    """Write a plan down: two goals, with an action that is done and one that is not."""
    at = told.at(5)
    sleep = plans.add_goal(
        case=told.case, words="Everybody sleeps through the night", by=desk, now=at
    )
    for words, who, days in (
        ("The same bedtime each night", "Nita Sample", 20),
        ("Talk about sleep at the children's centre", "Meera, children's centre", 45),
    ):
        made = plans.add_action(
            goal=sleep,
            words=words,
            who=who,
            due_on=told.began.date() + timedelta(days=days),
            by=desk,
            now=at,
        )
        if days == 20:
            plans.end(planned=made, ended_as="done", on=told.day(18), by=desk, now=told.at(18))
    plans.add_goal(case=told.case, words="A place where the children play", by=desk, now=at)


def sibling(told: Told) -> None:
    """Let a second child join the family that is there: never a second family."""
    desk = told.desk
    known = possible(told.case)
    if desk is None or not known:
        return
    for other in possible_duplicates([told.case])[told.case.pk]:
        comparing.decide(case=told.case, other=other, same=False, by=desk, now=told.at(0.5))
    families.join(
        case=told.case,
        family=known[0],
        agreed_on=told.day(0.5),
        agreed_by="The mother",
        by=desk,
        now=told.at(0.5),
    )


def weight_course(told: Told) -> None:
    """Finish a course of twelve weeks and weigh 5 % less."""
    line = _help(told, "weight")
    start = {
        "start_date": told.day(7).isoformat(),
        "referral_source": "self",
        "gender": "female",
        "ethnic_group": "white_british",
        "disability": "no",
        "height_cm": 166.0,
        "weight_kg": 95.0,
        "measured_on": told.day(6).isoformat(),
        "conditions": ["high_blood_pressure"],
        "mental_health": "no",
        "medicines": "no",
        "programme": "group",
        "mode": "face_to_face",
    }
    end = {"sessions_offered": 12, "sessions_attended": 10, "reason_leaving": "finished"}
    after = {"weight_kg": 89.5, "measured_on": told.day(92).isoformat()}
    _keep(told, line, "weight", {"before": start, "12": after, "end": end})
    _looked_back(told, 12, "Goes to a walking group now.")
    for one in told.case.lines.all():
        lines.move(line=one, to="completed", note="", by=told.desk, now=told.at(93))


def stop_smoking_course(told: Told) -> None:
    """Stop smoking, not a puff after four weeks, confirmed by a reading."""
    line = _help(told, "smoking")
    quit_date = told.day(7)
    start = {
        "quit_date": quit_date.isoformat(),
        "gender": "male",
        "ethnic_group": "asian_indian",
        "socio_economic": "routine",
        "pregnant": "no",
        "free_prescriptions": "yes",
        "intervention": "telephone",
        "setting": "community",
        "aid": "nrt_more",
        "co_ppm": 19,
    }
    after = {"smoked": "not_a_puff", "asked_on": told.day(36).isoformat(), "co_ppm": 3}
    _keep(told, line, "stop_smoking", {"before": start, "4": after})
    _looked_back(told, 4, "Sleeps better.")


STORIES: Mapping[str, Callable[[Told], None]] = {
    story.__name__: story
    for story in (
        *(handed_over, home_visit, family, sibling, weight_course, stop_smoking_course),
        passed_on,
    )
}
