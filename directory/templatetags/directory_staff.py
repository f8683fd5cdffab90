"""What do staff templates of the directory need to say about a listing?"""

from django import template

from core import clock
from directory.models import Service
from directory.said_back import SaidBack, of_service

register = template.Library()


@register.simple_tag
def said_back(service: Service) -> SaidBack:
    """Return the schedule of a listing as a sentence with the next eight dates."""
    return of_service(service, clock.today())
