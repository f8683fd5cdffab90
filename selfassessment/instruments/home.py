"""What would make a home safer, and which small aids would make it easier? (Own wording.)"""

from __future__ import annotations

from selfassessment.instruments.model import ANY_LANGUAGE, Instrument, Item, Items, Option, Outcome
from selfassessment.instruments.numbers import several, yes_no

OWN = "Own wording"
OWN_LICENCE = "Same licence as this software"
AS_IT_SHOULD_BE = (
    Option("yes", None, "Yes"),
    Option("no", None, "No"),
    Option("unsure", None, "I am not sure"),
)


def _check(item_id: str, wording: str) -> Item:
    return Item(item_id, "one", AS_IT_SHOULD_BE, optional=True, wording=wording)


# One or more for each family of housing hazards; “yes” is always the safe answer.
HOME_ITEMS = (
    _check("smoke_alarm", "Is there a smoke alarm that works on each floor?"),
    _check("way_out", "Could everyone get out quickly in a fire?"),
    _check(
        "carbon_alarm", "Is there a carbon monoxide alarm in each room with a gas fire or stove?"
    ),
    _check("stairs", "Are stairs and floors clear, with something to hold on to?"),
    _check("bath", "Can everyone use the bath, shower and toilet safely?"),
    _check("lights", "Can you see well on the stairs and by the front door?"),
    _check("warm", "Can you keep your home warm?"),
    _check("dry", "Is your home free of damp and mould?"),
    _check("electrics", "Are plugs, wires and sockets free of damage?"),
    _check("hot_things", "Are hot water, fires and cookers safe for everyone?"),
    _check("locks", "Do doors and windows lock?"),
    _check("room", "Is there enough room for everyone to sleep?"),
    _check("water", "Do the toilet, the taps and the drains work?"),
    _check("building", "Are walls, ceilings and steps sound?"),
)
AIDS = {
    "bath": "bath_board",
    "toilet": "raised_seat",
    "chair": "chair_raisers",
    "bed": "bed_rail",
    "stairs": "second_rail",
    "door": "grab_rail",
    "kitchen": "trolley",
}
HARD = several("hard", *AIDS, "none")


def _home(given: Items) -> Outcome:
    """Name what is not as it should be; “not sure” counts as something to look at."""
    to_look_at = tuple(item.id for item in HOME_ITEMS if given.get(item.id) in {"no", "unsure"})
    if to_look_at:
        return Outcome(band="to_look_at", notes=to_look_at)
    missing = tuple(item.id for item in HOME_ITEMS if item.id not in given)
    return Outcome(complete=False, missing=missing) if missing else Outcome(band="all_well")


def _aids(given: Items) -> Outcome:
    """Name the small aids that may help; bigger changes need an assessment at home."""
    hard = given.get("hard")
    chosen = hard if isinstance(hard, tuple) else ()
    aids = tuple(AIDS[key] for key in chosen if key in AIDS)
    if given.get("bigger_change") == "yes":
        return Outcome(band="assessment", notes=aids)
    if hard is None:
        return Outcome(complete=False, missing=("hard",))
    return Outcome(band="minor_aids" if aids else "none", notes=aids)


HOME_SAFETY = Instrument(
    id="home_safety",
    name="Home safety checklist",
    version="1.0",
    source=f"{OWN}, grouped by the families of the Housing Health and Safety Rating System",
    licence=OWN_LICENCE,
    items=HOME_ITEMS,
    bands=("to_look_at", "all_well"),
    rule=_home,
    units="none",
    rounding="nothing is counted",
    validated_languages=(ANY_LANGUAGE,),
    decides_early=True,
)
MINOR_AIDS = Instrument(
    id="minor_aids",
    name="Small aids at home",
    version="1.0",
    source=f"{OWN}; what is free and what is a grant: Care Act 2014, cutoffs.json",
    licence=OWN_LICENCE,
    items=(HARD, yes_no("bigger_change", optional=True)),
    bands=("none", "minor_aids", "assessment"),
    rule=_aids,
    units="pounds, as cutoffs.json has them",
    rounding="nothing is counted",
    validated_languages=(ANY_LANGUAGE,),
    decides_early=True,
)
