"""What are kinds, types and operators called in the workshop?"""

from selfassessment.engine.kinds import Operator, PageKind, QuestionType, Sensitivity, ShareWith
from selfassessment.engine.routing import Action, OfferOutcome

PAGE_KINDS = {
    PageKind.QUESTION: "Questions",
    PageKind.INSTRUMENT: "Scored questionnaire (fixed questions)",
    PageKind.CONTENT: "Words and Continue",
    PageKind.TASK_LIST: "List of tasks",
    PageKind.INTERRUPT: "Words that must be read (urgent or safety)",
    PageKind.CONSENT: "Consent",
    PageKind.CHECK_ANSWERS: "Check your answers",
    PageKind.EQUALITY: "Equality questions",
    PageKind.RESULTS: "Results (end)",
    PageKind.CONFIRMATION: "Sent (end)",
    PageKind.EXIT: "Exit with something else to do (end)",
    PageKind.EMERGENCY: "Emergency (end)",
}
QUESTION_TYPES = {
    QuestionType.SINGLE_CHOICE: "Choose one",
    QuestionType.MULTI_CHOICE: "Choose any",
    QuestionType.YES_NO: "Yes or no",
    QuestionType.WHOLE_NUMBER: "Whole number",
    QuestionType.DECIMAL: "Number",
    QuestionType.MINUTES: "Minutes or hours",
    QuestionType.MEASUREMENT: "Height, weight or waist",
    QuestionType.DATE: "Date",
    QuestionType.TEXT: "Short text",
    QuestionType.LONG_TEXT: "Long text",
    QuestionType.POSTCODE: "Postcode",
    QuestionType.NAME: "Name",
    QuestionType.PHONE: "Telephone number",
    QuestionType.EMAIL: "E-mail address",
}
SENSITIVITIES = {
    Sensitivity.NONE: "Nothing about a person",
    Sensitivity.PERSONAL: "Personal",
    Sensitivity.HEALTH: "Health",
    Sensitivity.SAFETY: "Safety",
    Sensitivity.EQUALITY: "Equality",
}
SHARING = {
    ShareWith.PROVIDER: "Whoever helps",
    ShareWith.COUNCIL: "The council only",
    ShareWith.STATISTICS: "Statistics only",
}
OPERATORS = {
    Operator.IS: "is",
    Operator.IS_NOT: "is not",
    Operator.IS_ANY_OF: "is any of",
    Operator.IS_NONE_OF: "is none of",
    Operator.BAND_IS: "result is",
    Operator.BAND_IS_NOT: "result is not",
    Operator.BAND_IS_ANY_OF: "result is any of",
    Operator.BAND_IS_NONE_OF: "result is none of",
    Operator.BAND_AT_LEAST: "is this or higher",
    Operator.BAND_AT_MOST: "is this or lower",
    Operator.INCLUDES: "includes",
    Operator.DOES_NOT_INCLUDE: "does not include",
    Operator.INCLUDES_ANY_OF: "includes any of",
    Operator.INCLUDES_ALL_OF: "includes all of",
    Operator.COUNT_IS: "exactly so many are chosen",
    Operator.COUNT_LESS_THAN: "fewer than so many are chosen",
    Operator.COUNT_MORE_THAN: "more than so many are chosen",
    Operator.EQUALS: "is exactly",
    Operator.LESS_THAN: "is less than",
    Operator.AT_MOST: "is at most",
    Operator.MORE_THAN: "is more than",
    Operator.AT_LEAST: "is at least",
    Operator.BETWEEN: "is from … to …",
    Operator.AGE_EQUALS: "age is exactly",
    Operator.AGE_LESS_THAN: "age is under",
    Operator.AGE_AT_MOST: "age is at most",
    Operator.AGE_MORE_THAN: "age is over",
    Operator.AGE_AT_LEAST: "age is at least",
    Operator.AGE_BETWEEN: "age is from … to …",
    Operator.BEFORE: "is before",
    Operator.AFTER: "is after",
    Operator.WITHIN_DAYS: "is within the last … days",
    Operator.IS_TRUE: "is so",
    Operator.IS_FALSE: "is not so",
    Operator.ANSWERED: "is answered",
    Operator.NOT_ANSWERED: "is not answered",
}
ACTIONS = {
    Action.REFER.value: "Ask for it here: the request goes to a provider",
    Action.DIRECTORY.value: "Find it in the directory",
    Action.PHONE.value: "Ring: the telephone numbers below",
    Action.PAGE.value: "Ask for a call from the team",
    Action.LINK.value: "Follow a link: the links below",
}
OUTCOMES = {
    OfferOutcome.ELIGIBLE.value: "When it is offered",
    OfferOutcome.NOT_NOW.value: "When it is not for now",
    OfferOutcome.NOT_ELIGIBLE.value: "When it is not for this person",
}
