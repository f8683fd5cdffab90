"""What changes a telephone number, hours or a link that texts point to?"""

import re
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.db.models import Model

from core.audit import actor_name, record
from selfassessment.fact_book import shipped_facts
from selfassessment.models import Fact
from selfassessment.models.workshop import SHIPPED
from selfassessment.selectors.facts import is_on_safety_page

PHONE = re.compile(r"\+?[0-9][0-9 ]{1,18}[0-9]")


class NotSo(ValueError):
    """A fact cannot be changed so; the message says why, in a sentence."""


def lay_out(*, now: datetime) -> None:
    """Lay out the facts that ship; one that was changed here stays."""
    there = {fact.key: fact for fact in Fact.objects.all()}
    new = []
    for key, (kind, value) in shipped_facts().items():
        fact = there.get(key)
        if fact is None:
            new.append(Fact(key=key, kind=kind, value=value, edited_by=SHIPPED, edited_at=now))
        elif fact.edited_by == SHIPPED and (fact.kind, fact.value) != (kind, value):
            fact.kind, fact.value, fact.edited_at = kind, value, now
            fact.save(update_fields=["kind", "value", "edited_at"])
    Fact.objects.bulk_create(new)


def add(*, key: str, kind: str, value: str, by: Model, now: datetime) -> Fact:
    """Add a fact; raise NotSo when its key is taken or its value is not of its kind."""
    fact = Fact(
        key=key, kind=kind, value=checked(kind, value), edited_by=actor_name(by), edited_at=now
    )
    try:
        fact.full_clean()
    except ValidationError as problem:
        raise NotSo(" ".join(problem.messages)) from problem
    fact.save()
    record(actor=by, verb="fact.added", subject=fact, now=now)
    return fact


def checked(kind: str, value: str) -> str:
    """Return a value as it is kept; raise NotSo when it is not of its kind."""
    value = " ".join(value.split())
    if not value:
        raise NotSo("Write the number, the hours or the address.")
    if kind in {Fact.Kind.PHONE, Fact.Kind.TEXT} and not PHONE.fullmatch(value):
        raise NotSo("A telephone number holds digits and spaces only, like 0116 496 0000.")
    if kind == Fact.Kind.LINK:
        try:
            URLValidator(schemes=["https", "http"])(value)
        except ValidationError as problem:
            raise NotSo("Write a whole address, like https://example.org/help.") from problem
    return value


def change(fact: Fact, *, value: str, by: Model, now: datetime, note: str | None = None) -> bool:
    """Change a fact for all languages at once; True when it is done.

    One that stands on a safety page waits for a second person (False), who calls `approve`.
    """
    with transaction.atomic():
        locked = Fact.objects.select_for_update().get(pk=fact.pk)
        wanted = checked(locked.kind, value)
        if note is not None:
            locked.note = note[:300]
        if is_on_safety_page(locked.key):
            locked.proposed, locked.proposed_by, locked.proposed_at = wanted, actor_name(by), now
            locked.save()
            record(actor=by, verb="fact.proposed", subject=locked, now=now)
            return False
        _set(locked, wanted, by, now)
    return True


def approve(fact: Fact, *, value: str, by: Model, now: datetime) -> None:
    """Approve what somebody else proposed; `value` is what this person saw."""
    with transaction.atomic():
        locked = Fact.objects.select_for_update().get(pk=fact.pk)
        if not locked.proposed or locked.proposed != value:
            raise NotSo("Somebody changed this meanwhile. Look at it again.")
        if locked.proposed_by == actor_name(by):
            raise NotSo("Somebody else must approve the number you wrote.")
        _set(locked, locked.proposed, by, now)


def check(fact: Fact, *, value: str, by: Model, now: datetime) -> None:
    """Write down that somebody rang or opened a fact and found it right; `value` is what it was."""
    with transaction.atomic():
        locked = Fact.objects.select_for_update().get(pk=fact.pk)
        if locked.value != value:
            raise NotSo("Somebody changed this meanwhile. Look at it again.")
        locked.checked_by, locked.checked_at = actor_name(by), now
        locked.save(update_fields=["checked_by", "checked_at"])
        record(actor=by, verb="fact.checked", subject=locked, now=now)


def hide(fact: Fact, *, by: Model, now: datetime) -> None:
    """Hide a fact everywhere at once."""
    _hidden(fact, by, now, hidden=True)


def show(fact: Fact, *, by: Model, now: datetime) -> None:
    """Show a hidden fact again as it was."""
    _hidden(fact, by, now, hidden=False)


def _hidden(fact: Fact, by: Model, now: datetime, *, hidden: bool) -> None:
    with transaction.atomic():
        locked = Fact.objects.select_for_update().get(pk=fact.pk)
        if locked.hidden == hidden:
            return
        locked.hidden_at = now if hidden else None
        locked.hidden_by = actor_name(by) if hidden else ""
        locked.save(update_fields=["hidden_at", "hidden_by"])
        record(actor=by, verb="fact.hidden" if hidden else "fact.shown", subject=locked, now=now)


def _set(fact: Fact, value: str, by: Any, now: datetime) -> None:
    fact.value, fact.edited_by, fact.edited_at = value, actor_name(by), now
    fact.proposed, fact.proposed_by, fact.proposed_at = "", "", None
    fact.hidden_by, fact.hidden_at = "", None
    fact.checked_by, fact.checked_at = "", None
    fact.opened_at, fact.trouble = None, ""
    fact.save()
    record(actor=by, verb="fact.changed", subject=fact, now=now)
