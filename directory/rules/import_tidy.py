"""How is a text of somebody else's file made fit for the directory?"""

import re
from collections.abc import Iterator
from datetime import date, datetime
from html import unescape
from html.parser import HTMLParser
from math import isfinite

from directory.rules.recurrence import DAYS, FROM_ISO

LONGEST_SUMMARY = 2_000
LONGEST_NUMBER = 12
BLOCKS = frozenset({"p", "br", "div", "li", "ul", "ol", "tr", "h1", "h2", "h3", "h4"})
SILENT = frozenset({"script", "style", "head", "template"})
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>|&(?:[a-z]+|#\d+);")
_FORMULA = re.compile(r"^[=@]|^[+-](?![\d\s().]*$)")
_FREE_MAIL = re.compile(
    r"@(?:gmail|googlemail|outlook|hotmail|live|msn|yahoo|ymail|icloud|me|mac|aol|btinternet|"
    r"bt|sky|talktalk|virginmedia|ntlworld|blueyonder|tiscali|proton(?:mail)?|gmx|mail)\.",
    re.IGNORECASE,
)
_TWO_NAMES = re.compile(r"^[a-z]{2,}[._][a-z]{2,}$", re.IGNORECASE)
# Two words before the @ that are a team and not a person.
_TEAM = frozenset(
    [
        *("adult", "adults", "activity", "activities", "admin", "advice", "bookings"),
        *("care", "centre", "club", "community", "contact", "enquiries", "enquiry"),
        *("events", "family", "group", "health", "hello", "help", "hub"),
        *("info", "information", "leisure", "library", "mail", "office", "reception"),
        *("referral", "referrals", "service", "services", "social", "sport", "sports"),
        *("support", "team", "volunteer", "volunteers", "wellbeing", "young", "youth"),
    ]
)
_EMAIL = re.compile(r"^[^\s@<>,;]{1,64}@[^\s@<>,;]+\.[a-z]{2,}$", re.IGNORECASE)
_DATE = re.compile(r"^(\d{4})-(\d{2})-(\d{2})(?:[T ].*)?$")
_DAY_FIRST = re.compile(r"^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$")
_PRICE = re.compile(r"£\s*(\d{1,4})(?:\.(\d{2}))?(?!\d)")
_BARE_PRICE = re.compile(r"^(\d{1,4})(?:\.(\d{1,2}))?$")
NOTHING = frozenset(
    {"", "null", "none", "n/a", "na", "nan", "-", "--", "tbc", "unknown", "undefined"}
)
# Where a place may lie: Britain and Northern Ireland with the sea around.
SOUTH, NORTH, WEST, EAST = 49.0, 61.5, -9.0, 2.5


class _Text(HTMLParser):
    """Keeps the text of HTML, with a line for each block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        """Begin a line."""
        if tag in SILENT:
            self.silent += 1
        if tag in BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        """End a line."""
        if tag in SILENT and self.silent:
            self.silent -= 1
        if tag in BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        if not self.silent:
            self.parts.append(data)


def clean(text: str) -> str:
    """Return a text without control signs and blanks around it; "" for "N/A" and the like."""
    kept = "".join(sign for sign in text if sign >= " " or sign in "\n\t")
    kept = kept.replace("\ufeff", "").replace("\u200b", "").strip()
    return "" if kept.casefold() in NOTHING else kept


def has_html(text: str) -> bool:
    """Whether there is HTML in a text."""
    return bool(_TAG.search(text))


def without_html(text: str) -> str:
    """Return the text alone; a block is a line, what a program would run is dropped."""
    reader = _Text()
    reader.feed(text)
    reader.close()
    plain = unescape("".join(reader.parts)).replace("\xa0", " ")
    lines = (" ".join(line.split()) for line in plain.splitlines())
    return "\n".join(line for line in lines if line)


def shortened(text: str, longest: int = LONGEST_SUMMARY) -> str:
    """Return a text cut at the end of a sentence, or of a word, that is not longer than this."""
    if len(text) <= longest:
        return text
    cut = text[:longest]
    end = max(cut.rfind(". "), cut.rfind(".\n"), cut.rfind("! "), cut.rfind("? "))
    if end > longest // 2:
        return cut[: end + 1]
    return cut[: max(cut.rfind(" "), longest // 2)].rstrip(" ,;:") + "…"


def is_formula(text: str) -> bool:
    """Whether a spreadsheet would calculate this; a telephone number is none."""
    return bool(_FORMULA.match(text))


def is_email(text: str) -> bool:
    """Whether a text is one e-mail address."""
    return bool(_EMAIL.match(text)) and ".." not in text and len(text) <= 254


def is_personal(address: str) -> bool:
    """Whether an e-mail address looks like somebody's own: free mail, or a first and last name."""
    if _FREE_MAIL.search(address):
        return True
    name = address.partition("@")[0]
    words = set(re.split(r"[._]", name.lower()))
    return bool(_TWO_NAMES.match(name)) and not words & _TEAM


def number(text: str) -> float | None:
    """Return a number, or None for what is none."""
    if len(text) > LONGEST_NUMBER * 2:
        return None
    try:
        read = float(text)
    except ValueError:
        return None
    return read if isfinite(read) else None


def in_britain(latitude: float, longitude: float) -> bool:
    """Whether a point can be a place in the United Kingdom."""
    return SOUTH <= latitude <= NORTH and WEST <= longitude <= EAST


def day_of(text: str) -> date | None:
    """Return the date that a text names, the day before the month as in Britain."""
    iso, british = _DATE.match(text), _DAY_FIRST.match(text)
    try:
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
        if british:
            return date(int(british[3]), int(british[2]), int(british[1]))
        return datetime.strptime(text, "%d %B %Y").date()  # noqa: DTZ007  # a day has no zone
    except ValueError:
        return None


def days_of(text: str) -> tuple[str, ...]:
    """Return the days of the week in "Mondays and Thu", "TH,FR" or "Monday to Friday"."""
    words = re.findall(r"[a-z]+|[-–]", text.lower())
    found: list[str] = []
    upto = False
    for word in words:
        if word in ("to", "till", "until", "-", "–"):
            upto = bool(found)
            continue
        for day in _days_in(word):
            if upto and DAYS.index(found[-1]) < DAYS.index(day):
                found += DAYS[DAYS.index(found[-1]) + 1 : DAYS.index(day)]
            found.append(day)
        upto = False
    return tuple(sorted(set(found), key=DAYS.index))


def _days_in(word: str) -> Iterator[str]:
    if word in ("daily", "everyday"):
        yield from DAYS
    elif word in ("weekdays", "weekday"):
        yield from DAYS[:5]
    elif word in ("weekend", "weekends"):
        yield from DAYS[5:]
    elif len(word) == 2:
        yield from (FROM_ISO[iso] for iso in (word.upper(),) if iso in FROM_ISO)
    elif word[:3] in DAYS and (len(word) == 3 or "day" in word or len(word) == 4):
        yield word[:3]


def pence_of(text: str) -> int | None:
    """Return the one price that a text names; 0 when it is free, None when nobody can say."""
    said = text.lower().strip()
    prices = {(match[1], match[2]) for match in _PRICE.finditer(text)}
    bare = _BARE_PRICE.match(said)
    if not prices and bare:
        prices = {(bare[1], (bare[2] or "").ljust(2, "0") if bare[2] else None)}
    if len(prices) == 1:
        pounds, pence = next(iter(prices))
        return int(pounds) * 100 + int(pence or 0)
    if not prices and re.search(r"\bfree\b|\bno charge\b|\bno cost\b", said):
        return 0 if not re.search(r"\bnot free\b|\bdonation", said) else None
    return None
