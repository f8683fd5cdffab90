"""What does the chosen configuration say: names, telephone, districts, whose words?

A configuration is a folder of `configurations/`: see the README there.
"""

import json
import os
from pathlib import Path
from typing import Any

from config.settings import environment
from config.settings.apps import ROOT
from config.settings.storage import WAYMARK_DATA

FOLDER = ROOT / "configurations"
VARIABLE = "WAYMARK_CONFIGURATION"
FIRST = "leicester"
ANY_POSTCODE = "SW1A 1AA"
# Written by the first set-up and by `manage.py use_configuration` (core/held_configuration.py);
# the variable of the environment goes before it.
CHOSEN = WAYMARK_DATA / "configuration"


def names(folder: Path = FOLDER) -> list[str]:
    """Return the configurations that are there."""
    return sorted(path.parent.name for path in folder.glob("*/council.json"))


def chosen() -> str:
    """Return the name of the configuration of this site, or raise BadVariable."""
    name = environment.text(
        VARIABLE,
        FIRST,
        "Which council this is: a folder of configurations/ (leicester, lancashire, portsmouth).",
    )
    if not {VARIABLE, f"{VARIABLE}_FILE"} & set(os.environ) and CHOSEN.exists():
        name = CHOSEN.read_text("utf-8").strip()
    if name not in names():
        known = ", ".join(names())
        raise environment.BadVariable(f"{VARIABLE} is {name!r}. Write one of: {known}.")
    return name


def council(name: str, folder: Path = FOLDER) -> dict[str, Any]:
    """Return what differs between councils: names, numbers, districts, how a postcode looks."""
    found: dict[str, Any] = json.loads((folder / name / "council.json").read_text("utf-8"))
    found["words"].setdefault("postcode", {"en": ANY_POSTCODE})
    return found
