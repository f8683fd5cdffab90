"""The pages editors write, and the notices on the home page."""

from home.models.ages import AgePage, AgesPage
from home.models.notices import Notice
from home.models.pages import HomePage, InformationPage, TopicPage

__all__ = ["AgePage", "AgesPage", "HomePage", "InformationPage", "Notice", "TopicPage"]
