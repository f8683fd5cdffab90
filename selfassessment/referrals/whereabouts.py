"""What may a person see of their own case, with the reference and the code in hand?"""

import hashlib
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

from django.conf import settings

from core.clock import day_of
from selfassessment.referrals.models import Case, DeskSettings, ReferralLine, Standing
from selfassessment.referrals.rules import codes, stages
from selfassessment.referrals.rules.standing import Clocks
from selfassessment.referrals.selectors import desk_hours, flags_by, with_lines
from selfassessment.referrals.selectors.line_facts import line_facts


class Whereabouts(NamedTuple):
    """Where one line stands: the stage, and the day by which the next thing happens."""

    line: ReferralLine
    stage: str
    by: date | None
    is_late: bool


@lru_cache(maxsize=8)
def _key(secret: str) -> bytes:
    return hashlib.sha256(b"referrals.status-code" + secret.encode()).digest()


def keys() -> list[bytes]:
    """Return the keys of codes, the current one first."""
    fallbacks = getattr(settings, "SECRET_KEY_FALLBACKS", ())
    return [_key(secret) for secret in (settings.SECRET_KEY, *fallbacks)]


def first_codes(case: Case) -> list[str]:
    """Return the code the case began with, under each of the site's keys."""
    return [codes.derive(key, str(case.submission_key)) for key in keys()]


def code_to_show(case: Case) -> str:
    """Return the case's code, while it is the first one; "" when the desk gave out another."""
    standing = Standing.objects.filter(case=case).first()
    for code in first_codes(case):
        if standing is None or _fits(standing, code):
            return codes.spaced(code)
    return ""


def _fits(standing: Standing, code: str) -> bool:
    return codes.is_right(code, case=str(standing.case_id), kept=standing.code_digest, keys=keys())


def is_code_of(case: Case, code: str) -> bool:
    """Return whether a code opens the status page of a case."""
    standing = Standing.objects.filter(case=case).first()
    if standing is None:
        return code in first_codes(case)
    return _fits(standing, code)


def of_reference(reference: str) -> Case | None:
    """Return the case of a reference with person and lines, or None."""
    return with_lines(Case.objects.filter(reference=reference)).first()


def read_by_of(case: Case) -> date:
    """Return by when a person reads it: what was promised, or a safety flag sooner than that."""
    flag = flags_by([case]).get(case.pk)
    if flag is None:
        return case.read_by_date
    return min(case.read_by_date, day_of(flag))


def of_case(case: Case, now: datetime) -> list[Whereabouts]:
    """Return where each line stands, as its person may know it."""
    allowed, today = DeskSettings.load().allowed(), day_of(now)
    running = Clocks(case.read_by_date, case.contact_by_date, allowed, desk_hours())
    facts, read_by = line_facts(case), read_by_of(case)
    found = []
    for line in case.lines.all():
        by = stages.next_date(facts[line.pk], running)
        is_late = by is not None and by < today
        stage = stages.stage(line.state)
        if stage == stages.RECEIVED and by is not None:
            by = min(by, read_by)
        found.append(Whereabouts(line, stage, by, is_late))
    return found
