"""What is the person told after sending: the reference, by when who does what?"""

from typing import Any

from django.conf import settings

from core import clock
from selfassessment.journeys.activities import fitting_activities
from selfassessment.journeys.ages import age_links
from selfassessment.journeys.contacts import ContactView, contact_views
from selfassessment.journeys.desk_closed import read_later
from selfassessment.journeys.elsewhere import elsewhere
from selfassessment.journeys.walks import Walk
from selfassessment.referrals.dates import day_in_words
from selfassessment.referrals.models import Case
from selfassessment.referrals.rules.references import spaced
from selfassessment.referrals.whereabouts import code_to_show, read_by_of

WAYS = ("phone", "email", "post", "through_person")


def _ways(walk: Walk) -> list[str]:
    """Return how the team will get in touch, in the terms of who reads it."""
    words = walk.words
    chosen = set(walk.value("contact_by") or ())
    wanted = [way for way in WAYS if way in chosen] or ["phone"]
    phone = {"phone": settings.WAYMARK_PHONE}
    told = [
        words(_of_whom(walk, f"done.next.by.{way}"), **(phone if way == "phone" else {}))
        for way in wanted
    ]
    if walk.value("voicemail_ok") == "no":
        told.append(words("done.next.no_message"))
    if walk.value("interpreter") == "yes":
        told.append(words("done.next.interpreter"))
    return told


def _of_whom(walk: Walk, key: str) -> str:
    """Return the key of the words for this reader: of whom a professional asks for, or of "you"."""
    return f"{key}.them" if walk.value("who_for") == "professional" else key


def _contacts(walk: Walk, case: Case) -> list[ContactView]:
    """Return how to reach the providers the request went to, where the tables say so."""
    providers = walk.published.routing.providers
    if not any(one.extra.get("contacts") for one in providers.values()):
        return []
    keys = [
        key
        for line in case.lines.all()
        if line.provider in providers
        for key in providers[line.provider].extra.get("contacts", ())
    ]
    return contact_views(list(dict.fromkeys(keys)), walk.words)


def confirmation(walk: Walk) -> dict[str, Any]:
    """Return the context of the confirmation page. Dates come from the case: they were promised."""
    words = walk.words
    case = Case.objects.get(submission_key=walk.draft.submission_key)
    read_by, by = (day_in_words(day) for day in (read_by_of(case), case.contact_by_date))
    return {
        "title": words("page.confirmation.title"),
        "reference_label": words("done.reference"),
        "reference": spaced(walk.draft.reference),
        "code": code_to_show(case),
        "closed": read_later(case, clock.now()),
        "keep": words("done.keep"),
        "food_today": walk.value("money_today") == "no",
        "next_title": words("done.next.title"),
        "steps": [
            {
                "title": words("done.next.by.title", date=read_by),
                "text": words("done.next.today.body"),
            },
            {"title": words("done.next.by.title", date=by), "text": " ".join(_ways(walk))},
            {
                "title": words("done.next.together.title"),
                "text": words(_of_whom(walk, "done.next.together.body")),
            },
        ],
        "worse_title": words.html("done.worse.title"),
        "worse_body": words.html("done.worse.body"),
        "change_body": words("done.change.body", phone=f"\u2068{settings.WAYMARK_PHONE}\u2069"),
        "contacts": _contacts(walk, case),
        "while_title": words("done.while.title"),
        "print_text": words("done.print"),
        "age_links": age_links(walk),
        "age_title": words("age.heading"),
        "activities": fitting_activities(walk, wanted=1),
        **elsewhere(walk),
    }
