"""What does a person read while nobody is at the desk: when is it read, whom can they call now?"""

from datetime import datetime

from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from selfassessment.referrals.dates import day_in_words, hour_in_words
from selfassessment.referrals.models import Case, DeskSettings, MessageSettings
from selfassessment.referrals.selectors import promise


def _moment(at: datetime) -> dict[str, str]:
    return {"day": day_in_words(localtime(at).date()), "hour": hour_in_words(at)}


def read_later(case: Case, now: datetime) -> str:
    """Return what somebody with a safety flag is told while nobody is at the desk, or "".

    The same on the confirmation and on the status page, until a person has dealt with the flag.
    """
    # A flag that staff put on is not shown: whoever they are afraid of may read along.
    if not case.safety_hold or case.flagged_at or MessageSettings.load().has_duty:
        return ""
    said = promise(now)
    if said.open_now:
        return ""
    phone = f"\u2068{DeskSettings.load().duty_phone or '111'}\u2069"
    return _(
        "Nobody is at our desk now. A person reads this on %(day)s at %(hour)s. "
        "If you cannot wait, call %(phone)s. Call 999 if you are in danger."
    ) % (_moment(said.opens_next) | {"phone": phone})


def answered_again(now: datetime) -> str:
    """Return from when the telephone is answered, or "" while somebody is there."""
    said = promise(now)
    if said.open_now:
        return ""
    return _("Nobody is at our desk now. We answer again from %(day)s at %(hour)s.") % _moment(
        said.opens_next
    )
