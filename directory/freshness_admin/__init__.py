"""The staff side of freshness: the call list, one listing, the board."""
