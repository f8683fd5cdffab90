"""How are filters in force written: links that each take one away, and one that takes all away?

Written here and not by a template: the search page is at its budget.
"""

import html
from collections.abc import Sequence
from typing import Protocol

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from core.templatetags import waymark


class Chip(Protocol):
    """A link with words; `on` when following it takes something away."""

    @property
    def href(self) -> str:
        """Where it leads."""

    @property
    def text(self) -> str:
        """What it says."""

    @property
    def on(self) -> bool:
        """Whether it is in force."""


def chips_markup(chips: Sequence[Chip], clear_href: str) -> SafeString:
    """Return the chips in a line; nothing when there are none."""
    if not chips:
        return SafeString("")
    remove, cross = _text(pgettext("filter", "Remove")), waymark.icon("cross")
    links = "".join(
        f'<a class="wm-chip wm-chip--on" href="{_text(chip.href)}">'
        f'<span class="wm-vh">{remove} </span>{_text(chip.text)} {cross}</a>'
        if chip.on
        else f'<a class="wm-chip" href="{_text(chip.href)}">{_text(chip.text)}</a>'
        for chip in chips
    )
    clear = f'<a class="wm-chip wm-chip--plain" href="{_text(clear_href)}">{_text(_("Clear all"))}'
    return SafeString(f'<p class="wm-chips">{links}{clear}</a></p>')


def _text(text: str) -> str:
    return text if isinstance(text, SafeString) else html.escape(str(text))
