"""The codes of a referral, each with the words that staff see."""

from django.db import models


class State(models.TextChoices):
    """Where a referral line stands. The moves between states: rules/transitions.py."""

    RECEIVED = "received", "Received"
    TRIAGE = "triage", "In triage"
    SAFEGUARDING = "safeguarding", "With safeguarding"
    ALLOCATED = "allocated", "Allocated"
    RETURNED = "returned", "Sent back by the provider"
    CONTACTING = "contacting", "Contacting"
    ACCEPTED = "accepted", "Accepted"
    ASSESSED = "assessed", "First talk done"
    IN_PROGRAMME = "in_programme", "Being helped"
    COMPLETED = "completed", "Completed"
    DROPPED_OUT = "dropped_out", "Dropped out"
    MOVED_SERVICE = "moved_service", "Moved to another service"
    DECLINED = "declined", "Declined by the person"
    UNREACHED = "unreached", "Could not be reached"
    REDIRECTED = "redirected", "Passed to something else"
    DISCHARGED = "discharged", "Discharged"
    FOLLOW_UP = "follow_up", "Being followed up"
    CLOSED = "closed", "Closed"
    WITHDRAWN = "withdrawn", "Withdrawn by the person"


class Channel(models.TextChoices):
    """How a referral came in."""

    ONLINE = "online", "Online, alone"
    ONLINE_HELPED = "online_helped", "Online, with help"
    CALL_BACK = "call_back", "Asked to be called back"
    TELEPHONE = "telephone", "By telephone"
    PAPER = "paper", "On paper"
    PROFESSIONAL = "professional", "By a professional"
    COUNTER = "counter", "At a counter"
    POP_UP = "pop_up", "At a pop-up"


class About(models.TextChoices):
    """Whom a referral is for, seen from the person who fills it in."""

    SELF = "self", "Themselves"
    CARED_FOR = "cared_for", "Someone they care for"
    CHILD = "child", "Their child"
    PROFESSIONAL = "professional", "Someone a professional works with"


class EventKind(models.TextChoices):
    """What can happen to a case."""

    RECEIVED = "received", "Received"
    OPENED = "opened", "Opened"
    MOVED = "moved", "Moved on"
    NOTE = "note", "Note"
    ASSIGNED = "assigned", "Owner changed"
    ATTEMPT = "attempt", "Tried to contact"
    SAFETY_RAISED = "safety_raised", "Safety flag put on"
    SAFETY_TAKEN = "safety_taken", "Safety flag taken on"
    SAFETY_CLEARED = "safety_cleared", "Safety flag dealt with"
    WITHDRAWN = "withdrawn", "The person withdrew"
    CONTACT_CHANGED = "contact_changed", "The person changed how to reach them"
    STATUS_SEEN = "status_seen", "The person opened the status page"
    CODE_MADE = "code_made", "New code for the status page"
    MESSAGE = "message", "Message"
    EXPORTED = "exported", "Copy made for the person"
    ERASED = "erased", "Erased"
    REOPENED = "reopened", "Opened again after erasure"
    SAMENESS = "sameness", "Compared with another case"
    READ = "read", "Read in its own language"
    HANDED_OVER = "handed_over", "Handed to a provider"
    ACKNOWLEDGED = "acknowledged", "Acknowledged by the provider"
    ACTIVITIES = "activities", "Activities handed over"
    FOLLOWED_UP = "followed_up", "Followed up"
    OUTCOME = "outcome", "Outcome written down"
    HOME = "home", "In the home"
    LINE_ADDED = "line_added", "Another need found"
    FAMILY = "family", "Family"
    LETTER = "letter", "Letter in spite of a safety flag"


class ContactWay(models.TextChoices):
    """How somebody was tried."""

    PHONE = "phone", "Telephone"
    TEXT = "text", "Text message"
    EMAIL = "email", "E-mail"
    POST = "post", "Letter"
    PERSON = "person", "Through the person they named"


class AttemptOutcome(models.TextChoices):
    """How an attempt to contact someone ended."""

    SPOKE = "spoke", "We spoke"
    NO_ANSWER = "no_answer", "No answer"
    MESSAGE_LEFT = "message_left", "Left a message"
    WRONG_CONTACT = "wrong_contact", "Wrong number or address"


class OutcomeStage(models.TextChoices):
    """When an outcome was asked: before, some weeks later, and when the help ends."""

    BEFORE = "before", "At the start"
    WEEKS_4 = "4", "4 weeks"
    WEEKS_12 = "12", "12 weeks"
    WEEKS_26 = "26", "26 weeks"
    WEEKS_52 = "52", "52 weeks"
    END = "end", "At the end of the help"
