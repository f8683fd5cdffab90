#!/usr/bin/env python3
"""Run Django's commands from a checkout: `python manage.py help`."""

import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent


def main() -> None:
    """Put the source root `site/` on the path, then hand over to Django."""
    if str(ROOT / "site") not in sys.path:
        sys.path.insert(0, str(ROOT / "site"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.develop")

    from django.core.management import execute_from_command_line

    from config.settings.environment import BadVariable

    try:
        execute_from_command_line(sys.argv)
    except BadVariable as fault:
        sys.exit(str(fault))


if __name__ == "__main__":
    main()
