"""How long does the link in a message answer?"""

from datetime import timedelta

# From 30 days before the day to some weeks after the last message.
LINKS_LAST = timedelta(days=75)
PURPOSE = "directory.answer"
