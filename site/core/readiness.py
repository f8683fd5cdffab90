"""Is everything there that the site needs to serve people?"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

ReadinessCheck = Callable[[], str | None]

_checks: dict[str, ReadinessCheck] = {}
_watched: dict[str, ReadinessCheck] = {}


def register(name: str, function: ReadinessCheck) -> None:
    """Have /readyz call `function()`: None when ready, else a short code such as "no_index".

    Called in an app's `ready()`. What it raises is reported as its class name.
    """
    _checks[name] = function


def watch(name: str, function: ReadinessCheck) -> None:
    """Have /readyz call `function()` too, for what does not stop people from being served.

    A code makes the answer "degraded", still 200: somebody has to be called.
    """
    _watched[name] = function


def forget(name: str) -> None:
    """Remove a check; for tests."""
    _checks.pop(name, None)


def registered() -> Mapping[str, ReadinessCheck]:
    """Return what is registered, by name."""
    return MappingProxyType(_checks)


def findings() -> dict[str, str]:
    """Run every check. Return "ok" or a code for each."""
    return {name: _outcome(function) for name, function in _checks.items()}


def watched() -> dict[str, str]:
    """Run what is only watched. Return "ok" or a code for each."""
    return {name: _outcome(function) for name, function in _watched.items()}


def _outcome(function: ReadinessCheck) -> str:
    try:
        return function() or "ok"
    except Exception as error:  # noqa: BLE001  # a probe reports, whatever went wrong
        return type(error).__name__
