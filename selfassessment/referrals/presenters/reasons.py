"""Why is something offered, in words for whoever reads a case?"""

import re

from selfassessment.referrals.models import ReferralLine

# Kept is the whole sentence of a table: "If smokes every day, then note the need “smoking”."
_RULE = re.compile(r"If (?P<fact>.+), then .+")


def reasons(line: ReferralLine) -> list[str]:
    """Return what of a person led to a line, each once: "Smokes every day."

    What a rule did then is said by the line itself. A sentence in other words stays as it is.
    """
    found = []
    for sentence in line.why:
        rule = _RULE.fullmatch(sentence)
        fact = rule["fact"] if rule else ""
        found.append(f"{fact[:1].upper()}{fact[1:]}." if fact else sentence)
    return list(dict.fromkeys(found))
