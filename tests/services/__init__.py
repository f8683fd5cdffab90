"""Real services for the tests, started and stopped by us."""
