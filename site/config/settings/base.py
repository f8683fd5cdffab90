"""The settings that every way of running the site shares, gathered from one file a concern."""

from config.settings.accounts import *
from config.settings.apps import *
from config.settings.council import *
from config.settings.languages import *
from config.settings.reliability import *
from config.settings.security import *
from config.settings.storage import *

FORM_RENDERER = "core.forms.renderer.WaymarkRenderer"
