"""How do the lines of a case look, with the moves each may make?"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from selfassessment.referrals import labels
from selfassessment.referrals.forms_departing import LEAVING, DepartureForm, ReasonForm, places
from selfassessment.referrals.models import Case, Departure, HandOver, Outcome, ReferralLine
from selfassessment.referrals.presenters import state_class
from selfassessment.referrals.presenters.outcomes import Change, changes_of
from selfassessment.referrals.presenters.reasons import reasons
from selfassessment.referrals.rules.standing import priority_in_words
from selfassessment.referrals.rules.transitions import Move, buttons_from
from selfassessment.referrals.selectors.home import is_home_line
from selfassessment.referrals.sending_on import Destination, destination_of


@dataclass(frozen=True)
class LineView:
    """One line on the page of a case."""

    line: ReferralLine
    offer: str
    need: str
    provider: str
    state_class: str
    moves: tuple[Move, ...]
    stopped: tuple[str, ...]
    hand_over: HandOver | None
    changes: tuple[Change, ...]
    is_home: bool
    still_to_come: int
    leaving: ReasonForm | None
    departures: tuple[tuple[Departure, Destination | None], ...]
    priority: str

    @property
    def why(self) -> list[str]:
        """Return what of the person led to this line."""
        return reasons(self.line)

    @property
    def closes_early(self) -> bool:
        """Return whether a button closes the line before its follow-ups are done."""
        return bool(self.still_to_come) and any(move.early_note for move in self.moves)

    @property
    def going_on(self) -> tuple[Move, ...]:
        """Return the moves that do not ask why the line ends."""
        return tuple(move for move in self.moves if move.end not in LEAVING)

    @property
    def ending(self) -> tuple[Move, ...]:
        """Return the moves that ask why the line ends, and where the person goes."""
        return tuple(move for move in self.moves if move.end in LEAVING)

    @property
    def may_allocate(self) -> bool:
        """Return whether the line can be given to somebody now."""
        return any(move.end == "allocated" for move in self.moves)


def line_views(  # noqa: PLR0913 (what a page has read, all by name)
    case: Case,
    *,
    closed: Mapping[UUID, Mapping[str, str]],
    hand_overs: Mapping[object, HandOver],
    outcomes: Mapping[UUID, Sequence[Outcome]],
    still_to_come: Mapping[UUID, int],
    today: date,
    leaving: object = None,
) -> list[LineView]:
    """Return the lines of a case; a move behind a closed gate has no button but says why.

    `leaving` is a form that was refused; it stands at its line, with what was typed.
    """
    found, to_choose = [], places()
    departures = _departures(case)
    for line in case.lines.all():
        moves, shut = buttons_from(line.state), closed[line.pk]
        open_moves = tuple(move for move in moves if not set(move.gates) & set(shut))
        found.append(
            LineView(
                line=line,
                offer=labels.name("offer", line.offer),
                need=labels.name("need", line.need),
                provider=labels.name("provider", line.provider),
                state_class=state_class(line.state),
                moves=open_moves,
                stopped=_stopped(moves, shut),
                hand_over=hand_overs.get(line.pk),
                changes=tuple(changes_of(line, outcomes.get(line.pk, ()), today)),
                is_home=is_home_line(line),
                still_to_come=still_to_come.get(line.pk, 0),
                leaving=_form(line, open_moves, leaving, to_choose),
                departures=departures.get(line.pk, ()),
                priority=priority_in_words(line.priority),
            )
        )
    return found


def _stopped(moves: Sequence[Move], shut: Mapping[str, str]) -> tuple[str, ...]:
    """Return why some moves have no button, each reason once."""
    said = {
        f"{move.verb}: {shut[gate]}": None
        for move in moves
        for gate in move.gates
        if gate in shut and move.end != "withdrawn"
    }
    return tuple(said)


def _form(
    line: ReferralLine, moves: Sequence[Move], refused: object, to_choose: Sequence[object]
) -> ReasonForm | None:
    name = f"leave-{line.pk}-%s"
    if isinstance(refused, ReasonForm) and refused.auto_id == name:
        return refused
    ends = {move.end for move in moves} & set(LEAVING)
    if not ends:
        return None
    if "redirected" in ends:
        return DepartureForm(places=to_choose, auto_id=name)
    return ReasonForm(to=ends.pop(), auto_id=name)


def _departures(case: Case) -> dict[UUID, tuple[tuple[Departure, Destination | None], ...]]:
    """Return why the lines of a case ended and where people were sent, in one query."""
    found: dict[UUID, tuple[tuple[Departure, Destination | None], ...]] = {}
    for one in Departure.objects.filter(line__case=case):
        found[one.line_id] = (*found.get(one.line_id, ()), (one, destination_of(one, "en")))
    return found
