"""Which lines does the menu of the admin have for editors?"""

from django.http import HttpRequest
from django.urls import reverse_lazy
from wagtail.admin.menu import MenuItem

from directory.permissions import may_change_facts


class EditorsMenuItem(MenuItem):
    """A line of the menu that those see who may change listings."""

    def is_shown(self, request: HttpRequest) -> bool:
        """Say whether this person may."""
        return may_change_facts(request.user)


def menu_line(label: str, address_name: str, *, name: str, icon: str, order: int) -> MenuItem:
    """Return a line that leads to a page without arguments; `order` is its place in the menu."""
    address = reverse_lazy(address_name)
    return EditorsMenuItem(label, address, name=name, icon_name=icon, order=order)
