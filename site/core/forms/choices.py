"""What can a question with ready answers say about each of them?"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.functional import Promise

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

    Text = str | _StrPromise
else:
    Text = str | Promise


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer of a question: `divider` is a word before it ("or"); `exclusive` stands alone."""

    value: str
    label: Text
    hint: Text = ""
    divider: Text = ""
    exclusive: bool = False


@dataclass(frozen=True, slots=True)
class Look:
    """How one field is shown; everything has a quiet default.

    `page_heading` makes the label or legend the page's h1. `width` is GOV.UK's: 2, 3, 4, 5, 10, 20
    characters. `label_size` is s, m, l or xl. `inline` puts two short radios side by side.
    `left_to_right` is for codes: “12 34” would be turned round on a right-to-left page.
    """

    page_heading: bool = False
    label_size: str = ""
    width: int = 0
    autocomplete: str = ""
    inputmode: str = ""
    spellcheck: bool | None = None
    autocapitalize: str = ""
    left_to_right: bool = False
    prefix: Text = ""
    suffix: Text = ""
    rows: int = 5
    most_characters: int = 0
    inline: bool = False
    small: bool = False


def as_choices(choices: Iterable[Choice | tuple[str, Text]]) -> tuple[Choice, ...]:
    """Return choices, also from Django's pairs."""
    return tuple(one if isinstance(one, Choice) else Choice(str(one[0]), one[1]) for one in choices)
