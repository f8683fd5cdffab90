"""How does a process remember for some seconds what hardly ever changes?

For reads that every page makes and that change a few times a year, such as the headings of the
directory. Each process remembers for itself; `forget_all` is called where the data is written,
and before each test.
"""

import time
from collections.abc import Callable, Hashable
from typing import Any, Protocol, TypeVar, cast

Function = TypeVar("Function", bound=Callable[..., Any])
_MOST = 2_000


class _Forgetting(Protocol):
    def clear(self) -> None: ...


_stores: list[_Forgetting] = []


def remembered(seconds: float) -> Callable[[Function], Function]:
    """Let a function remember its results, by positional arguments, for so many seconds."""

    def decorate(function: Function) -> Function:
        store: dict[tuple[Hashable, ...], tuple[float, Any]] = {}
        _stores.append(store)

        def remembering(*args: Hashable) -> Any:
            now = time.monotonic()
            known = store.get(args)
            if known is not None and now - known[0] < seconds:
                return known[1]
            result = function(*args)
            if len(store) >= _MOST:
                store.clear()
            store[args] = (now, result)
            return result

        remembering.__doc__ = function.__doc__
        remembering.__name__ = function.__name__
        return cast(Function, remembering)

    return decorate


def forget_all() -> None:
    """Forget everything that functions of this process remember."""
    for store in _stores:
        store.clear()
