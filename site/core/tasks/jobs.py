"""Which background jobs are there, and how often may each be tried?"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


class UnknownJob(LookupError):
    """No job is registered under this name."""


@dataclass(frozen=True, slots=True)
class Job:
    """A function that may be run later, and how its failures are answered."""

    name: str
    function: Callable[..., object]
    attempts: int
    first_delay: timedelta


_jobs: dict[str, Job] = {}


def job(
    name: str, *, attempts: int = 5, first_delay: timedelta = timedelta(seconds=30)
) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Register a function as the job `name` ("directory.recheck").

    Its arguments are keywords that JSON can hold: ids and codes, never a person's data, since
    they are stored in the clear. It may run twice after a crash, so a second run must be harmless.
    """

    def register(function: Callable[P, R]) -> Callable[P, R]:
        known = _jobs.get(name)
        if known is not None and known.function is not function:
            raise ValueError(f"The job {name!r} is registered already")
        _jobs[name] = Job(name, function, attempts, first_delay)
        return function

    return register


def find(name: str) -> Job:
    """Return the job with this name, or raise UnknownJob."""
    try:
        return _jobs[name]
    except KeyError:
        raise UnknownJob(name) from None


def forget(name: str) -> None:
    """Remove a job; for tests."""
    _jobs.pop(name, None)
