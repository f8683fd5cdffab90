"""How is the menu of a row drawn once, and filled in for the other rows?

Half of the time of the list went into drawing fifty menus that differ in a key and a name alone.
"""

from collections.abc import Sequence
from copy import copy
from typing import Any

from django.forms.utils import flatatt
from django.utils.html import escape
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component
from wagtail.admin.widgets import Button, ButtonWithDropdown

KEY, TITLE = "row-key-goes-here", "row-title-goes-here"
Drawn = dict[tuple[tuple[Any, ...], ...], str]


class RowMenu(Component):
    """The menu of one row; `drawn` holds the menus of this page by what they offer."""

    show = True

    def __init__(self, buttons: Sequence[Button], *, key: int, title: str, drawn: Drawn) -> None:
        self.key, self.title, self.drawn = key, title, drawn
        self.buttons = [self._without_key(button) for button in buttons]

    def _without_key(self, button: Button) -> Button:
        general = copy(button)
        general.url = (button.url or "").replace(f"/{self.key}/", f"/{KEY}/")
        return general

    def render_html(self, parent_context: Any = None) -> SafeString:
        """Return the menu, with the key and the name of its row."""
        shape = tuple(
            (str(one.label), one.icon_name, one.url, one.classname, flatatt(one.attrs))
            for one in self.buttons
        )
        if shape not in self.drawn:
            label = _("More options for '%(title)s'") % {"title": TITLE}
            menu = ButtonWithDropdown(
                buttons=self.buttons, icon_name="dots-horizontal", attrs={"aria-label": label}
            )
            self.drawn[shape] = str(menu.render_html(parent_context))
        drawn = self.drawn[shape].replace(KEY, str(self.key))
        return SafeString(drawn.replace(TITLE, escape(self.title)))
