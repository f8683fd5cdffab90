"""What stands in the admin's menu for people who are kept to pages of their own?"""

from django.http import HttpRequest
from django.urls import reverse
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from accounts.roles import kept_to


@hooks.register("construct_main_menu")
def only_own_pages(request: HttpRequest, menu_items: list[MenuItem]) -> None:
    """Leave out of the menu what such a person would be refused."""
    page = kept_to(request.user.get_all_permissions())
    if page is not None:
        own = reverse(page)
        menu_items[:] = [item for item in menu_items if (item.url or "").startswith(own)]
