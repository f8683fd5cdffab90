"""A log line tells what happened, never what somebody wrote."""

import json
import logging
import logging.config
from io import StringIO

import pytest

from core.logs import logging_settings


@pytest.fixture
def stream() -> StringIO:
    return StringIO()


def written(stream: StringIO, log: logging.Logger) -> list[dict[str, str]]:
    return [json.loads(line) for line in stream.getvalue().splitlines()]


@pytest.fixture
def log(stream: StringIO) -> logging.Logger:
    formatter = logging_settings(level="INFO")["formatters"]["waymark"]
    handler = logging.StreamHandler(stream)
    arguments = {name: value for name, value in formatter.items() if name != "()"}
    handler.setFormatter(formatter["()"](**arguments))
    logger = logging.getLogger("tests.logs")
    logger.handlers = [handler]
    logger.propagate = False
    logger.setLevel("INFO")
    return logger


def test_an_error_is_told_by_kind_and_place_without_its_message(
    stream: StringIO, log: logging.Logger
) -> None:
    try:
        raise ValueError("I smoke 20 a day")
    except ValueError:
        log.exception("could not save")
    [line] = written(stream, log)
    assert line["exception"] == "builtins.ValueError"
    assert "test_logs.py" in line["at"][0]
    assert "smoke" not in stream.getvalue()
    assert line["event"] == "could not save"


def test_drafts_queries_and_private_entries_are_taken_out(
    stream: StringIO, log: logging.Logger
) -> None:
    log.info(
        "%s",
        "/en/check/0b7e2c1e-9f7e-4f57-a2b3-7d8f6f8f0a11/?near=LE1",
        extra={"user_agent": "Old phone"},
    )
    text = stream.getvalue()
    assert all(secret not in text for secret in ("0b7e2c1e", "LE1", "Old phone"))
    assert "/en/check/*/?…" in text
