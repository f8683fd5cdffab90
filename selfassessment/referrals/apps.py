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
        """Give the roles their permissions and landing pages; start the schedules."""
        self._grant()
        self._join()
        landing.register(roles.Role.DESK, "referrals:queue")
        landing.register(roles.Role.MANAGER, "referrals:board")
        landing.register(roles.Role.PROVIDER, "referrals:own")
        roles.keep_to(roles.Role.PROVIDER, "referrals:own")

    def _grant(self) -> None:
        """Say which role may do what."""
        desk, manager, provider = roles.Role.DESK, roles.Role.MANAGER, roles.Role.PROVIDER
        roles.grant(desk, "referrals.work_desk")
        for role in (desk, manager):
            roles.grant(role, "referrals.export_referrals")
            roles.grant(role, "wagtailadmin.access_admin")
        for name in ("desksettings", "messagesettings", "retentionsettings"):
            roles.grant(desk, f"referrals.change_{name}")
        for verb in ("add", "change", "view"):
            roles.grant(desk, f"referrals.{verb}_provider")
        for verb in ("add", "change", "delete", "view"):
            roles.grant(desk, f"referrals.{verb}_messagetemplate")
            roles.grant(desk, f"referrals.{verb}_noticetemplate")
            roles.grant(roles.Role.EDITOR, f"referrals.{verb}_messagetemplate")
        for verb in ("change", "view"):
            roles.grant(roles.Role.TRANSLATOR, f"referrals.{verb}_messagetemplate")
        for role in (desk, manager, roles.Role.ANALYST):
            roles.grant(role, "referrals.view_board")
        for role in (manager, roles.Role.ANALYST):
            roles.grant(role, "referrals.change_boardsettings")
        roles.grant(provider, "referrals.update_own_lines")

    def _join(self) -> None:
        """Start the schedules, watch messages to people, and rotate the chains of events."""
        from core import readiness
        from core.encryption import rotation
        from core.messages import watching
        from core.tasks import schedules
        from selfassessment.referrals.actions import (
            chaining,
            ending,
            erasing,
            following,
            handing,
            verifying,
            writing,
        )
        from selfassessment.referrals.rules.message_words import Kind
        from selfassessment.referrals.selectors import chain

        schedules.register(
            "referrals.unanswered", every=timedelta(hours=1), function=handing.return_unanswered
        )
        schedules.register("referrals.follow_ups", every=timedelta(hours=1), function=following.ask)
        schedules.register("referrals.ending", every=timedelta(hours=24), function=ending.go_on)
        schedules.register(
            "referrals.retention", every=timedelta(hours=24), function=erasing.erase_due
        )
        schedules.register(
            "referrals.chains", every=timedelta(hours=1), function=verifying.begin_by_night
        )
        readiness.watch("events", lambda: "broken" if chain.is_broken() else None)
        kinds = [str(kind) for kind in Kind]
        watching.register(writing.PREFIX, gate=writing.gate, hearer=writing.hear, templates=kinds)
        rotation.register(chaining.rotate_chains)
