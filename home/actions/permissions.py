"""How do the roles come to their places in the page tree and among the pictures?"""

from collections.abc import Mapping

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from accounts.actions.roles import hold_exactly
from accounts.roles import Role

PICTURES_APP = "wagtailimages"
# At the root of the tree, so that a language that is added later is covered as well. Who may
# change a page may change its translations; who may publish may publish them.
PAGES = {
    Role.EDITOR: ("add_page", "change_page", "publish_page", "lock_page", "unlock_page"),
    Role.TRANSLATOR: ("change_page", "publish_page"),
}
PICTURES = {
    Role.EDITOR: ("add_image", "change_image", "choose_image"),
    Role.TRANSLATOR: ("choose_image",),
}


@transaction.atomic
def give_pages_and_pictures(groups: Mapping[Role, Group]) -> None:
    """Give each role exactly its permissions on pages and pictures; a second time does nothing."""
    root, collection = Page.get_first_root_node(), Collection.get_first_root_node()
    if root is None or collection is None:
        raise LookupError("The page tree has no root: run the migrations first.")
    known = _permissions()
    keys = [group.pk for group in groups.values()]
    hold_exactly(
        GroupPagePermission.objects.filter(group__in=keys, page=root),
        {(groups[role].pk, known[name]) for role, names in PAGES.items() for name in names},
        page=root,
    )
    hold_exactly(
        GroupCollectionPermission.objects.filter(
            group__in=keys, collection=collection, permission__content_type__app_label=PICTURES_APP
        ),
        {(groups[role].pk, known[name]) for role, names in PICTURES.items() for name in names},
        collection=collection,
    )


def _permissions() -> dict[str, int]:
    """Return the keys of all permissions on pages and pictures by their codenames."""
    found = Permission.objects.filter(content_type__app_label__in=("wagtailcore", PICTURES_APP))
    return dict(found.values_list("codename", "pk"))
