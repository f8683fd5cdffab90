"""The editor's workshop in the Wagtail admin: journeys, tables and words are changed here."""
