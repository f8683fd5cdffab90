"""Write the copy of everything that a person may ask for."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.template.loader import render_to_string

from core import clock
from selfassessment.referrals.actions.copies import copy_for_person
from selfassessment.referrals.models import Case
from selfassessment.referrals.presenters.copy import sections
from selfassessment.referrals.rules import references
from selfassessment.referrals.selectors import with_lines


class Command(BaseCommand):
    """Write a case as JSON and as a page into a folder; only its owner may read the files."""

    help = "Write all that is held about a referral as JSON and as a page."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Add the reference and the folder."""
        parser.add_argument("reference")
        parser.add_argument("--folder", default=".", type=Path)

    def handle(self, *_: Any, reference: str, folder: Path, **__: Any) -> None:
        """Write both files, and say where they are."""
        wanted = references.parse(reference) or ""
        case = with_lines(Case.objects.filter(reference=wanted)).first()
        if case is None:
            raise CommandError(f"No case has the reference {reference}.")
        made = copy_for_person(case=case, by=None, now=clock.now())
        context = {"copy": made, "case": case, "sections": sections(made)}
        files = {
            "json": json.dumps(made, ensure_ascii=False, indent=1),
            "html": render_to_string("referrals/desk/copy.html", context),
        }
        folder.mkdir(parents=True, exist_ok=True)
        for kind, text in files.items():
            file = folder / f"{case.reference}.{kind}"
            file.touch(mode=0o600)
            file.write_text(text, "utf-8")
            self.stdout.write(str(file))
