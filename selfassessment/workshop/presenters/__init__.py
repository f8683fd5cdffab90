"""How journeys, tables and words are shown to those who change them."""
