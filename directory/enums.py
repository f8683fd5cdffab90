"""Which codes may a listing carry, and what is each called in the reader's language?"""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Kind(TextChoices):
    """What sort of thing a listing is."""

    ACTIVITY = "activity", _("Activity")
    SERVICE = "service", _("Service")
    GP = "gp", _("GP practice")
    PHARMACY = "pharmacy", _("Pharmacy")
    LIBRARY = "library", _("Library")
    CLUB = "club", _("Club")


class Status(TextChoices):
    """Whether the offer runs; a fact of the source row, read for every language."""

    ACTIVE = "active", _("Running")
    PAUSED = "paused", _("Stopped for now")
    CLOSED = "closed", _("Closed for good")
    ARCHIVED = "archived", _("Put away")


class Access(TextChoices):
    """What makes a place or an offer easier to get into or to take part in."""

    STEP_FREE = "step_free", _("Step-free")
    SEATED = "seated", _("All sitting down")
    ACCESSIBLE_TOILET = "accessible_toilet", _("Accessible toilet")
    HEARING_LOOP = "hearing_loop", _("Hearing loop")
    BSL = "bsl", _("British Sign Language")
    LARGE_PRINT = "large_print", _("Large print")
    QUIET = "quiet", _("Quiet")
    PARKING = "parking", _("Parking")
    CARERS_WELCOME = "carers_welcome", _("A helper comes free")


class Format(TextChoices):
    """How a person takes part."""

    IN_PERSON = "in_person", _("In person")
    ONLINE = "online", _("Online")
    TELEPHONE = "telephone", _("By telephone")


class Day(TextChoices):
    """Days of the week, Monday first."""

    MONDAY = "mon", _("Monday")
    TUESDAY = "tue", _("Tuesday")
    WEDNESDAY = "wed", _("Wednesday")
    THURSDAY = "thu", _("Thursday")
    FRIDAY = "fri", _("Friday")
    SATURDAY = "sat", _("Saturday")
    SUNDAY = "sun", _("Sunday")


class TimeOfDay(TextChoices):
    """When a session starts: before 12 noon, before 5pm, or later."""

    MORNING = "morning", _("Morning")
    AFTERNOON = "afternoon", _("Afternoon")
    EVENING = "evening", _("Evening")


class AgeBand(TextChoices):
    """The age groups a reader chooses from."""

    AGE_0_4 = "0_4", _("0 to 4")
    AGE_5_10 = "5_10", _("5 to 10")
    AGE_11_15 = "11_15", _("11 to 15")
    AGE_16_17 = "16_17", _("16 to 17")
    AGE_18_49 = "18_49", _("18 to 49")
    AGE_50_64 = "50_64", _("50 to 64")
    AGE_65_PLUS = "65_plus", _("65 and over")


LOWEST_AGE, HIGHEST_AGE = 0, 120

AGE_BANDS: dict[str, tuple[int, int]] = {
    "0_4": (0, 4),
    "5_10": (5, 10),
    "11_15": (11, 15),
    "16_17": (16, 17),
    "18_49": (18, 49),
    "50_64": (50, 64),
    "65_plus": (65, HIGHEST_AGE),
}


class Spoken(TextChoices):
    """Languages an offer is given in."""

    ENGLISH = "en", _("English")
    GUJARATI = "gu", _("Gujarati")
    POLISH = "pl", _("Polish")
    URDU = "ur", _("Urdu")
    PUNJABI = "pa", _("Punjabi")
    HINDI = "hi", _("Hindi")
    BENGALI = "bn", _("Bengali")
    SOMALI = "so", _("Somali")
    ARABIC = "ar", _("Arabic")
    BSL = "bsl", _("British Sign Language")


class Gender(TextChoices):
    """Whether an offer is for one gender; empty means everyone."""

    WOMEN = "women", _("Women only")
    MEN = "men", _("Men only")


class Booking(TextChoices):
    """What a person does before coming; empty means nobody has told us."""

    NONE = "none", _("Just turn up")
    RING = "ring", _("Ring first")
    ONLINE = "online", _("Book online")


class CostKind(TextChoices):
    """How a price is to be read."""

    FREE = "free", _("Free")
    FIXED = "fixed", _("A fixed price")
    DONATION = "donation", _("Give what you can")


class CostFor(TextChoices):
    """Who pays this price."""

    EVERYONE = "everyone", _("Everyone")
    CONCESSION = "concession", _("On a low income")
    CHILD = "child", _("Children")


class CostPer(TextChoices):
    """What the price buys."""

    SESSION = "session", _("each time")
    WEEK = "week", _("a week")
    MONTH = "month", _("a month")
    YEAR = "year", _("a year")


class ContactKind(TextChoices):
    """How somebody can be reached."""

    PHONE = "phone", pgettext_lazy("way to get in touch", "Telephone")
    EMAIL = "email", pgettext_lazy("way to get in touch", "Email")
    WEBSITE = "website", pgettext_lazy("way to get in touch", "Website")


class ScheduleKind(TextChoices):
    """Sessions people join, or hours in which a place is open."""

    SESSION = "session", _("Sessions")
    OPENING = "opening", _("Opening hours")


class ExceptionReason(TextChoices):
    """Why there is no session on a date."""

    OFF = "off", _("A break")
    CANCELLED = "cancelled", _("Cancelled")
    PLACE_CLOSED = "place_closed", _("The place is closed")


class ClosureReason(TextChoices):
    """Why a place is closed; what else there is to say is said in words."""

    REPAIRS = "repairs", _("Repairs")
    SUPPLIES = "supplies", _("No heating, light or water")
    WEATHER = "weather", _("Bad weather")
    STAFF = "staff", _("Not enough staff")
    EVENT = "event", _("Another event")
    HOLIDAYS = "holidays", _("Holidays")
    SAFETY = "safety", _("It is not safe at present")
    OTHER = "other", _("Another reason")


class ProblemTopic(TextChoices):
    """What a visitor says is wrong with a listing."""

    TIME = "time", _("The day or time is wrong")
    CLOSED = "closed", _("It has stopped or closed")
    CONTACT = "contact", _("The phone number, email or place is wrong")
    UNSAFE = "unsafe", _("Something there is not safe")
    OTHER = "other", _("Something else")


class ProblemState(TextChoices):
    """How far staff have come with a report."""

    NEW = "new", pgettext_lazy("state of a report", "New")
    LOOKING = "looking", pgettext_lazy("state of a report", "Being looked at")
    DONE = "done", pgettext_lazy("state of a report", "Done")


class CalendarKind(TextChoices):
    """What the days of a period in the calendar are."""

    TERM = "term", _("Half a school term")
    CLOSED = "closed", _("Closed days, as on a bank holiday")


class Origin(TextChoices):
    """Who keeps a listing right."""

    GROUP = "group", _("The group")
    SOURCE = "source", _("An outside source")
    NOBODY = "nobody", _("Nobody yet")


class CheckedBy(TextChoices):
    """Who last said that a listing is right."""

    GROUP = "group", _("The group")
    COUNCIL = "council", _("The council")
    SOURCE = "source", _("The source")


class Answer(TextChoices):
    """What was answered when a listing was asked about; the labels are for staff."""

    RIGHT = "right", "Still right"
    CHANGED = "changed", "Has changed"
    CLOSED = "closed", "Has closed"


class AnsweredBy(TextChoices):
    """How an answer came; the labels are for staff."""

    LINK = "link", "The group, by the link in a message"
    PHONE = "phone", "The group, by telephone"
    STAFF = "staff", "Staff"
    SOURCE = "source", "The source"


class Opening(TextChoices):
    """What is counted of a listing, without a person; the labels are for staff."""

    OPENED = "opened", "Page opened"
    CONTACTED = "contacted", "Number, address or website used"
    CALENDAR = "calendar", "Put into a calendar"


class WordsState(TextChoices):
    """How far the words of a listing can be trusted in one language."""

    ORIGINAL = "original", _("Written in this language")
    CHECKED = "checked", _("Checked by a person")
    DRAFTED = "drafted", _("Drafted, not yet checked")
    OUT_OF_DATE = "out_of_date", _("Out of date")
    MISSING = "missing", _("Not translated")


class Room(TextChoices):
    """Whether new people can come; empty means nobody has told us."""

    FREE = "free", _("Room for new people")
    FEW = "few", _("A few places left")
    FULL = "full", _("Full at the moment")


class MemberRole(TextChoices):
    """What somebody is in their group."""

    LEAD = "lead", _("Leads the group")
    HELPER = "helper", _("Helps")


class ProposalState(TextChoices):
    """How far a proposal has come."""

    DRAFT = "draft", pgettext_lazy("state of a proposal", "Not sent yet")
    WAITING = "waiting", pgettext_lazy("state of a proposal", "Waiting for the council")
    SENT_BACK = "sent_back", pgettext_lazy("state of a proposal", "Sent back to you")
    APPROVED = "approved", pgettext_lazy("state of a proposal", "Approved")
    REFUSED = "refused", pgettext_lazy("state of a proposal", "Not listed")
    WITHDRAWN = "withdrawn", pgettext_lazy("state of a proposal", "Taken back")
