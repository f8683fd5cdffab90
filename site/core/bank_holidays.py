"""On which days are banks closed in England?"""

from datetime import date
from functools import cache

from govuk_bank_holidays.bank_holidays import BankHolidays


@cache
def england() -> frozenset[date]:
    """Return the bank holidays of England and Wales that the package ships; no network."""
    holidays = BankHolidays(use_cached_holidays=True)
    found = holidays.get_holidays(division=BankHolidays.ENGLAND_AND_WALES)
    return frozenset(holiday["date"] for holiday in found)


def last_known() -> date:
    """Return the last of them: no day after the year of it is known to be one."""
    return max(england())
