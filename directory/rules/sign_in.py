"""How long is a code, how long does it work, and how often may somebody try?"""

import secrets
from datetime import timedelta

DIGITS = 6
LASTS = timedelta(minutes=15)
MOST_TRIES = 5
# Codes asked for from one internet address, and for one address of a member, in that time.
ASKED_HERE, ASKED_FOR_ONE, ASKED_PER = 12, 5, timedelta(hours=1)
# A phone that was signed in stays so; volunteers have five minutes, not a mailbox at hand.
SIGNED_IN = timedelta(days=60)
INVITED = timedelta(days=30)
# Somebody without a group, not seen for so long, is erased.
FORGOTTEN_AFTER = timedelta(days=180)
NEED_SHOWN = timedelta(days=60)


def new_code() -> str:
    """Return a code of six digits."""
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def read_code(typed: str) -> str:
    """Return the digits of what was typed, in the digits of any script."""
    return "".join(str(int(one)) for one in typed if one.isdecimal())


def masked(channel: str, value: str) -> str:
    """Return an address as its owner knows it again and nobody else can read it."""
    if channel == "email" and "@" in value:
        name, _, domain = value.partition("@")
        return f"{name[:1]}…@{domain[:1]}…{domain[domain.rfind('.') :]}"
    return f"…{value[-3:]}"
