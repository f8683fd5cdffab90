"""Which app this is, and what it joins to the others when it is ready."""

from django.apps import AppConfig


class SelfAssessmentConfig(AppConfig):
    """The selfassessment app."""

    name = "selfassessment"
    label = "selfassessment"
    default_auto_field = "django.db.models.BigAutoField"
