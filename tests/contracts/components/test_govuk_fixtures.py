"""Do our component templates write the HTML that GOV.UK Frontend's own examples expect?"""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import NavigableString
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from django.utils.translation import override

SAMPLES = Path(__file__).parents[2] / "samples" / "govuk-fixtures"

# Attributes that only GOV.UK's scripts read. We ship none of them, so both sides go without.
FOR_SCRIPTS = re.compile(
    r"data-(module|prevent-double-click|disable-auto-focus|maxlength|maxwords|threshold|count-type"
    r"|i18n\..*|aria-controls|behaviour)$"
)

# Examples that we do not aim at, each with its reason.
NO_INTERRUPTION = "the interruption panel is not shipped: ours is a page with its own buttons"
EXCLUDED: dict[tuple[str, str], str] = {
    ("button", "start link with html"): "text and HTML are one parameter, so neither gets a span",
    ("select", "with falsy values"): "a value of False is written by Python, not by JavaScript",
}


def excluded(component: str, name: str, options: dict[str, Any]) -> str:
    """Return why an example is left out, or ""."""
    if component == "panel" and "interruption" in options.get("classes", ""):
        return NO_INTERRUPTION
    return EXCLUDED.get((component, name), "")


def examples() -> Iterator[Any]:
    """Return every example of every component that we ship."""
    for path in sorted(SAMPLES.glob("*.json")):
        for example in json.loads(path.read_text(encoding="utf-8")):
            if not excluded(path.stem, example["name"], example["options"]):
                yield pytest.param(path.stem, example, id=f"{path.stem}: {example['name']}")


def our_name(key: str) -> str:
    """Return GOV.UK's parameter name as ours: snake case, one name for text and HTML."""
    name = re.sub(r"(?<=[a-z0-9])([A-Z])", lambda match: "_" + match[1].lower(), key)
    name = {"for": "for_id", "html": "text"}.get(name, name)
    return re.sub(r"_html$", "_text", name)


def our_parameters(value: Any, inside: str = "") -> Any:
    """Return an example's options as our templates take them; HTML becomes a safe string."""
    if isinstance(value, list):
        return [our_parameters(item) for item in value]
    if not isinstance(value, dict) or inside in {"attributes", "values"}:
        return value
    ours: dict[str, Any] = {}
    for key, item in value.items():
        if key.lower().endswith("html") and item:
            ours[our_name(key)] = SafeString(item)
        elif our_name(key) not in ours:
            ours[our_name(key)] = our_parameters(item, key)
    return ours


def parameters(component: str, options: dict[str, Any]) -> dict[str, Any]:
    """Return our parameters; where ours has an own name for what a block of HTML is, use it."""
    ours: dict[str, Any] = our_parameters(options)
    if component == "fieldset" and "text" in ours:
        ours["content"] = ours.pop("text")
    if component == "notification-banner" and options.get("html"):
        ours["content"] = ours.pop("text")
    return ours


def shape(node: Any) -> Any:
    """Return an element as a plain value: name, attributes without order, children."""
    attributes = {
        name: " ".join(value) if isinstance(value, list) else " ".join(value.split())
        for name, value in node.attrs.items()
        if not FOR_SCRIPTS.match(name)
    }
    return [node.name, sorted(attributes.items()), list(children(node))]


def children(node: Any) -> Iterator[Any]:
    """Return what stands in an element: elements, and texts with single spaces."""
    texts: list[str] = []
    for child in node.children:
        if isinstance(child, NavigableString) and not isinstance(child, Comment):
            texts.append(str(child))
        elif isinstance(child, Tag):
            yield from joined(texts)
            texts = []
            yield shape(child)
    yield from joined(texts)


def joined(texts: list[str]) -> list[str]:
    """Return the texts as one with single spaces, or nothing."""
    words = " ".join("".join(texts).split())
    return [words] if words else []


def normalised(html: str) -> Any:
    """Return HTML in a form that two ways of writing the same thing share."""
    return list(children(BeautifulSoup(html, "html.parser")))


@pytest.mark.parametrize(("component", "example"), list(examples()))
def test_component_writes_what_the_example_expects(component: str, example: dict[str, Any]) -> None:
    template = f"components/{component.replace('-', '_')}.html"
    with override("en"):
        written = render_to_string(template, parameters(component, example["options"]))
    assert normalised(written) == normalised(example["html"])


def test_every_shipped_govuk_component_has_examples() -> None:
    count = sum(1 for _ in examples())
    assert count > 500, count
