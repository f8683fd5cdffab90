"""The pages editors write, and the notices on the home page."""

from home.models.notices import Notice
from home.models.pages import HomePage, InformationPage, TopicPage

__all__ = ["HomePage", "InformationPage", "Notice", "TopicPage"]
