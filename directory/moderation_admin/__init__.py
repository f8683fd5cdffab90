"""The queue of everything that waits for staff."""
