"""Which app this is, and what it joins to the others when it is ready."""

from django.apps import AppConfig

NOTICE = ("add", "change", "delete", "view", "publish", "lock", "unlock")


class HomeConfig(AppConfig):
    """The front of house: pages and notices."""

    name = "home"
    label = "home"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Let publishing make kept pages old, and give editors their pages and notices."""
        from django.db.models.signals import post_delete, post_save
        from wagtail.signals import page_published, page_unpublished, published, unpublished

        from accounts.roles import Role, grant, register_further
        from home.actions.permissions import give_pages_and_pictures
        from home.models import Notice
        from home.page_cache import make_old
        from selfassessment.models import Fact

        for signal in (page_published, page_unpublished, published, unpublished):
            signal.connect(make_old, dispatch_uid=f"home.page_cache.{id(signal)}")
        post_delete.connect(make_old, sender=Notice, dispatch_uid="home.page_cache.notice")
        # A number that is changed or hidden leaves kept pages at once.
        post_save.connect(make_old, sender=Fact, dispatch_uid="home.page_cache.fact")
        for role in (Role.EDITOR, Role.TRANSLATOR):
            grant(role, "wagtailadmin.access_admin")
            grant(role, "wagtail_localize.submit_translation")
        for word in NOTICE:
            grant(Role.EDITOR, f"home.{word}_notice")
        for word in ("view", "change", "publish"):
            grant(Role.TRANSLATOR, f"home.{word}_notice")
        register_further("home", give_pages_and_pictures)
