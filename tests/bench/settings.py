"""Settings of the benchmark: as served, with an empty page beside the site's own."""

from typing import Any

from config.settings.develop import *

DEBUG = False
ROOT_URLCONF = "tests.bench.urls"
ALLOWED_HOSTS = ["testserver"]
WAYMARK_LOG_LEVEL = "ERROR"
_templates: dict[str, Any] = TEMPLATES[0]
_templates["APP_DIRS"] = False
_templates["OPTIONS"]["loaders"] = [
    (
        "django.template.loaders.cached.Loader",
        [
            "django.template.loaders.filesystem.Loader",
            "django.template.loaders.app_directories.Loader",
        ],
    )
]
