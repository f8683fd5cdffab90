"""How are telephone numbers and links named in a form: by their short names, in order?"""

import re
from collections.abc import Collection

from django import forms

CONTACTS_LABEL = "Telephone numbers and links, in order"
CONTACTS_HELP = (
    "Short names from “Telephone numbers, hours and links” that have a name for pages, with "
    "commas: nhs_111, samaritans."
)


def named_contacts(text: str, known: Collection[str]) -> list[str]:
    """Return the contacts that were typed, in their order; ValidationError names an unknown one."""
    keys = list(dict.fromkeys(key for key in re.split(r"[,\s]+", text.strip()) if key))
    for key in keys:
        if key not in known:
            raise forms.ValidationError(f"There is no “{key}” with a name for pages.")
    return keys
