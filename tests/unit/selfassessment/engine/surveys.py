"""How is a small survey written for an example?"""

from __future__ import annotations

from datetime import date
from typing import Any

from selfassessment.engine.answer import Answer
from selfassessment.engine.definition import load
from selfassessment.engine.path import Path
from selfassessment.engine.replay import replay

TODAY = date(2026, 11, 25)
given = Answer.given


def ask(key: str, kind: str = "yes_no", routes: Any = (), **more: Any) -> dict[str, Any]:
    page_fields: dict[str, Any] = {
        name: more.pop(name) for name in ("default", "section") if name in more
    }
    question = {"key": key, "type": kind, "required": False, "not_sure": True, **more}
    return {
        "key": f"p_{key}",
        "kind": "question",
        "questions": [question],
        "routes": [{"when": when, "to": to} for when, to in routes],
        **page_fields,
    }


def survey(*pages: dict[str, Any], **more: Any) -> Any:
    ends = [{"key": "results", "kind": "results"}, {"key": "stop", "kind": "exit"}]
    ends[1]["alternative"] = "phone"
    return load(
        {
            "format": 1,
            "slug": "survey",
            "kind": "health_check",
            "locales": ["en"],
            "pages": [*pages, *ends],
            **more,
        }
    )


def walk(definition: Any, **answers: Answer) -> Path:
    return replay(definition, answers, {"today": TODAY})


def condition(key: str, op: str, value: Any = None) -> dict[str, Any]:
    return {"question": key, "op": op} | ({} if value is None else {"value": value})
