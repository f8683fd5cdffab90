"""SQLite for the tests: the database is the one new sites begin with, not migrated each time."""
