"""What does a made-up person send? They answer the published questions, as anybody would.

Who they are stands in `samples.json` of the configuration, so that the tables of that council
decide who helps them.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID, uuid5

from core import clock
from selfassessment.engine import answers as answering
from selfassessment.engine.answer import Answer, seen_key, to_json
from selfassessment.engine.model import JourneyDefinition
from selfassessment.journeys.facts import place_of
from selfassessment.journeys.published import current_version, published
from selfassessment.journeys.referring import submission
from selfassessment.journeys.walks import Walk
from selfassessment.models import Draft
from selfassessment.referrals.enums import Channel
from selfassessment.referrals.types import NeedLine, PersonDetails, SubmittedReferral

_SPACE = UUID("6f1c53f2-6a0e-4d9a-9df1-2f3f3f9f6d10")
_YES = {"yes": True, "no": False}


class SampleIsWrong(ValueError):
    """The answers of a made-up person do not lead to the end of the published questions."""


def key_of(row: Mapping[str, Any]) -> UUID:
    """Return the key under which a made-up person sends, the same at each loading."""
    return uuid5(_SPACE, row["name"])


def sent_by(row: Mapping[str, Any], everybody: Mapping[str, Any]) -> SubmittedReferral:
    """Return what a person of `samples.json` sends; raise SampleIsWrong when they get stuck."""
    answers = {**everybody, **row["answers"]}
    if row.get("channel") == Channel.CALL_BACK:
        return _call_back(row, answers)
    version = current_version("refer")
    given = _answers(published(version).definition, answers, clock.today())
    postcode = answers.get("postcode")
    draft = Draft(
        version=version,
        sealed_answers=to_json(given),
        sealed_place=place_of(postcode) if postcode else None,
        channel=row.get("channel", ""),
        submission_key=key_of(row),
    )
    walk = Walk(draft, row.get("language", "en"))
    if not walk.path.ready_to_send:
        stuck = walk.path.first_unanswered
        raise SampleIsWrong(f"{row['name']} stops at {stuck.id if stuck else walk.path.ids[-1]}")
    return replace(submission(walk), is_sample=True)


def _answers(
    definition: JourneyDefinition, given: Mapping[str, Any], today: date
) -> dict[str, Answer]:
    """Return an answer to each question that can be answered; what is not given is left out."""
    found: dict[str, Answer] = {}
    for page in definition.pages:
        if not page.questions:
            found[seen_key(page.key)] = Answer.seen()
        for question in page.questions:
            value = given.get(question.key, {})
            raw = value if isinstance(value, Mapping) else {"value": value}
            answer = answering.parse(question, raw, today=today).answer
            if answer is not None:
                found[question.key] = answer
    return found


def _call_back(row: Mapping[str, Any], answers: Mapping[str, Any]) -> SubmittedReferral:
    """Return what the short form sends that asks for a call and nothing else."""
    return SubmittedReferral(
        key=key_of(row),
        journey="call_back",
        journey_version="1",
        language=row.get("language", "en"),
        channel=Channel.CALL_BACK,
        person=PersonDetails(
            answers["your_name"],
            phone=answers["phone"],
            contact_by=("phone",),
            voicemail_ok=_YES[answers["voicemail_ok"]],
        ),
        needs=(NeedLine("talk", "call_back", "desk"),),
        is_sample=True,
    )
