"""Which numbers and links have a name, so that pages can show them?"""

from selfassessment.fixed_names import SOURCE
from selfassessment.selectors.workshop import WorkingCopy

START, END = "contact.", ".name"


def contacts(copy: WorkingCopy) -> dict[str, str]:
    """Return the English name of each contact by its short name."""
    return {
        key.removeprefix(START).removesuffix(END): text
        for key, text in copy.texts.get(SOURCE, {}).items()
        if key.startswith(START) and key.endswith(END) and text
    }


def name_keys(key: str) -> dict[str, str]:
    """Return the texts by which pages name a fact, with what each is called here."""
    return {
        f"{START}{key}{END}": "Name, such as “Samaritans”",
        f"{START}{key}.note": "A few words about it, such as “Day and night, free”",
    }
