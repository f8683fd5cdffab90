"""What writes in core."""
