"""How does a draft become a referral, and what does it take over from a health check?"""

from collections.abc import Iterator
from typing import Any

from selfassessment.engine.answer import Answer
from selfassessment.engine.decision import OfferDecision
from selfassessment.engine.kinds import PageKind, QuestionType
from selfassessment.engine.model import Question
from selfassessment.engine.path import Step
from selfassessment.engine.routing import Action
from selfassessment.fixed_names import SOURCE
from selfassessment.journeys.elsewhere import closed_offers
from selfassessment.journeys.fields import answer_words
from selfassessment.journeys.published import current_version, published
from selfassessment.journeys.rules.results import activities_without
from selfassessment.journeys.texts import Words
from selfassessment.journeys.walks import Walk
from selfassessment.referrals.enums import Channel
from selfassessment.referrals.types import (
    AnswerShown,
    Consent,
    NeedLine,
    PersonDetails,
    SubmittedReferral,
)

PRIORITIES = {"urgent": 1, "soon": 3, "routine": 5}
CATCH_ALL = "call_back"
DESK = "desk"


def carried_answers(check: Walk) -> dict[str, Answer]:
    """Return the live answers of a health check that the self-referral would ask again."""
    questions = published(current_version("refer")).definition.questions
    return {key: answer for key, answer in check.path.live.items() if key in questions}


def chosen_answers(topic: str, about: str = "") -> dict[str, Answer]:
    """Return what a button has chosen: the topic of the help, and what of a family it is about
    (or, asked by a young person, what they would like help with).

    Whatever the self-referral does not know is left out.
    """
    questions = published(current_version("refer")).definition.questions
    chosen = {"topics": topic, "family_topics": about, "young_topics": about}
    return {
        key: Answer.given((value,))
        for key, value in chosen.items()
        if key in questions and value in questions[key].choice_keys
    }


def asked(walk: Walk) -> Iterator[tuple[Step, Question, Answer]]:
    """Yield each question on the path that was answered, with its answer."""
    for step in walk.path.steps:
        for question in step.page.questions:
            answer = walk.path.live.get(step.answer_key(question.key))
            if answer is not None:
                yield step, question, answer


_IDENTIFYING = frozenset(
    {
        *(QuestionType.NAME, QuestionType.PHONE, QuestionType.EMAIL),
        *(QuestionType.POSTCODE, QuestionType.DATE),
    }
)


def _flag(value: Any) -> bool | None:
    return {"yes": True, "no": False}.get(str(value)) if value is not None else None


def _interpreter(walk: Walk) -> str | None:
    """Return the language an interpreter is needed for; a signer may be asked for by itself."""
    if walk.value("interpreter") == "yes":
        return str(walk.value("talk_language") or walk.draft.person_language or walk.language)
    return "bsl" if "bsl_interpreter" in (walk.value("formats") or ()) else None


def person_details(walk: Walk) -> PersonDetails:
    """Return who the help is for and how to reach them safely, from the live answers."""
    value = walk.value
    questions = walk.published.definition.questions
    times = value("safe_times") or ()
    english = Words("en", walk.published.words)
    safe_times = (
        ", ".join(english(f"c.safe_times.{key}") for key in times)
        if "safe_times" in questions
        else ""
    )
    told_in = tuple(code for code in value("formats") or () if code != "none")
    through = " ".join(
        str(part) for part in (value("through_name"), value("through_contact")) if part
    )
    return PersonDetails(
        name=str(value("person_name") or value("your_name") or ""),
        date_of_birth=value("person_birth_date") or value("birth_date"),
        age_band=value("age_band"),
        postcode=value("postcode"),
        address=value("post_address"),
        phone=value("phone"),
        email=value("email"),
        contact_by=tuple(value("contact_by") or ()),
        through_person=through or None,
        voicemail_ok=_flag(value("voicemail_ok")),
        text_ok=_flag(value("text_ok")),
        safe_times=safe_times,
        contact_notes=str(value("contact_notes") or ""),
        interpreter=_interpreter(walk),
        formats=tuple(value("access") or ()),
        told_in=told_in,
        told_in_other=str(value("formats_other") or ""),
        not_fitting=activities_without(walk.published.results, walk.context),
        free_only=True if "cost" in (value("barriers") or ()) else _flag(value("free_only")),
        days=tuple(value("days") or ()),
    )


def _line(offer: OfferDecision, priority: int) -> NeedLine:
    return NeedLine(
        need=offer.need,
        offer=offer.offer,
        provider=offer.provider or DESK,
        priority=priority,
        why=offer.why,
        needs_check=offer.needs_check,
    )


def asked_offers(walk: Walk) -> list[OfferDecision]:
    """Return the offers the person asked for: those of the topics they chose, and no others.

    What a health question brings to light beside that is for a talk, not for a line nobody
    asked for: the flags, and the answers themselves, reach the desk all the same.
    """
    topics = set(walk.value("topics") or ())
    offers = walk.published.routing.offers
    return [
        offer
        for offer in walk.decision.open_offers
        if offer.action is Action.REFER
        and topics & set(offers[offer.offer].extra.get("asked_by", ()))
    ]


def need_lines(walk: Walk) -> tuple[NeedLine, ...]:
    """Return a line for each offer the person asked for; at least one for the desk."""
    decision = walk.decision
    priority = PRIORITIES.get(decision.priority.priority if decision.priority else "", 5)
    lines = [_line(offer, priority) for offer in asked_offers(walk)]
    if not lines:
        closed = tuple(dict.fromkeys(why for one in closed_offers(walk) for why in one.why))
        check = decision.needs_check
        lines = [NeedLine("talk", CATCH_ALL, DESK, priority, why=closed, needs_check=check)]
    return tuple(lines)


def channel_of(walk: Walk) -> str:
    """Return how the referral came in: what staff said, else what the person said online."""
    if walk.draft.channel:
        return walk.draft.channel
    if walk.value("who_for") == "professional":
        return Channel.PROFESSIONAL
    return Channel.ONLINE_HELPED if walk.value("helped") == "yes" else Channel.ONLINE


def _shown(walk: Walk, found: list[tuple[Step, Question, Answer]]) -> tuple[AnswerShown, ...]:
    """Return the answers, but for the consents, in the person's words and in those of staff."""
    words, english = walk.words, Words(SOURCE, walk.published.words)
    shown = []
    for step, question, answer in found:
        if step.page.kind is PageKind.CONSENT:
            continue
        label = f"q.{question.key}.label"
        theirs = words(label), answer_words(words, question, answer)
        staff = theirs
        if words.language != SOURCE:
            staff = english(label), answer_words(english, question, answer)
        shown.append(
            AnswerShown(
                question=question.key,
                question_text=theirs[0],
                answer_text=theirs[1],
                value=list(answer.value) if isinstance(answer.value, tuple) else str(answer.value),
                staff_question=staff[0],
                staff_answer=staff[1],
                free_text=answer.has_value
                and question.type in (QuestionType.TEXT, QuestionType.LONG_TEXT),
                words_in=walk.language,
                identifies=question.type in _IDENTIFYING,
            )
        )
    return tuple(shown)


# Who fills a request in for somebody else, as the desk reads it, where no role was asked.
_ROLES = {"child": "Parent or guardian", "cared_for": "Carer"}


def submission(walk: Walk) -> SubmittedReferral:
    """Return what a finished draft hands to the desk: answers on the path only."""
    place, found = walk.place or {}, list(asked(walk))
    referrer = None
    if walk.value("person_name"):
        referrer = {
            "referred by": str(walk.value("your_name") or ""),
            "their role": str(walk.value("job_role") or _ROLES.get(str(walk.value("who_for")), "")),
        }
        if walk.value("job_contact"):
            referrer["how to ask them"] = str(walk.value("job_contact"))
    return SubmittedReferral(
        key=walk.draft.submission_key,
        journey=walk.published.definition.slug,
        journey_version=walk.draft.version.label,
        language=walk.draft.person_language or walk.language,
        channel=channel_of(walk),
        person=person_details(walk),
        about=str(walk.value("who_for") or "self"),
        referrer=referrer,
        needs=need_lines(walk),
        safety=tuple(walk.decision.flags),
        answers=_shown(walk, found),
        consents=tuple(
            Consent(
                kind=str(question.extra.get("consent", question.key)),
                text=walk.words(f"q.{question.key}.label"),
                given=answer.value == "yes",
            )
            for step, question, answer in found
            if step.page.kind is PageKind.CONSENT
        ),
        ward=place.get("ward"),
        imd_decile=place.get("imd_decile"),
    )
