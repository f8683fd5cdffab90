"""What writes down that staff looked at people's referrals?

One case that is opened is `cases.open_case`. Here stand the other ways of seeing people: a case
that is shown on the page of another one, and lists, where a row for each case would say less.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import datetime

from django.db import transaction

from accounts.models import User
from core.audit import record
from selfassessment.referrals.actions.holding import hold
from selfassessment.referrals.enums import EventKind
from selfassessment.referrals.models import Case, Event

_CODE = re.compile(r"[A-Za-z0-9_.:,/+-]{1,80}")


def beside(*, case: Case, others: Iterable[Case], by: User, now: datetime) -> None:
    """Write down, on each of `others`, that what it holds was shown on a page of `case`."""
    shown = list(others)
    with transaction.atomic():
        hold(*shown)
        for other in shown:
            Event.objects.create(
                case=other,
                kind=EventKind.OPENED,
                at=now,
                actor=by,
                sealed_note=f"On the page of {case}",
            )
            record(
                actor=by,
                verb="case.compared",
                subject=other,
                now=now,
                detail={"beside": case.reference},
            )


def looked_through(*, name: str, detail: Mapping[str, object], by: User, now: datetime) -> None:
    """Write down, once for each view of a page, that somebody read a list of people.

    `name` is "queue" or "own_lines"; `detail` says which part: view, page, filters. A value that
    is no code, which only somebody who writes an address by hand can send, is kept as "other".
    """
    codes = {key: str(value) for key, value in detail.items() if value not in (None, "")}
    record(
        actor=by,
        verb=f"{name}.read",
        subject=by,
        now=now,
        detail={key: code if _CODE.fullmatch(code) else "other" for key, code in codes.items()},
    )
