"""Whose data does the data folder hold, and is that the council this site is set to?

Two councils in one database would mix: listings, providers and people of both stand side by side.
So the first set-up writes down whose it is, `manage.py use_configuration` changes it, and whatever
would lay out another council beside it stops and says what to do.
"""

from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError

NAME = "configuration"


def held() -> str | None:
    """Return the configuration whose data the folder holds; None for a new folder."""
    try:
        return _file().read_text("utf-8").strip() or None
    except FileNotFoundError:
        return None


def hold(name: str) -> None:
    """Write down whose data the folder holds from now on."""
    _file().parent.mkdir(parents=True, exist_ok=True)
    _file().write_text(f"{name}\n", "utf-8")


def hold_or_stop() -> None:
    """Let the site's configuration lay out its data; CommandError when another one's is there."""
    there, wanted = held(), settings.WAYMARK_CONFIGURATION
    if there is None:
        hold(wanted)
    elif there != wanted:
        raise CommandError(
            f"The data folder {settings.WAYMARK_DATA} holds the site of “{there}”, and "
            f"WAYMARK_CONFIGURATION says “{wanted}”. Nothing was changed.\n"
            f"To look at “{wanted}” beside it, name a folder of its own: WAYMARK_DATA.\n"
            f"To go on with “{there}”, leave WAYMARK_CONFIGURATION away, or set it to {there}.\n"
            f"To bring this site over to “{wanted}”: manage.py use_configuration {wanted} --look "
            "says first what would change (site/docs/operators.md, Which council)."
        )


def _file() -> Path:
    return Path(settings.WAYMARK_DATA) / NAME
