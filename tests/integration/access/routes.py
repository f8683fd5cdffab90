"""Every address of the site with sample values in it, and what a visitor gets there."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.test import Client
from django.urls import Resolver404, URLPattern, URLResolver, get_resolver, resolve

# Staff sign in at the first two, people of a group at the third.
SIGN_IN = {"/accounts/login/", "/admin/login/", "/en/groups/sign-in/"}
OWN = ("accounts", "core", "directory", "home", "locales", "selfassessment")
_CONVERTED = re.compile(r"<(?:(\w+):)?(\w+)>")
_GROUP = re.compile(r"\(\?P<(\w+)>((?:[^()]|\([^()]*\))*)\)")
_SAMPLES = ("1", "sample", "en", "latest", "live", "earliest", "abcdefg", "abcdefgh")
_BY_KIND = {
    "int": "1",
    "uuid": "6f1c53f2-6a0e-4d9a-9df1-000000000000",
    "slug": "sample",
    "path": "sample",
    "str": "sample",
}


@dataclass(frozen=True)
class Route:
    """One pattern of the URL table: how it is written, and a path that fits it."""

    pattern: str
    path: str
    is_own: bool

    @property
    def resolves(self) -> bool:
        """Return whether the path leads to a view at all."""
        try:
            resolve(self.path)
        except Resolver404:
            return False
        return True


def routes(known: Mapping[str, str]) -> Iterator[Route]:
    """Yield every pattern of the site; `known` has real keys by the names of parameters."""
    for pattern, module in _walk(get_resolver(), "", known):
        yield Route(pattern, "/" + _filled(pattern, known), module.partition(".")[0] in OWN)


def _walk(
    resolver: URLResolver, before: str, known: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    for entry in resolver.url_patterns:
        written = before + str(entry.pattern).removeprefix("^")
        if isinstance(entry, URLPattern):
            yield written.removesuffix("$").removesuffix("\\Z"), _module(entry.callback)
        else:
            yield from _walk(entry, written, known)


def _module(callback: Any) -> str:
    """Return where a view was written, below whatever was put round it."""
    while inner := _inner(callback):
        callback = inner
    made = getattr(callback, "view_class", None) or callback
    return str(getattr(made, "__module__", ""))


def _inner(callback: Any) -> Any:
    """Return the view inside a decorator, also one that does not say what it wraps."""
    if hasattr(callback, "__wrapped__"):
        return callback.__wrapped__
    if getattr(callback, "__module__", "") == "wagtail.admin.auth":
        cells = getattr(callback, "__closure__", None) or ()
        return next((c.cell_contents for c in cells if callable(c.cell_contents)), None)
    return None


def _filled(pattern: str, known: Mapping[str, str]) -> str:
    path = _GROUP.sub(lambda m: _fitting(m[2]), pattern)
    path = path.replace(r"(\d+)", "1").replace("(.*)", "sample")
    path = _CONVERTED.sub(lambda m: known.get(m[2], _BY_KIND.get(m[1] or "str", "sample")), path)
    path = re.sub(r"\((?:\?:)?[^()]*(?:\([^()]*\))?[^()]*\)[*+?]?", "", path)
    return path.replace("\\", "")


def _fitting(expression: str) -> str:
    return next((one for one in _SAMPLES if re.fullmatch(expression, one)), "1")


def outcome(client: Client, method: str, path: str) -> str:
    """Return one letter: Y in, L asked to sign in, R refused, N not found, M no such method."""
    answer = client.generic(method, path)
    letters = {403: "R", 404: "N", 405: "M"}
    if answer.status_code in letters:
        return letters[answer.status_code]
    if answer.status_code in {301, 302, 303, 307, 308}:
        to = answer["Location"].partition("?")[0]
        if to in SIGN_IN:
            return "L"
        if to == f"/en{path}":  # what is not found is looked for in the reader's language
            return "N"
        return "R" if to == "/admin/" and path != "/admin/login/" else "Y"
    return "E" if answer.status_code >= 500 and answer.status_code != 503 else "Y"
