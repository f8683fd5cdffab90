"""What does a person read while nobody is at the desk: when is it read, whom can they call now?"""

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from selfassessment.referrals.models import Case, DeskSettings, MessageSettings
from selfassessment.referrals.selectors import promise


def _moment(at: datetime) -> dict[str, str]:
    here = localtime(at)
    return {"day": date_format(here, "l j F"), "hour": _hour(here)}


def _hour(at: datetime) -> str:
    """Return an hour as it is said: 9am in English, else as the language writes it."""
    if not (get_language() or "en").startswith("en"):
        return date_format(at, "TIME_FORMAT")
    return date_format(at, "g:i").removesuffix(":00") + ("am" if at.hour < 12 else "pm")  # noon


def read_later(case: Case, now: datetime) -> str:
    """Return what somebody with a safety flag is told while nobody is at the desk, or "".

    The same on the confirmation and on the status page, until a person has dealt with the flag.
    """
    if not case.safety_hold or MessageSettings.load().has_duty:
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
