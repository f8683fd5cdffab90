"""May a line be moved, and what does somebody read whose page shows it as it was?"""

from typing import Any

from selfassessment.referrals.enums import State
from selfassessment.referrals.rules.transitions import MoveNotAllowed, NoSuchMove, check_move


def check(state: str, to: str, **facts: Any) -> None:
    """Raise MoveNotAllowed, in words for staff, when a line may not go from a state to another.

    `facts` are those of `rules.transitions.check_move`.
    """
    try:
        check_move(state, to, **facts)
    except NoSuchMove as error:
        named = dict(State.choices)
        raise MoveNotAllowed(
            f"The line stands at “{named.get(state, state)}” now, and from there it cannot go to "
            f"“{named.get(to, to)}”. Somebody may have moved it while you had the page open."
        ) from error
