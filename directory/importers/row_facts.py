"""What does a row say of ages, times, cost, languages and access?"""

from datetime import datetime, time, timedelta

from directory.enums import Access, Spoken, Status
from directory.rules import import_tidy as tidy
from directory.rules.clock_times import NotATimeError, parse_time
from directory.rules.import_findings import Finding
from directory.types import OutsideSession

LONGEST_NOTE, LONGEST_SHOWN = 300, 80
OLDEST = 120
STOPPED = {
    "inactive": Status.PAUSED,
    "temporarily closed": Status.PAUSED,
    "paused": Status.PAUSED,
    "suspended": Status.PAUSED,
    "defunct": Status.CLOSED,
    "closed": Status.CLOSED,
    "closed for good": Status.CLOSED,
}
ACCESS_WORDS = {
    Access.STEP_FREE: ("wheelchair", "step-free", "step free", "ramp", "level access"),
    Access.ACCESSIBLE_TOILET: ("accessible toilet", "disabled toilet"),
    Access.HEARING_LOOP: ("hearing loop", "induction loop"),
    Access.BSL: ("bsl", "sign language"),
    Access.LARGE_PRINT: ("large print",),
    Access.PARKING: ("parking", "car park"),
}


class Facts:
    """The fields of one row, and what was found in them."""

    def __init__(self, said: dict[str, str]) -> None:
        self.said = said
        self.findings: list[Finding] = []

    def _find(self, code: str, field_code: str = "", detail: str = "") -> None:
        self.findings.append(Finding(code, field_code, detail[:LONGEST_SHOWN]))

    def _cost(self) -> tuple[int | None, str]:
        """Return the price in pence, and what else is said of it."""
        written = " ".join(self.said.get("cost", "").split())
        pence = tidy.pence_of(written) if written else None
        plain = pence is not None and (
            written.lower() in ("free", "0", "£0") or written.lstrip("£").replace(".", "").isdigit()
        )
        return pence, "" if plain else tidy.shortened(written, LONGEST_NOTE - 1)

    def _ages(self) -> tuple[int | None, int | None]:
        lowest, highest = (self._age(code) for code in ("youngest", "oldest"))
        if lowest is not None and highest is not None and lowest > highest:
            self._find("bad_ages", "youngest", f"{lowest}, {highest}")
            return None, None
        return lowest or None, highest

    def _age(self, code: str) -> int | None:
        written = self.said.get(code, "")
        if not written:
            return None
        age = tidy.number(written)
        if age is None or age < 0:
            self._find("bad_age", code, written)
            return None
        # Sources write 99, 100 or 999 where there is no upper end.
        if code == "oldest" and age >= 99:
            return None
        if age > OLDEST:
            self._find("bad_age", code, written)
            return None
        return int(age)

    def _sessions(self) -> tuple[OutsideSession, ...]:
        days, starts, ends = (self.said.get(code, "") for code in ("days", "starts", "ends"))
        if not days and not starts:
            return ()
        read = tidy.days_of(days)
        try:
            start = parse_time(_short(starts))
            end = parse_time(_short(ends)) if ends else _hour_after(starts)
        except NotATimeError:
            self._find("bad_time", "starts", f"{days} {starts} {ends}")
            return ()
        if not read or start == end:
            self._find("bad_time", "days", f"{days} {starts} {ends}")
            return ()
        return (OutsideSession(read, start, end),)

    def _languages(self) -> tuple[str, ...]:
        known = {str(label).casefold(): str(code) for code, label in Spoken.choices} | {
            str(code): str(code) for code in Spoken.values
        }
        parts = self.said.get("languages", "").replace(",", ";").split(";")
        words = (part.strip().casefold() for part in parts)
        return tuple(dict.fromkeys(known[word] for word in words if word in known))

    def _access(self) -> tuple[str, ...]:
        said = self.said.get("access", "").casefold()
        return tuple(
            str(code) for code, words in ACCESS_WORDS.items() if any(word in said for word in words)
        )

    def _status(self) -> str:
        written = self.said.get("status", "").casefold()
        status = STOPPED.get(written, "")
        if status:
            self._find("no_longer", "status", written)
        return str(status)


def _short(written: str) -> str:
    """Return "10:00" for "10:00:00" and "10:00:00+01:00"."""
    head = written.split("+")[0].rstrip("Z")
    return head[:5] if head.count(":") == 2 else head


def _hour_after(written: str) -> time:
    start = parse_time(_short(written))
    day = datetime(2000, 1, 1, start.hour, start.minute)  # noqa: DTZ001  # a time of any day
    return (day + timedelta(hours=1)).time()
