"""Which app this is, and what it joins to the others when it is ready."""

from datetime import timedelta

from django.apps import AppConfig


class SelfAssessmentConfig(AppConfig):
    """Questionnaires, drafts and what they lead to."""

    name = "selfassessment"
    label = "selfassessment"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Give the desk the names of offers, and let old drafts be forgotten."""
        from core.tasks import schedules
        from selfassessment.journeys.naming import name_code
        from selfassessment.journeys.sweeping import forget_old_drafts
        from selfassessment.referrals import labels

        labels.register(name_code)
        schedules.register(
            "selfassessment.forget_drafts", every=timedelta(hours=1), function=forget_old_drafts
        )
