"""What is read from the questionnaires' tables."""
