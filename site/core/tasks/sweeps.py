"""What does the worker look at on each round?"""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

_sweeps: dict[str, Callable[..., Any]] = {}


def register(name: str, function: Callable[..., Any]) -> None:
    """Have the worker call `function(now=…)` on each round, every second or so.

    It must be cheap when there is nothing to do, and harmless when run twice.
    """
    _sweeps[name] = function


def forget(name: str) -> None:
    """Remove a sweep; for tests."""
    _sweeps.pop(name, None)


def registered() -> Mapping[str, Callable[..., Any]]:
    """Return what is registered, by name."""
    return MappingProxyType(_sweeps)
