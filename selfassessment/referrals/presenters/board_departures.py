"""What does the board show of lines that ended before the help came?"""

from collections import Counter
from collections.abc import Iterator, Mapping

from selfassessment.referrals import labels
from selfassessment.referrals.models import Departure
from selfassessment.referrals.presenters.board_tables import Table, one_way
from selfassessment.referrals.rules.periods import Period
from selfassessment.referrals.rules.suppression import LEAST
from selfassessment.referrals.selectors import board as counted
from selfassessment.referrals.sending_on import destination_of

_UNIT = "Lines"
_TITLES = {
    "redirected": ("passed-on", "Why people were passed to something else"),
    "declined": ("declined", "Why people declined"),
}


def departures(period: Period, ended: Mapping[str, int]) -> Iterator[Table]:
    """Yield the reasons, and where people were sent.

    `ended` are the lines by how they ended. Where one of these numbers is hidden nothing is shown
    here: the sums would give it away.
    """
    rows = list(counted.departures(period))
    if any(0 < number < LEAST for number in ended.values()):
        rows = []
    names = dict(Departure.Why.choices)
    for state, (code, title) in _TITLES.items():
        reasons: Counter[str] = Counter()
        for came, reason, _where, _code, number in rows:
            reasons[reason] += number if came == state else 0
        yield one_way(code, title, _UNIT, [(names[key], n) for key, n in reasons.items() if n])
    places: Counter[str] = Counter()
    for _came, _reason, where, code, number in rows:
        if where:
            places[_name(where, code)] += number
    yield one_way("sent-to", "Where people were sent", _UNIT, sorted(places.items()))


def _name(where: str, code: str) -> str:
    if where == Departure.Where.ELSEWHERE:
        return "A place that stands in no list"
    place = destination_of(Departure(where=where, code=code), "en")
    return place.name if place else labels.name(where, code)
