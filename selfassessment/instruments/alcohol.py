"""How risky is somebody's drinking? (AUDIT-C, then AUDIT.)"""

from __future__ import annotations

from decimal import Decimal

from selfassessment.instruments.model import Instrument, Item, Items, Option, Outcome, missing_first
from selfassessment.instruments.numbers import WHOLE_POINTS, band_of, sum_points

FREQUENCY = Item(
    "frequency",
    "one",
    (
        Option("never", 0, "Never"),
        Option("monthly_or_less", 1, "Monthly or less"),
        Option("2_4_a_month", 2, "2 to 4 times a month"),
        Option("2_3_a_week", 3, "2 to 3 times a week"),
        Option("4_or_more_a_week", 4, "4 or more times a week"),
    ),
    wording="How often do you have a drink containing alcohol?",
)
UNITS = Item(
    "units",
    "one",
    (
        Option("0_2", 0, "0 to 2"),
        Option("3_4", 1, "3 to 4"),
        Option("5_6", 2, "5 to 6"),
        Option("7_9", 3, "7 to 9"),
        Option("10_or_more", 4, "10 or more"),
    ),
    wording="How many units of alcohol do you drink on a typical day when you are drinking?",
)
HOW_OFTEN = (
    Option("never", 0, "Never"),
    Option("less_than_monthly", 1, "Less than monthly"),
    Option("monthly", 2, "Monthly"),
    Option("weekly", 3, "Weekly"),
    Option("daily", 4, "Daily or almost daily"),
)
EVER = (
    Option("no", 0, "No"),
    Option("yes_not_last_year", 2, "Yes, but not in the last year"),
    Option("yes_last_year", 4, "Yes, during the last year"),
)
LAST_YEAR = "How often during the last year"
BINGE = Item(
    "binge",
    "one",
    HOW_OFTEN,
    wording="How often have you had 6 or more units if female, or 8 or more if male, "
    "on a single occasion in the last year?",
)
EARLY = (FREQUENCY, UNITS, BINGE)
MIDDLE = (
    Item(
        "cannot_stop",
        "one",
        HOW_OFTEN,
        wording=f"{LAST_YEAR} have you found that you were not able to stop drinking "
        "once you had started?",
    ),
    Item(
        "failed",
        "one",
        HOW_OFTEN,
        wording=f"{LAST_YEAR} have you failed to do what was normally expected from you "
        "because of your drinking?",
    ),
    Item(
        "morning",
        "one",
        HOW_OFTEN,
        wording=f"{LAST_YEAR} have you needed an alcoholic drink in the morning to get yourself "
        "going after a heavy drinking session?",
    ),
    Item(
        "guilt",
        "one",
        HOW_OFTEN,
        wording=f"{LAST_YEAR} have you had a feeling of guilt or remorse after drinking?",
    ),
    Item(
        "memory",
        "one",
        HOW_OFTEN,
        wording=f"{LAST_YEAR} have you been unable to remember what happened the night before "
        "because you had been drinking?",
    ),
)
LATE = (
    Item(
        "injured",
        "one",
        EVER,
        wording="Have you or somebody else been injured as a result of your drinking?",
    ),
    Item(
        "concerned",
        "one",
        EVER,
        wording="Has a relative or friend, doctor or other health worker been concerned about "
        "your drinking or suggested that you cut down?",
    ),
)
ALL = (*EARLY, *MIDDLE, *LATE)
POSITIVE_FROM = 5
AUDIT_C_EDGES = (
    ("1", "lower"),
    ("5", "increasing"),
    ("8", "higher"),
    ("11", "possible_dependence"),
)
AUDIT_EDGES = (("8", "increasing"), ("16", "higher"), ("20", "possible_dependence"))


def _audit_c(given: Items) -> Outcome:
    """A person who never drinks scores 0 without being asked further."""
    if given.get("frequency") == "never":
        return Outcome(Decimal(0), "none")
    missing = missing_first(EARLY, given)
    if missing:
        return Outcome(complete=False, missing=missing)
    total = sum_points(EARLY, given)
    notes = ("ask_audit",) if total >= POSITIVE_FROM else ()
    return Outcome(total, band_of(total, "none", AUDIT_C_EDGES), notes=notes)


def _may_leave_out_middle(given: Items) -> bool:
    """Questions 4 to 8 may be left out when 2 and 3 score nothing (WHO manual)."""
    early = "units" in given and "binge" in given
    untouched = all(item.id not in given for item in MIDDLE)
    return early and untouched and sum_points((UNITS, BINGE), given) == 0


def _audit(given: Items) -> Outcome:
    if given.get("frequency") == "never":
        return Outcome(Decimal(0), "lower")
    needed = (*EARLY, *LATE) if _may_leave_out_middle(given) else ALL
    missing = missing_first(needed, given)
    if missing:
        return Outcome(complete=False, missing=missing)
    total = sum_points(ALL, given)
    return Outcome(total, band_of(total, "lower", AUDIT_EDGES))


WHO_LICENCE = (
    "© World Health Organization 2001; may be freely reviewed, abstracted, reproduced and "
    "translated, but not for sale or commercial use"
)
UK_UNITS = "UK units of alcohol (8 g): millilitres × strength in % ÷ 1000"
AUDIT_C = Instrument(
    id="audit_c",
    name="AUDIT-C",
    version="1.0",
    source="WHO AUDIT 2001, first three questions; UK units",
    licence=WHO_LICENCE,
    items=EARLY,
    bands=("none", *(band for _, band in AUDIT_C_EDGES)),
    rule=_audit_c,
    units=UK_UNITS,
    rounding=WHOLE_POINTS,
    decides_early=True,
)
AUDIT = Instrument(
    id="audit",
    name="AUDIT",
    version="1.0",
    source="WHO AUDIT 2001; UK units",
    licence=WHO_LICENCE,
    items=ALL,
    bands=("lower", *(band for _, band in AUDIT_EDGES)),
    rule=_audit,
    units=UK_UNITS,
    rounding=WHOLE_POINTS,
    decides_early=True,
)
