"""Which app this is, and what it joins to the others when it is ready."""

from datetime import timedelta

from django.apps import AppConfig

from accounts import landing, roles


class ReferralsConfig(AppConfig):
    """The referral desk."""

    name = "selfassessment.referrals"
    label = "referrals"
    verbose_name = "referrals"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Give desk and providers their permissions and landing pages; start the schedules."""
        from core.tasks import schedules
        from selfassessment.referrals.actions.handing import return_unanswered

        roles.grant(roles.Role.DESK, "referrals.work_desk")
        roles.grant(roles.Role.DESK, "referrals.change_desksettings")
        roles.grant(roles.Role.DESK, "wagtailadmin.access_admin")
        for action in ("add", "change", "delete", "view"):
            for role in (roles.Role.DESK, roles.Role.EDITOR):
                roles.grant(role, f"referrals.{action}_messagetemplate")
        for action in ("change", "view"):
            roles.grant(roles.Role.TRANSLATOR, f"referrals.{action}_messagetemplate")
        roles.grant(roles.Role.DESK, "referrals.change_messagesettings")
        from core.encryption import rotation
        from core.messages import watching
        from selfassessment.referrals.actions import chaining, writing

        rotation.register(chaining.rotate_chains)

        watching.register(writing.PREFIX, gate=writing.gate, hearer=writing.hear)
        for verb in ("add", "change", "view"):
            roles.grant(roles.Role.DESK, f"referrals.{verb}_provider")
        roles.grant(roles.Role.PROVIDER, "referrals.update_own_lines")
        landing.register(roles.Role.DESK, "referrals:queue")
        landing.register(roles.Role.PROVIDER, "referrals:own")
        schedules.register(
            "referrals.unanswered", every=timedelta(hours=1), function=return_unanswered
        )
