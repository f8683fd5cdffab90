"""`manage.py switch_instrument phq2 --on …`: allow an instrument that waits for a permission."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from core import clock
from selfassessment.actions.switches import NobodyAnswers, NothingToSwitch, SignOff, switch
from selfassessment.instruments.registry import ALL, UnknownInstrumentError


class Command(BaseCommand):
    """Switch an instrument on or off, with the name of who answers for it."""

    help = "Switch an instrument that waits for a clinical sign-off or a licence on or off."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask which instrument, on or off, by whose word, on what ground."""
        gated = [key for key, item in ALL.items() if item.gate != "none"]
        parser.add_argument("instrument", help=f"one of {', '.join(gated)}")
        way = parser.add_mutually_exclusive_group(required=True)
        way.add_argument("--on", action="store_true")
        way.add_argument("--off", action="store_true")
        parser.add_argument("--name", required=True, help="who signed it off")
        parser.add_argument("--role", required=True, help="in which role")
        parser.add_argument("--ground", required=True, help="the minute or licence it rests on")

    def handle(self, *args: Any, **options: Any) -> None:
        """Note the decision."""
        try:
            decision = switch(
                options["instrument"],
                SignOff(options["name"], options["role"], options["ground"]),
                on=options["on"],
                by="operator",
                now=clock.now(),
            )
        except UnknownInstrumentError as wrong:
            raise CommandError(f"There is no instrument {wrong}.") from wrong
        except (NothingToSwitch, NobodyAnswers) as wrong:
            raise CommandError(str(wrong)) from wrong
        self.stdout.write(f"{decision}, by {decision.name} ({decision.role}).")
