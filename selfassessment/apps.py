"""Which app this is, and what it joins to the others when it is ready."""

from datetime import timedelta

from django.apps import AppConfig
from django.core.signals import request_finished


class SelfAssessmentConfig(AppConfig):
    """Questionnaires, drafts and what they lead to."""

    name = "selfassessment"
    label = "selfassessment"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Give the desk the names of offers, let old drafts be forgotten, and say who may edit."""
        from accounts.roles import Role, grant
        from core.messages import watching
        from core.tasks import jobs, schedules
        from selfassessment.actions import drafts, links, reports, saving, tallies, withdrawing
        from selfassessment.equality_counts import count_answers
        from selfassessment.journeys import sending_on as destinations
        from selfassessment.journeys.handing import find_activities
        from selfassessment.journeys.naming import name_code
        from selfassessment.journeys.sent_gate import gate
        from selfassessment.journeys.sweeping import forget_old_drafts
        from selfassessment.referrals import counting, labels, offering, sending_on
        from selfassessment.referrals.actions import erasing
        from selfassessment.referrals.selectors import copy
        from selfassessment.selectors.sent_drafts import told_before_sending

        grant(Role.EDITOR, "selfassessment.edit_journeys")
        grant(Role.EDITOR, "selfassessment.edit_words")
        grant(Role.TRANSLATOR, "selfassessment.edit_words")
        for permission in ("publish_journey", "change_facts"):
            grant(Role.EDITOR, f"selfassessment.{permission}")
            grant(Role.CLINICAL_SAFETY, f"selfassessment.{permission}")
        grant(Role.CLINICAL_SAFETY, "selfassessment.approve_clinical_safety")
        labels.register(name_code)
        watching.register(saving.KEYS, gate=gate, templates=saving.TEMPLATES)
        counting.register(count_answers)
        erasing.register(lambda case: drafts.forget_of(submission_key=case.submission_key))
        copy.register("what_you_wrote_before_sending", told_before_sending)
        offering.register(find_activities)
        sending_on.register(destinations.services, destinations.show)
        jobs.job(reports.JOB, attempts=2)(reports.fill)
        schedules.register(
            "selfassessment.forget_drafts", every=timedelta(hours=1), function=forget_old_drafts
        )
        schedules.register(
            "selfassessment.dates", every=timedelta(minutes=1), function=withdrawing.follow_dates
        )
        schedules.register(
            "selfassessment.forget_codes", every=timedelta(minutes=5), function=saving.forget_sent
        )
        schedules.register(
            "selfassessment.links", every=timedelta(days=1), function=links.look_at_links
        )
        schedules.register("selfassessment.counts", every=timedelta(days=1), function=tallies.tidy)
        request_finished.connect(tallies.write_when_due, dispatch_uid="selfassessment.counts")
