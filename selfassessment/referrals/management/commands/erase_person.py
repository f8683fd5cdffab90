"""Erase what a person told, at their wish."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core import clock
from core.tasks.wiping import wipe_free_space
from selfassessment.referrals.actions.erasing import AlreadyErased, erase
from selfassessment.referrals.models import Case
from selfassessment.referrals.rules import references


class Command(BaseCommand):
    """Erase one or more cases, and what is left of them in the database's files."""

    help = "Erase name, contacts, answers, notes and messages of cases, by reference."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the references."""
        parser.add_argument("reference", nargs="+", help="WM and eight signs; blanks do not matter")

    def handle(self, *_: Any, reference: list[str], **__: Any) -> None:
        """Erase each case; fail when a reference is not known, before anything is erased."""
        cases = [_case(text) for text in reference]
        for case in cases:
            try:
                erase(case=case, by="command", now=clock.now())
            except AlreadyErased:
                self.stdout.write(f"{case} was erased before.")
            else:
                self.stdout.write(f"{case} is erased.")
        wipe_free_space()


def _case(text: str) -> Case:
    found = Case.objects.filter(reference=references.parse(text) or "").first()
    if found is None:
        raise CommandError(f"No case has the reference {text}. Nothing was erased.")
    return found
