"""How do the roles come to their places in the page tree and among the pictures?"""

from collections.abc import Mapping

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from accounts.roles import Role

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
    for role, group in groups.items():
        pages = _permissions("wagtailcore", PAGES.get(role, ()))
        pictures = _permissions("wagtailimages", PICTURES.get(role, ()))
        GroupPagePermission.objects.filter(group=group, page=root).exclude(
            permission__in=pages
        ).delete()
        GroupCollectionPermission.objects.filter(
            group=group, collection=collection, permission__content_type__app_label="wagtailimages"
        ).exclude(permission__in=pictures).delete()
        for permission in pages:
            GroupPagePermission.objects.get_or_create(group=group, page=root, permission=permission)
        for permission in pictures:
            GroupCollectionPermission.objects.get_or_create(
                group=group, collection=collection, permission=permission
            )


def _permissions(app: str, names: tuple[str, ...]) -> list[Permission]:
    found = Permission.objects.filter(content_type__app_label=app, codename__in=names)
    return list(found)
