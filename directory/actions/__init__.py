"""Everything that changes the directory."""
