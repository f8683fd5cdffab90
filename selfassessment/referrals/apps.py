"""Which app this is, and what it joins to the others when it is ready."""

from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    """The referrals app."""

    name = "selfassessment.referrals"
    label = "referrals"
    default_auto_field = "django.db.models.BigAutoField"
