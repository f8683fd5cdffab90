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
        for action in ("add", "change", "delete", "view"):
            for role in (roles.Role.DESK, roles.Role.EDITOR):
                roles.grant(role, f"referrals.{action}_messagetemplate")
        for action in ("change", "view"):
            roles.grant(roles.Role.TRANSLATOR, f"referrals.{action}_messagetemplate")
        roles.grant(roles.Role.DESK, "referrals.change_messagesettings")
        from core.messages import watching
        from selfassessment.referrals.actions import writing

        watching.register(writing.PREFIX, gate=writing.gate, hearer=writing.hear)
        landing.register(roles.Role.DESK, "referrals:queue")
