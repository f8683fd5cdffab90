"""Has anybody changed, dropped or moved what happened to a case?"""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core import clock
from selfassessment.referrals.actions import verifying
from selfassessment.referrals.models import Case
from selfassessment.referrals.rules import references
from selfassessment.referrals.selectors.chain import chained_cases, faults


class Command(BaseCommand):
    """Go through the chains of events of all cases, or of one."""

    help = "Look whether an event of a referral was changed, dropped or moved."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add --case and --looked-into."""
        parser.add_argument("--case", default="", help="Only the case with this reference.")
        parser.add_argument(
            "--looked-into",
            default="",
            metavar="REFERENCE",
            help="Say that you looked into what is wrong with a case: no night tells of it again.",
        )

    def handle(self, *_: Any, case: str, looked_into: str, **__: Any) -> None:
        """Say what was found; fail when something is wrong."""
        if looked_into:
            self._keep(looked_into)
            return
        cases = [self._one(case).pk] if case else chained_cases()
        looked_at = wrong = 0
        for case_id in cases:
            looked_at += 1
            found = faults(case_id)
            if found:
                wrong += 1
                reference = Case.objects.get(pk=case_id).reference
                for words in found:
                    self.stderr.write(f"{references.spaced(reference)}: {words}")
        if wrong:
            raise CommandError(f"{wrong} of {looked_at} cases are not as they were written.")
        self.stdout.write(f"{looked_at} cases, all as they were written.")

    def _keep(self, text: str) -> None:
        known = verifying.look_into(case=self._one(text), now=clock.now())
        self.stdout.write("Kept." if known else "Nothing is wrong with this case.")

    def _one(self, text: str) -> Case:
        found = Case.objects.filter(reference=references.parse(text) or "").first()
        if found is None:
            raise CommandError(f"No case has the reference {text}.")
        return found
