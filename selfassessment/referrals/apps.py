"""Which app this is, and what it joins to the others when it is ready."""

from django.apps import AppConfig

from accounts import landing, roles


class ReferralsConfig(AppConfig):
    """The referral desk."""

    name = "selfassessment.referrals"
    label = "referrals"
    verbose_name = "referrals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Give the desk its permissions and its landing page."""
        roles.grant(roles.Role.DESK, "referrals.work_desk")
        roles.grant(roles.Role.DESK, "referrals.change_desksettings")
        roles.grant(roles.Role.DESK, "wagtailadmin.access_admin")
        landing.register(roles.Role.DESK, "referrals:queue")
