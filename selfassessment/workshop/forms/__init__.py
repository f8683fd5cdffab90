"""What is typed into the workshop, read and checked."""
