"""What does a person read about where their request stands?"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext as _

from selfassessment.journeys.published import current_words
from selfassessment.referrals.dates import day_in_words
from selfassessment.referrals.models import Case, Departure
from selfassessment.referrals.rules import stages
from selfassessment.referrals.sending_on import Destination, destination_of
from selfassessment.referrals.whereabouts import Whereabouts, of_case

_TONES = {
    stages.RECEIVED: "govuk-tag--light-blue",
    stages.LOOKING: "govuk-tag--light-blue",
    stages.PASSED: "govuk-tag--yellow",
    stages.TRYING: "govuk-tag--yellow",
    stages.WORKING: "govuk-tag--green",
    stages.UNREACHED: "govuk-tag--orange",
    stages.FINISHED: "govuk-tag--grey",
    stages.WITHDRAWN: "govuk-tag--grey",
}


_ENDED = (stages.WITHDRAWN, stages.FINISHED, stages.UNREACHED)


@dataclass(frozen=True)
class LineStatus:
    """One thing asked for, and what happens with it."""

    name: str
    tag: str
    tone: str
    text: str
    late: bool
    goes_on: bool = False
    next_place: Destination | None = None


def _tag(stage: str) -> str:
    words: dict[str, Callable[[], str]] = {
        stages.RECEIVED: lambda: _("Received"),
        stages.LOOKING: lambda: _("We are looking"),
        stages.PASSED: lambda: _("Passed on"),
        stages.TRYING: lambda: _("We are trying to reach you"),
        stages.WORKING: lambda: _("Under way"),
        stages.UNREACHED: lambda: _("We did not reach you"),
        stages.FINISHED: lambda: _("Finished"),
        stages.WITHDRAWN: lambda: _("Stopped by you"),
    }
    return words[stage]()


def _text(found: Whereabouts, provider: str) -> str:
    day = day_in_words(found.by) if found.by else ""
    phone = f"\u2068{settings.WAYMARK_PHONE}\u2069"
    told = {"day": day, "team": f"\u2068{provider}\u2069", "phone": phone}
    words: dict[str, Callable[[], str]] = {
        stages.RECEIVED: lambda: _("We have your request. A person reads it by %(day)s."),
        stages.LOOKING: lambda: _("A person is reading your request. We get in touch by %(day)s."),
        stages.PASSED: lambda: _("Passed to %(team)s. They get in touch by %(day)s."),
        stages.TRYING: lambda: _("%(team)s is trying to reach you. They try again by %(day)s."),
        stages.WORKING: lambda: _("You said yes. %(team)s is helping you."),
        stages.UNREACHED: lambda: _(
            "We tried and could not reach you. Ring us on %(phone)s and we go on."
        ),
        stages.FINISHED: lambda: _("This is finished. You can ask for help again at any time."),
        stages.WITHDRAWN: lambda: _("You stopped this. Nobody gets in touch about it."),
    }
    return words[found.stage]() % told


def line_statuses(
    case: Case, *, language: str, now: datetime, stopping: bool = False
) -> list[LineStatus]:
    """Return a case's lines in the reader's language.

    `stopping`: the person asked to stop. A line that goes on all the same is looked at once more
    by a person; why, the page does not say.
    """
    words = current_words("refer", language)

    def named(kind: str, code: str) -> str:
        key = f"{kind}.{code}.name"
        return words(key) if words.has(key) else code.replace("_", " ").capitalize()

    def told(found: Whereabouts) -> LineStatus:
        goes_on = stopping and found.stage not in _ENDED
        stage = stages.LOOKING if goes_on else found.stage
        text = _text(found, named("provider", found.line.provider))
        if goes_on:
            text = _("You asked us to stop. A person looks at your request once more.")
        return LineStatus(
            name=named("offer", found.line.offer),
            tag=_tag(stage),
            tone=_TONES[stage],
            text=text,
            late=found.is_late and not goes_on,
            goes_on=goes_on,
            next_place=None if goes_on else places.get(found.line.pk),
        )

    places = _places(case, language)
    return [told(found) for found in of_case(case, now)]


def _places(case: Case, language: str) -> dict[UUID, Destination]:
    """Return where the person was sent last for each line that is at its end, by line."""
    found = Departure.objects.filter(line__case=case).exclude(where="").order_by("at")
    shown = {
        one.line_id: destination_of(one, language)
        for one in found.select_related("line")
        if stages.stage(one.line.state) == stages.FINISHED
    }
    return {key: place for key, place in shown.items() if place is not None}
