"""What is written to the log, and what never is?

One JSON line an event, on standard output. No query string, address, user agent, cookie, form
value or message of an exception: an error is told by its kind and the lines it passed through.
"""

import re
import sys
import traceback
from collections.abc import MutableMapping
from types import TracebackType
from typing import Any

import structlog

EventDict = MutableMapping[str, Any]
_UUID = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}", re.IGNORECASE)
_QUERY = re.compile(r"\?\S*")
_NEVER = frozenset(
    {"address", "ip", "user_agent", "cookies", "headers", "body", "query", "form", "answers"}
)


def without_private_keys(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Drop entries that could hold a person's data, and draft numbers and queries in words."""
    for name in _NEVER & event.keys():
        del event[name]
    for name, value in event.items():
        if isinstance(value, str) and name != "request_id":
            event[name] = _QUERY.sub("?…", _UUID.sub("*", value))
    return event


def exception_without_values(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Replace an exception by its kinds and the places it passed; its message may hold answers."""
    given = event.pop("exc_info", None)
    error = given[1] if isinstance(given, tuple) else given
    if isinstance(error, BaseException):
        event["exception"] = _kinds(error)
        event["at"] = _places(error.__traceback__)
    return event


def logging_settings(*, level: str, readable: bool = False) -> dict[str, Any]:
    """Return Django's LOGGING: JSON lines, or coloured whole errors for a developer."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "waymark": {
                "()": structlog.stdlib.ProcessorFormatter,
                "foreign_pre_chain": _shared(),
                "processors": [
                    structlog.stdlib.ProcessorFormatter.remove_processors_meta,
                    *_ending(readable),
                ],
            }
        },
        "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "waymark"}},
        "root": {"handlers": ["console"], "level": level},
        "loggers": {
            # Pages that are not there are in the access log; their whole address is not.
            "django.request": {"level": "ERROR"},
            # Two lines a second from an idle worker say nothing.
            "django_tasks_db": {"level": "WARNING"},
            # Nor do two lines for each of Wagtail's own updates at once.
            "django_tasks": {"level": "WARNING"},
            # A line for each request to the search cluster says nothing; failures are warnings.
            "elastic_transport": {"level": "WARNING"},
            # The development server's own access log would show query strings.
            "django.server": {"level": "WARNING", "propagate": True, "handlers": []},
        },
    }


def configure() -> None:
    """Make structlog's loggers end in the standard library's, with the request's number."""
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            *_shared(),
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def _shared() -> list[Any]:
    return [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.stdlib.ExtraAdder(allow=()),
        _with_exception,
    ]


def _ending(readable: bool) -> list[Any]:
    if readable:
        return [structlog.dev.ConsoleRenderer()]
    return [
        exception_without_values,
        without_private_keys,
        structlog.processors.JSONRenderer(ensure_ascii=False, default=_kind),
    ]


def _with_exception(_logger: Any, _method: str, event: EventDict) -> EventDict:
    """Take hold of the exception now, since it is over by the time the line is made."""
    if event.get("exc_info") is True:
        event["exc_info"] = sys.exc_info()
    return event


def _kind(value: object) -> str:
    return f"<{type(value).__name__}>"


def _kinds(error: BaseException) -> str:
    chain: list[str] = []
    following: BaseException | None = error
    while following is not None and len(chain) < 5:
        chain.append(f"{type(following).__module__}.{type(following).__qualname__}")
        following = following.__cause__ or following.__context__
    return " < ".join(chain)


def _places(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace)[-12:]
    return [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
