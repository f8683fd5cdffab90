"""Work that is done later, again, or every so often."""
